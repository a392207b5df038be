import { BookOpenText, ExternalLink, Star, Trash2 } from 'lucide-preact';
import { useRef } from 'preact/hooks';
import { libraryTexts } from '../../locales/library.ts';
import { organiseTexts } from '../../locales/organise.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Library, ListRow, Mark, Tag } from '../../utils/library/library.ts';
import { Button, ButtonLink } from '../controls/Button.tsx';
import { classes } from '../controls/classes.ts';
import { MarkShape } from '../controls/MarkShape.tsx';
import { MissingNotice } from '../controls/MissingNotice.tsx';
import { markWords } from '../controls/mark-words.ts';
import { TagInput } from '../controls/TagInput.tsx';
import { NoteText } from '../note/NoteText.tsx';
import { ArticleGist } from './ArticleGist.tsx';
import { attempt } from './attempt.ts';
import { giveStar, giveState } from './BulkBar.tsx';
import { STATES } from './list-filters.ts';
import styles from './Preview.module.css';
import { routeHash } from './route.ts';
import { TwoNotes } from './TwoNotes.tsx';
import { useLive } from './use-live.ts';

interface PreviewProps {
  library: Library;
  row: ListRow | null;
  /** False while the list is only beginning to be read: nothing is shown yet, so that its rows come sooner. */
  isReady: boolean;
  /** All tags in use, for completion. */
  tags: Tag[];
  onDelete: (row: ListRow) => void;
}

/** Marks listed beside the row; the reader shows the others. */
const MOST_MARKS = 12;

/** What is known about the chosen row: meta, the way in, tags, note, marks. */
export function Preview({ library, row, isReady, tags, onDelete }: PreviewProps) {
  const texts = textsOf(libraryTexts);
  const organise = textsOf(organiseTexts);
  const read = useLive(
    async () => (row && isReady ? await readChosen(library, row) : null),
    [library, row?.id, isReady],
  ).value;
  const tagField = useRef<HTMLInputElement>(null);
  if (!isReady) return null;
  if (!row) return <p class={styles.nothing}>{texts.previewEmpty}</p>;
  const chosen = read?.id === row.id ? read : null;
  const marks = chosen?.marks ?? [];
  const note = chosen?.article?.note;
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
        <Button
          icon={Star}
          name={row.favourite ? organise.favouriteOff : organise.favouriteOn}
          aria-pressed={row.favourite}
          class={row.favourite ? (styles.starred ?? '') : ''}
          title={`${row.favourite ? organise.favouriteOff : organise.favouriteOn} · S`}
          onClick={() => void giveStar(library, [row.id], !row.favourite)}
        />
        <Button icon={Trash2} name={texts.remove} onClick={() => onDelete(row)} />
      </div>
      <fieldset class={styles.states} aria-label={organise.states}>
        {STATES.map((state) => (
          <button
            key={state}
            type="button"
            class={classes(styles.state, row.state === state && styles.present)}
            aria-pressed={row.state === state}
            title={state === 'archived' ? `${organise.stateAct(state)} · E` : organise.stateAct(state)}
            onClick={() => void giveState(library, [row.id], state)}
          >
            {organise.state(state)}
          </button>
        ))}
      </fieldset>
      <MissingNotice pages={row.pages} address={row.address} />
      {chosen?.isHere === false && <p class={styles.absent}>{texts.notHere}</p>}
      <TagInput
        key={row.id}
        ref={tagField}
        tags={row.tags}
        known={tags}
        draftOf={{ library, owner }}
        onAdd={(name) => attempt(library.addTag(owner, name))}
        onRemove={(id) => attempt(library.removeTag(owner, id))}
      />
      {chosen?.article && <ArticleGist library={library} article={chosen.article} tagField={tagField} />}
      {note && note.text !== '' && (
        <>
          <h3 class={styles.head}>
            {texts.note}
            {note.values.length > 1 && <TwoNotes owner={owner} />}
          </h3>
          <NoteText class={styles.hand} text={note.text} />
        </>
      )}
      {chosen && <h3 class={styles.head}>{texts.marks(marks.length)}</h3>}
      {chosen && marks.length === 0 ? (
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
        {row.snapshots.length > 1 && (
          <a href={routeHash({ place: 'versions', id: row.id })}>
            {texts.compareVersions(row.snapshots.length)}
          </a>
        )}
      </p>
    </>
  );
}

/** What a row does not show. */
async function readChosen(library: Library, { id, snapshots }: ListRow) {
  const newest = snapshots.at(-1)?.hash;
  const [article, marks, isHere] = await Promise.all([
    library.article(id),
    library.marks(id),
    newest !== undefined && library.isHere(newest),
  ]);
  return { id, article, marks, isHere };
}

function MarkLine({ mark }: { mark: Mark }) {
  return (
    <li class={styles.mark}>
      <MarkShape colour={mark.colour} />
      <div>
        <p class={styles.quote} lang="zh-CN">
          {markWords(mark)}
        </p>
        {mark.note.text !== '' && <NoteText class={styles.hand} text={mark.note.text} />}
        {mark.note.values.length > 1 && <TwoNotes owner={{ kind: 'mark', id: mark.id }} />}
      </div>
    </li>
  );
}

function readWord(row: ListRow): string {
  const texts = textsOf(libraryTexts);
  const percent = Math.round(row.position * 100);
  if (percent === 0) return texts.startReading;
  // The last lines are seldom scrolled to the very end.
  return percent >= 98 ? texts.readAgain : texts.continueReading(percent);
}
