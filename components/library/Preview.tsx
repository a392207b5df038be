import { BookOpenText, ExternalLink, Trash2 } from 'lucide-preact';
import { libraryTexts } from '../../locales/library.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { ArticleRow, Library, Mark, Tag } from '../../utils/library/library.ts';
import { Button, ButtonLink } from '../controls/Button.tsx';
import { MarkShape } from '../controls/MarkShape.tsx';
import { MissingNotice } from '../controls/MissingNotice.tsx';
import { TagInput } from '../controls/TagInput.tsx';
import { ArticleGist } from './ArticleGist.tsx';
import { attempt } from './attempt.ts';
import styles from './Preview.module.css';
import { routeHash } from './route.ts';
import { TwoNotes } from './TwoNotes.tsx';
import { useLive } from './use-live.ts';

interface PreviewProps {
  library: Library;
  row: ArticleRow | null;
  /** All tags in use, for completion. */
  tags: Tag[];
  onDelete: (row: ArticleRow) => void;
}

/** Marks listed beside the row; the reader shows the others. */
const MOST_MARKS = 12;

/** What is known about the chosen row: meta, the way in, tags, note, marks. */
export function Preview({ library, row, tags, onDelete }: PreviewProps) {
  const texts = textsOf(libraryTexts);
  const marks = useLive(async () => (row ? await library.marks(row.id) : []), [library, row?.id]).value ?? [];
  if (!row) return <p class={styles.nothing}>{texts.previewEmpty}</p>;
  const owner = { kind: 'article', id: row.id } as const;
  const day = row.publishedAt?.slice(0, 10);
  return (
    <>
      <p class={styles.place}>{[row.category, day].filter(Boolean).join(' · ')}</p>
      <h2 class={styles.title} lang="zh-CN">
        {row.title}
      </h2>
      <p class={styles.meta}>
        <span>{row.source ?? texts.sourceMissing}</span>
        <span>{row.authors.join('、') || texts.authorMissing}</span>
        <span>{texts.minutes(row.minutes)}</span>
      </p>
      <div class={styles.actions}>
        <ButtonLink kind="primary" icon={BookOpenText} href={routeHash({ place: 'article', id: row.id })}>
          {readWord(row)}
        </ButtonLink>
        <ButtonLink
          icon={ExternalLink}
          name={texts.originalHint}
          href={row.address}
          target="_blank"
          rel="noreferrer"
        />
        <Button icon={Trash2} name={texts.remove} onClick={() => onDelete(row)} />
      </div>
      <MissingNotice pages={row.pages} address={row.address} />
      {!row.isOffline && <p class={styles.absent}>{texts.notHere}</p>}
      <TagInput
        tags={row.tags}
        known={tags}
        onAdd={(name) => attempt(library.addTag(owner, name))}
        onRemove={(id) => attempt(library.removeTag(owner, id))}
      />
      <ArticleGist library={library} row={row} />
      {row.note.text !== '' && (
        <>
          <h3 class={styles.head}>
            {texts.note}
            {row.note.values.length > 1 && <TwoNotes owner={owner} />}
          </h3>
          <p class={styles.hand}>{row.note.text}</p>
        </>
      )}
      <h3 class={styles.head}>{texts.marks(marks.length)}</h3>
      {marks.length === 0 ? (
        <p class={styles.nothing}>{texts.noMarks}</p>
      ) : (
        <ul>
          {marks.slice(0, MOST_MARKS).map((mark) => (
            <MarkLine key={mark.id} mark={mark} />
          ))}
        </ul>
      )}
      <p class={styles.foot}>
        <span>{marks.length > MOST_MARKS && texts.moreMarks(marks.length - MOST_MARKS)}</span>
        <span>{row.snapshots.length > 1 && texts.versions(row.snapshots.length)}</span>
      </p>
    </>
  );
}

function MarkLine({ mark }: { mark: Mark }) {
  return (
    <li class={styles.mark}>
      <MarkShape colour={mark.colour} />
      <div>
        <p class={styles.quote} lang="zh-CN">
          {mark.quote}
        </p>
        {mark.note.text !== '' && <p class={styles.hand}>{mark.note.text}</p>}
        {mark.note.values.length > 1 && <TwoNotes owner={{ kind: 'mark', id: mark.id }} />}
      </div>
    </li>
  );
}

function readWord(row: ArticleRow): string {
  const texts = textsOf(libraryTexts);
  const percent = Math.round(row.position * 100);
  if (percent === 0) return texts.startReading;
  // The last lines are seldom scrolled to the very end.
  return percent >= 98 ? texts.readAgain : texts.continueReading(percent);
}
