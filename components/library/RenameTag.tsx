import { useEffect, useMemo, useState } from 'preact/hooks';
import { organiseTexts } from '../../locales/organise.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Library, Tag, TagMove } from '../../utils/library/library.ts';
import { Button } from '../controls/Button.tsx';
import { Dialog } from '../controls/Dialog.tsx';
import { matchTags } from '../controls/match-tags.ts';
import { TextField } from '../controls/TextField.tsx';
import { doWithUndo } from './do-with-undo.ts';
import styles from './RenameTag.module.css';

interface RenameTagProps {
  library: Library;
  tag: Tag;
  tags: Tag[];
  onClose: () => void;
}

/** A new name for a tag, with what it does to every tag before anything is written. */
export function RenameTag({ library, tag, tags, onClose }: RenameTagProps) {
  const texts = textsOf(organiseTexts);
  const [name, setName] = useState(tag.name);
  const [isBusy, setBusy] = useState(false);
  const moves = usePlan(library, tag.id, name, tags);
  const isGone = !tags.some(({ id }) => id === tag.id);
  const offers = useMemo(
    () => (name === tag.name ? [] : matchTags(tags, [tag.name, name], name).slice(0, 4)),
    [name, tag, tags],
  );
  const isMerge = moves?.some(({ into }) => into !== null) ?? false;
  const apply = async () => {
    if (isGone || !moves || moves.length === 0) return;
    setBusy(true);
    const own = moves.find(({ id }) => id === tag.id);
    const to = own?.to ?? name;
    const text = own?.into == null ? texts.renamed(tag.name, to) : texts.merged(tag.name, to);
    const isDone = await doWithUndo(library, library.renameTag(tag.id, name), { text });
    setBusy(false);
    if (isDone) onClose();
  };
  return (
    <Dialog
      title={texts.renameTitle(tag.name)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{texts.cancel}</Button>
          <Button
            kind="primary"
            isBusy={isBusy}
            disabled={isGone || !moves?.length}
            onClick={() => void apply()}
          >
            {isMerge ? texts.mergeAct : texts.renameAct}
          </Button>
        </>
      }
    >
      <TextField
        label={texts.newName}
        help={texts.newNameHelp}
        error={isGone ? texts.tagGone : moves === null ? texts.badName : null}
        value={name}
        onInput={setName}
        autocomplete="off"
        spellcheck={false}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.isComposing) void apply();
        }}
      />
      {offers.length > 0 && (
        <p class={styles.offers}>
          {offers.map((offer) => (
            <button key={offer.id} type="button" class={styles.offer} onClick={() => setName(offer.name)}>
              {offer.name}
            </button>
          ))}
        </p>
      )}
      <ul class={styles.moves} role="status">
        {!isGone && moves?.length === 0 && <li>{texts.noChangeYet}</li>}
        {(isGone ? null : moves)?.map(({ id, from, to, into }) => (
          <li key={id}>{into === null ? texts.willRename(from, to) : texts.willMerge(from, to)}</li>
        ))}
      </ul>
    </Dialog>
  );
}

/** What the name would do to the tags as they are by now; null where it can't be one. */
function usePlan(library: Library, id: string, name: string, tags: Tag[]): TagMove[] | null {
  const [moves, setMoves] = useState<TagMove[] | null>([]);
  useEffect(() => {
    let isWanted = true;
    library.planRename(id, name).then(
      (plan) => isWanted && setMoves(plan),
      () => isWanted && setMoves(null),
    );
    return () => {
      isWanted = false;
    };
  }, [library, id, name, tags]);
  return moves;
}
