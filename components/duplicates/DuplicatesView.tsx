import { Merge } from 'lucide-preact';
import { useEffect, useId, useState } from 'preact/hooks';
import { duplicateTexts } from '../../locales/duplicates.ts';
import { libraryTexts } from '../../locales/library.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import { type Duplicates, likelyToStay } from '../../utils/library/duplicates.ts';
import type { Library, ListRow } from '../../utils/library/library.ts';
import { Button } from '../controls/Button.tsx';
import { EmptyState } from '../controls/EmptyState.tsx';
import { showToast } from '../controls/toasts.ts';
import { attempt } from '../library/attempt.ts';
import { routeHash } from '../library/route.ts';
import { exactMoment } from '../library/times.ts';
import styles from './DuplicatesView.module.css';
import { mergeWithUndo } from './merge-with-undo.ts';
import { notSameName } from './use-duplicates.ts';

interface DuplicatesViewProps {
  library: Library;
  /** Null until they were looked for. */
  groups: Duplicates[] | null;
  rows: ListRow[];
}

/** Articles that may be one, to be merged or left as they are. */
export function DuplicatesView({ library, groups, rows }: DuplicatesViewProps) {
  const texts = textsOf(duplicateTexts);
  useEffect(() => {
    document.title = textsOf(libraryTexts).pageTitle(texts.title);
  }, [texts]);
  const counts = new Map(rows.map(({ id, marks }) => [id, marks.reduce((sum, { count }) => sum + count, 0)]));
  return (
    <div class={styles.page}>
      <h1 class={styles.title}>{texts.title}</h1>
      {groups === null && <p role="status">{texts.looking}</p>}
      {groups?.length === 0 && <EmptyState>{texts.none}</EmptyState>}
      {groups && groups.length > 0 && (
        <>
          <p class={styles.words}>{texts.body}</p>
          {groups.map((group, index) => (
            <Group
              key={notSameName(group)}
              library={library}
              group={group}
              marksOf={(id) => counts.get(id) ?? 0}
              isFirst={index === 0}
            />
          ))}
        </>
      )}
    </div>
  );
}

interface GroupProps {
  library: Library;
  group: Duplicates;
  marksOf: (id: string) => number;
  /** The one ink button of the view stands in the first group. */
  isFirst: boolean;
}

function Group({ library, group, marksOf, isFirst }: GroupProps) {
  const texts = textsOf(duplicateTexts);
  const [chosen, setChosen] = useState(() => likelyToStay(group, marksOf).id);
  const [isBusy, setBusy] = useState(false);
  const name = useId();
  const merge = async () => {
    setBusy(true);
    await mergeWithUndo(library, group, chosen);
    setBusy(false);
  };
  const dismiss = async () => {
    const preference = notSameName(group);
    if (!(await attempt(library.setPreference(preference, true)))) return;
    showToast({
      text: texts.dismissed,
      action: {
        label: textsOf(libraryTexts).undo,
        onAction: () => void attempt(library.setPreference(preference, null)),
      },
    });
  };
  return (
    <fieldset class={styles.group}>
      <legend class="visually-hidden">{texts.keep}</legend>
      {group.map((article) => (
        <div class={styles.row} key={article.id}>
          <input
            type="radio"
            id={`${name}-${article.id}`}
            name={name}
            class={styles.choice}
            checked={article.id === chosen}
            onChange={() => setChosen(article.id)}
          />
          <div class={styles.article}>
            <label class={styles.name} for={`${name}-${article.id}`} lang="zh-CN">
              {article.title}
            </label>
            <a class={styles.address} href={routeHash({ place: 'article', id: article.id })}>
              <span class="visually-hidden">{texts.address} </span>
              {article.address}
            </a>
            <p class={styles.facts}>{factsOf(article, marksOf(article.id)).join(' · ')}</p>
          </div>
        </div>
      ))}
      <div class={styles.actions}>
        <Button
          kind={isFirst ? 'primary' : 'plain'}
          icon={Merge}
          isBusy={isBusy}
          onClick={() => void merge()}
        >
          {texts.merge}
        </Button>
        <Button onClick={() => void dismiss()}>{texts.notSame}</Button>
      </div>
    </fieldset>
  );
}

function factsOf(article: ListRow, marks: number): string[] {
  const texts = textsOf(duplicateTexts);
  return [
    texts.saved(exactMoment(article.savedAt, language.value)),
    texts.versions(article.snapshots.length),
    ...(marks > 0 ? [texts.marks(marks)] : []),
    ...article.tags.map(({ name }) => name),
    ...(article.isNoted ? [texts.hasNote] : []),
  ];
}
