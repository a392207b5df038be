import { Undo2 } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { libraryTexts } from '../../locales/library.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import type { ArticleRow, Library, MarkInBin } from '../../utils/library/library.ts';
import { Button } from '../controls/Button.tsx';
import { MarkShape, markName } from '../controls/MarkShape.tsx';
import { markWords } from '../controls/mark-words.ts';
import { showToast } from '../controls/toasts.ts';
import { NoteText } from '../note/NoteText.tsx';
import { attempt } from './attempt.ts';
import { routeHash } from './route.ts';
import styles from './TrashView.module.css';
import { momentName } from './times.ts';
import { useLive } from './use-live.ts';

/** Days a deleted record keeps its content (protocol: nothing is emptied before). */
const KEPT_DAYS = 30;
const DAY_MS = 24 * 60 * 60_000;

/** A deleted article with what lies in it; its title leads to its text. */
export function DeletedArticleRow({ library, article }: { library: Library; article: ArticleRow }) {
  const texts = textsOf(libraryTexts);
  const marks = useLive(() => library.marks(article.id), [library, article.id]).value ?? [];
  const notes = [article, ...marks].filter((owner) => owner.note.text !== '').length;
  return (
    <Row
      kind={texts.kindArticle}
      deletedAt={article.deletedAt}
      action={
        <Restore
          words={texts.restoreArticle(article.title)}
          onClick={() => restoreArticle(library, article.id)}
        />
      }
    >
      <a class={styles.name} href={routeHash({ place: 'article', id: article.id })} lang="zh-CN">
        {article.title}
      </a>
      <div class={styles.holds}>
        {[article.source ?? texts.sourceMissing, texts.holds(marks.length, notes)].join(' · ')}
      </div>
    </Row>
  );
}

/** A deleted mark with its note and where it is from. One that came to a deleted article later comes back with that article. */
export function DeletedMarkRow({ library, mark }: { library: Library; mark: MarkInBin }) {
  const texts = textsOf(libraryTexts);
  const { article } = mark;
  const restore = async () => {
    if (!(await attempt(library.restoreMark(mark.id)))) return;
    showToast({
      text: texts.markRestored,
      ...(article?.isDeleted ? { detail: texts.markRestoredInBin } : {}),
    });
  };
  return (
    <Row
      kind={texts.kindMark}
      deletedAt={mark.deletedAt}
      action={
        mark.isDeleted ? (
          <Restore words={texts.restoreMark(markWords(mark).slice(0, 20))} onClick={restore} />
        ) : (
          article && (
            <Restore
              words={texts.restoreArticle(article.title)}
              onClick={() => restoreArticle(library, article.id)}
            >
              {texts.restoreItsArticle}
            </Restore>
          )
        )
      }
    >
      <div class={styles.quote}>
        <MarkShape colour={mark.colour} name={markName(mark.colour)} />
        <span lang="zh-CN">{markWords(mark)}</span>
      </div>
      {mark.note.text !== '' && <NoteText class={styles.note} text={mark.note.text} />}
      <div class={styles.holds}>
        {article ? texts.markFrom(article.title) : texts.markFromEmptied}
        {!mark.isDeleted && ` · ${texts.markAddedLater}`}
      </div>
    </Row>
  );
}

interface RowProps {
  kind: string;
  /** Null for what is not deleted itself. */
  deletedAt: number | null;
  action: ComponentChildren;
  children: ComponentChildren;
}

function Row({ kind, deletedAt, action, children }: RowProps) {
  const texts = textsOf(libraryTexts);
  const isDeleted = deletedAt !== null;
  return (
    <tr>
      <td>{children}</td>
      <td>{kind}</td>
      <td data-label={isDeleted ? texts.trashDeletedAt : undefined}>
        {isDeleted ? momentName(deletedAt, language.value) : texts.notDeletedItself}
      </td>
      <td data-label={isDeleted ? texts.trashRemaining : undefined}>
        {isDeleted ? remaining(deletedAt) : texts.keptForGood}
      </td>
      <td class={styles.action}>{action}</td>
    </tr>
  );
}

interface RestoreProps {
  /** What is put back, for those who can't see the row. */
  words: string;
  onClick: () => void;
  children?: ComponentChildren;
}

function Restore({ words, onClick, children }: RestoreProps) {
  return (
    <Button size="s" icon={Undo2} aria-label={words} onClick={onClick}>
      {children ?? textsOf(libraryTexts).restore}
    </Button>
  );
}

async function restoreArticle(library: Library, id: string): Promise<void> {
  if (await attempt(library.restoreArticle(id))) showToast({ text: textsOf(libraryTexts).articleRestored });
}

function remaining(deletedAt: number): string {
  const texts = textsOf(libraryTexts);
  const days = Math.ceil(KEPT_DAYS - (Date.now() - deletedAt) / DAY_MS);
  return days < 1 ? texts.lessThanADay : texts.days(days);
}
