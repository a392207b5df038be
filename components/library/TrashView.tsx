import { Undo2 } from 'lucide-preact';
import { useEffect } from 'preact/hooks';
import { libraryTexts } from '../../locales/library.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import type { ArticleRow, Library } from '../../utils/library/library.ts';
import { Button } from '../controls/Button.tsx';
import { EmptyState } from '../controls/EmptyState.tsx';
import { showToast } from '../controls/toasts.ts';
import { attempt } from './attempt.ts';
import styles from './TrashView.module.css';
import { momentName } from './times.ts';
import { useLive } from './use-live.ts';

interface TrashViewProps {
  library: Library;
  /** Deleted articles; null while they are read. */
  rows: ArticleRow[] | null;
}

/** Days a deleted record keeps its content (protocol: nothing is emptied before). */
const KEPT_DAYS = 30;
const DAY_MS = 24 * 60 * 60_000;

/** What was deleted, what each holds, how long it stays, and the way back. */
export function TrashView({ library, rows }: TrashViewProps) {
  const texts = textsOf(libraryTexts);
  useEffect(() => {
    document.title = texts.pageTitle(texts.trash);
  }, [texts]);
  return (
    <div class={styles.page}>
      <h1 class={styles.title}>{texts.trash}</h1>
      <p class={styles.words}>{texts.trashBody}</p>
      {rows?.length === 0 && <EmptyState>{texts.trashEmpty}</EmptyState>}
      {rows !== null && rows.length > 0 && (
        <table class={styles.table}>
          <thead>
            <tr>
              <th scope="col">{texts.trashName}</th>
              <th scope="col">{texts.trashDeletedAt}</th>
              <th scope="col">{texts.trashRemaining}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {[...rows]
              .sort((a, b) => (b.deletedAt ?? 0) - (a.deletedAt ?? 0))
              .map((row) => (
                <TrashRow key={row.id} library={library} row={row} />
              ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function TrashRow({ library, row }: { library: Library; row: ArticleRow }) {
  const texts = textsOf(libraryTexts);
  const marks = useLive(() => library.marks(row.id), [library, row.id]).value ?? [];
  const notes = [row, ...marks].filter((owner) => owner.note.text !== '').length;
  const restore = async () => {
    if (await attempt(library.restoreArticle(row.id))) showToast({ text: texts.articleRestored });
  };
  return (
    <tr>
      <td>
        <div class={styles.name} lang="zh-CN">
          {row.title}
        </div>
        <div class={styles.holds}>
          {[row.source ?? texts.sourceMissing, texts.holds(marks.length, notes)].join(' · ')}
        </div>
      </td>
      <td data-label={texts.trashDeletedAt}>{momentName(row.deletedAt ?? Date.now(), language.value)}</td>
      <td data-label={texts.trashRemaining}>{remaining(row.deletedAt)}</td>
      <td class={styles.action}>
        <Button size="s" icon={Undo2} aria-label={texts.restoreArticle(row.title)} onClick={restore}>
          {texts.restore}
        </Button>
      </td>
    </tr>
  );
}

function remaining(deletedAt: number | null): string {
  const texts = textsOf(libraryTexts);
  const days = Math.ceil(KEPT_DAYS - (Date.now() - (deletedAt ?? Date.now())) / DAY_MS);
  return days < 1 ? texts.lessThanADay : texts.days(days);
}
