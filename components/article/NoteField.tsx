import { Check, TriangleAlert } from 'lucide-preact';
import { useId, useState } from 'preact/hooks';
import { controlsTexts } from '../../locales/controls.ts';
import { popupTexts } from '../../locales/popup.ts';
import { MAX_NOTE_LENGTH } from '../../protocol/records.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Library, Note, Owner } from '../../utils/library/library.ts';
import { Button } from '../controls/Button.tsx';
import { classes } from '../controls/classes.ts';
import { Icon } from '../controls/Icon.tsx';
import { TextArea } from '../controls/TextArea.tsx';
import { TwoNotes } from '../library/TwoNotes.tsx';
import styles from './NoteField.module.css';
import { type NoteEditing, useNote } from './use-note.ts';

/** The limit is said from here on. */
const SAY_LIMIT_FROM = MAX_NOTE_LENGTH - 2000;

interface NoteFieldProps {
  library: Library;
  owner: Owner;
  note: Note;
  /** Nothing goes out at the moment: what is kept is kept here. */
  isLocalOnly: boolean;
  /** Opens a page of ours. */
  onOpen?: (path: string) => void;
}

/** The reader's note, kept at every key stroke, and saying so. */
export function NoteField({ library, owner, note, isLocalOnly, onOpen }: NoteFieldProps) {
  const texts = textsOf(popupTexts);
  const id = useId();
  const editing = useNote(library, owner, note);
  const isConflict = editing.note.values.length > 1;
  // Who is writing when another value comes goes on; the field goes when they leave it.
  const [isHeld, setHeld] = useState(false);
  return (
    <section class={styles.note} aria-labelledby={id}>
      <div class={styles.head}>
        <h2 id={id} class={styles.label}>
          {texts.note}
        </h2>
        {isConflict && <TwoNotes owner={owner} {...(onOpen ? { onOpen } : {})} />}
        {editing.text.length > SAY_LIMIT_FROM && (
          <span class={styles.count}>
            {textsOf(controlsTexts).characters(editing.text.length, MAX_NOTE_LENGTH)}
          </span>
        )}
        <KeptWords editing={editing} isLocalOnly={isLocalOnly} />
      </div>
      {isConflict && <Conflict note={editing.note} onSettle={editing.settle} />}
      {(!isConflict || isHeld) && (
        <TextArea
          label={texts.note}
          isLabelHidden
          isHand
          isFilling
          placeholder={texts.noteHint}
          maxLength={MAX_NOTE_LENGTH}
          value={editing.text}
          onInput={editing.type}
          onFocus={() => setHeld(true)}
          onBlur={() => {
            setHeld(false);
            void editing.flush();
          }}
          onCompositionStart={() => editing.setComposing(true)}
          onCompositionEnd={() => editing.setComposing(false)}
        />
      )}
    </section>
  );
}

function KeptWords({ editing, isLocalOnly }: { editing: NoteEditing; isLocalOnly: boolean }) {
  const texts = textsOf(popupTexts);
  if (editing.status === 'failed') {
    return (
      <span class={classes(styles.status, styles.failed)} role="alert">
        <Icon of={TriangleAlert} size={14} />
        {texts.noteFailed}
        <Button size="s" onClick={() => void editing.flush()}>
          {texts.tryAgain}
        </Button>
      </span>
    );
  }
  if (editing.text === '' && editing.status === 'kept') return null;
  if (editing.status === 'writing') return <span class={styles.status}>{texts.noteWriting}</span>;
  return (
    <span class={classes(styles.status, !isLocalOnly && styles.ok)}>
      <Icon of={Check} size={14} />
      {isLocalOnly ? texts.noteKeptHere : texts.noteKept}
    </span>
  );
}

function Conflict({ note, onSettle }: { note: Note; onSettle: (text: string) => void }) {
  const texts = textsOf(popupTexts);
  return (
    <div class={styles.conflict}>
      <p role="status">{texts.noteConflict}</p>
      <ol class={styles.values}>
        {note.values.map((value, index) => (
          <li key={value.stamp}>
            <span class={styles.label}>{texts.noteVersion(index + 1)}</span>
            {value.text === '' ? (
              <p class={styles.label}>{texts.noteEmptied}</p>
            ) : (
              <p class={styles.hand}>{value.text}</p>
            )}
            <Button size="s" onClick={() => onSettle(value.text)}>
              {texts.useThis}
            </Button>
          </li>
        ))}
      </ol>
      <Button size="s" onClick={() => onSettle(note.text)}>
        {texts.useBoth}
      </Button>
    </div>
  );
}
