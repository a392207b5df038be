import { CheckCheck, Star, StarOff, Tag as TagIcon, Trash2, X } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { organiseTexts } from '../../locales/organise.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Article, Library, Tag } from '../../utils/library/library.ts';
import { Button } from '../controls/Button.tsx';
import { MenuButton } from '../controls/MenuButton.tsx';
import styles from './BulkBar.module.css';
import { BulkTags } from './BulkTags.tsx';
import { doWithUndo } from './do-with-undo.ts';
import { STATES } from './list-filters.ts';
import type { Picks } from './use-picks.ts';

interface BulkBarProps {
  library: Library;
  picks: Picks;
  tags: Tag[];
}

/** Stands in place of the search box while rows are picked: what is done with all of them. */
export function BulkBar({ library, picks, tags }: BulkBarProps) {
  const texts = textsOf(organiseTexts);
  const [isTagging, setTagging] = useState(false);
  const count = picks.rows.length;
  const ids = picks.rows.map(({ id }) => id);
  const hasAllStars = picks.rows.every(({ favourite }) => favourite);
  return (
    <section class={styles.bar} aria-label={texts.bulk}>
      <strong role="status">{texts.picked(count)}</strong>
      <span class={styles.hint}>{texts.pickHint}</span>
      <span class={styles.actions}>
        <Button kind="quiet" icon={TagIcon} aria-haspopup="dialog" onClick={() => setTagging(true)}>
          {texts.bulkTags}
        </Button>
        <MenuButton
          size="m"
          icon={CheckCheck}
          name={texts.bulkState}
          items={STATES.map((state) => ({
            label: texts.stateAct(state),
            onChoose: () => void giveState(library, ids, state),
          }))}
        >
          {texts.bulkState}
        </MenuButton>
        <Button
          kind="quiet"
          icon={hasAllStars ? StarOff : Star}
          onClick={() => void giveStar(library, ids, !hasAllStars)}
        >
          {hasAllStars ? texts.favouriteOff : texts.favouriteOn}
        </Button>
        <Button kind="quiet" icon={Trash2} onClick={() => void remove(library, ids)}>
          {texts.bulkDelete}
        </Button>
        <Button kind="quiet" onClick={picks.all}>
          {texts.pickAll}
        </Button>
        <Button kind="quiet" icon={X} name={texts.dropPicks} onClick={picks.drop} />
      </span>
      {isTagging && (
        <BulkTags library={library} rows={picks.rows} tags={tags} onClose={() => setTagging(false)} />
      )}
    </section>
  );
}

export function giveState(
  library: Library,
  ids: readonly string[],
  state: Article['state'],
): Promise<boolean> {
  const texts = textsOf(organiseTexts);
  const words = { text: texts.stateChanged(ids.length, texts.state(state)) };
  return doWithUndo(library, library.editArticles(ids, { state }), words);
}

export function giveStar(library: Library, ids: readonly string[], favourite: boolean): Promise<boolean> {
  const texts = textsOf(organiseTexts);
  const text = favourite ? texts.starred(ids.length) : texts.unstarred(ids.length);
  return doWithUndo(library, library.editArticles(ids, { favourite }), { text });
}

export function remove(library: Library, ids: readonly string[]): Promise<boolean> {
  const texts = textsOf(organiseTexts);
  const words = { text: texts.deleted(ids.length), detail: texts.deletedMore };
  return doWithUndo(library, library.deleteArticles(ids), words);
}
