import { CircleQuestionMark, Pencil, Trash2 } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { readerTexts } from '../../locales/reader.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import type { Library, Mark } from '../../utils/library/library.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { MarkShape, markName } from '../controls/MarkShape.tsx';
import { TagChip } from '../controls/TagChip.tsx';
import { routeHash } from '../library/route.ts';
import { TwoNotes } from '../library/TwoNotes.tsx';
import { dayName } from '../library/times.ts';
import { deleteMarkWithUndo } from './delete-mark.ts';
import styles from './MarkCard.module.css';
import { NoteEditor } from './NoteEditor.tsx';
import type { PlacedMark } from './use-marks-in-frame.ts';

interface MarkCardProps {
  library: Library;
  placed: PlacedMark;
  /** The chosen mark shows what can be done with it. */
  isSelected: boolean;
  /** The doubtful place is the right one. */
  onConfirm?: () => void;
}

/** A mark's colour, day, note and tags: beside its line, or in the sheet at the bottom. */
export function MarkCard({ library, placed, isSelected, onConfirm }: MarkCardProps) {
  const { mark, status } = placed;
  const texts = textsOf(readerTexts);
  const [isEditing, setEditing] = useState(false);
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
          label={texts.noteOf(mark.quote.slice(0, 20))}
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
        </p>
      )}
    </div>
  );
}

function NoteWords({ mark, isSelected }: { mark: Mark; isSelected: boolean }) {
  if (mark.note.text !== '') return <p class={styles.hand}>{mark.note.text}</p>;
  return isSelected ? <p class={styles.none}>{textsOf(readerTexts).markWithoutNote}</p> : null;
}
