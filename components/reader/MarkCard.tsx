import { CircleQuestionMark, Pencil, Trash2 } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { readerTexts } from '../../locales/reader.ts';
import { readingTexts } from '../../locales/reading.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import type { Library, Mark } from '../../utils/library/library.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { MarkShape, markName } from '../controls/MarkShape.tsx';
import { markWords } from '../controls/mark-words.ts';
import { TagChip } from '../controls/TagChip.tsx';
import { routeHash } from '../library/route.ts';
import { TwoNotes } from '../library/TwoNotes.tsx';
import { dayName } from '../library/times.ts';
import { NoteText } from '../note/NoteText.tsx';
import { deleteMarkWithUndo } from './delete-mark.ts';
import styles from './MarkCard.module.css';
import { MarkLook } from './MarkLook.tsx';
import { NoteEditor } from './NoteEditor.tsx';
import type { PlacedMark } from './use-marks-in-frame.ts';

interface MarkCardProps {
  library: Library;
  placed: PlacedMark;
  /** The chosen mark shows what can be done with it. */
  isSelected: boolean;
  /** The doubtful place is the right one. */
  onConfirm?: () => void;
  /** Marks that lie on this one. */
  others?: readonly Mark[];
  onSelect?: (id: string) => void;
  /** It was made for its note: that is written at once. */
  asksNote?: boolean;
}

/** A mark's colour, day, note and tags: beside its line, or in the sheet at the bottom. */
export function MarkCard(props: MarkCardProps) {
  const { library, placed, isSelected, onConfirm, others = [], onSelect, asksNote = false } = props;
  const { mark, status } = placed;
  const texts = textsOf(readerTexts);
  const [isEditing, setEditing] = useState(asksNote);
  const owner = { kind: 'mark', id: mark.id } as const;
  return (
    <div class={styles.card}>
      <p class={styles.head}>
        <MarkShape colour={mark.colour} name={null} />
        <b>{markName(mark.colour)}</b>
        <span>{dayName(mark.createdAt, language.value)}</span>
        {status === 'doubtful' && (
          <span class={styles.doubtful}>
            <Icon of={CircleQuestionMark} size={14} />
            {texts.doubtful}
          </span>
        )}
        {mark.note.values.length > 1 && <TwoNotes owner={owner} />}
      </p>
      {status === 'doubtful' && (
        <>
          <p class={styles.was}>{texts.doubtfulWas(mark.quote)}</p>
          {onConfirm && (
            <p class={styles.actions}>
              <Button size="s" onClick={onConfirm}>
                {texts.itIsHere}
              </Button>
            </p>
          )}
        </>
      )}
      {isEditing && isSelected ? (
        <NoteEditor
          library={library}
          owner={owner}
          note={mark.note}
          label={texts.noteOf(markWords(mark).slice(0, 20))}
          isLabelHidden
          hasFocus
          onDone={() => setEditing(false)}
        />
      ) : (
        <NoteWords mark={mark} isSelected={isSelected} />
      )}
      {mark.tags.length > 0 && (
        <p class={styles.tags}>
          {mark.tags.map((tag) => (
            <TagChip key={tag.id} name={tag.name} href={routeHash({ place: 'tag', id: tag.id })} />
          ))}
        </p>
      )}
      {isSelected && !isEditing && (
        <p class={styles.actions}>
          <Button size="s" icon={Pencil} onClick={() => setEditing(true)}>
            {mark.note.text === '' ? texts.writeNote : texts.editNote}
          </Button>
          <Button
            kind="quiet"
            size="s"
            icon={Trash2}
            name={texts.removeMark}
            onClick={() => void deleteMarkWithUndo(library, mark)}
          />
          {placed.range && <MarkLook library={library} mark={mark} />}
        </p>
      )}
      {isSelected && others.length > 0 && onSelect && <OtherMarks others={others} onSelect={onSelect} />}
    </div>
  );
}

/** Where marks lie on one another, the way from one to the others. */
function OtherMarks({ others, onSelect }: { others: readonly Mark[]; onSelect: (id: string) => void }) {
  const texts = textsOf(readingTexts);
  return (
    <div class={styles.others}>
      <span>{texts.alsoHere}</span>
      {others.map((other) => (
        <button
          key={other.id}
          type="button"
          aria-label={texts.otherMark(markName(other.colour), other.quote.slice(0, 40))}
          title={other.quote.slice(0, 40)}
          onClick={(event) => {
            event.stopPropagation();
            onSelect(other.id);
          }}
        >
          <MarkShape colour={other.colour} name={null} />
          {markName(other.colour)}
        </button>
      ))}
    </div>
  );
}

function NoteWords({ mark, isSelected }: { mark: Mark; isSelected: boolean }) {
  if (mark.note.text !== '') return <NoteText class={styles.hand} text={mark.note.text} />;
  return isSelected ? <p class={styles.none}>{textsOf(readerTexts).markWithoutNote}</p> : null;
}
