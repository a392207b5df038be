import { useLayoutEffect, useRef } from 'preact/hooks';
import { readerTexts } from '../../locales/reader.ts';
import { MAX_NOTE_LENGTH } from '../../protocol/records.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Library, Note, Owner } from '../../utils/library/library.ts';
import { type NoteEditing, useNote } from '../article/use-note.ts';
import { Button } from '../controls/Button.tsx';
import { TextArea } from '../controls/TextArea.tsx';
import { TwoNotes } from '../library/TwoNotes.tsx';
import styles from './NoteEditor.module.css';

interface NoteEditorProps {
  library: Library;
  owner: Owner;
  note: Note;
  label: string;
  isLabelHidden?: boolean;
  hasFocus?: boolean;
  onDone?: () => void;
}

/** The reader's own words, kept at every key stroke, and a word on where they are. */
export function NoteEditor(props: NoteEditorProps) {
  const { library, owner, note, label, isLabelHidden, hasFocus, onDone } = props;
  const texts = textsOf(readerTexts);
  const editing = useNote(library, owner, note);
  const area = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    if (hasFocus) area.current?.focus();
  }, [hasFocus]);
  const done = async () => {
    await editing.flush();
    onDone?.();
  };
  return (
    <div class={styles.editor}>
      <TextArea
        ref={area}
        label={label}
        isLabelHidden={isLabelHidden === true}
        isHand
        rows={4}
        placeholder={texts.notePlaceholder}
        maxLength={MAX_NOTE_LENGTH}
        value={editing.text}
        onInput={editing.type}
        onBlur={() => void editing.flush()}
        onCompositionStart={() => editing.setComposing(true)}
        onCompositionEnd={() => editing.setComposing(false)}
        help={note.values.length > 1 ? texts.noteConflict : undefined}
      />
      <div class={styles.foot}>
        <span role="status">{stateWords(editing)}</span>
        {editing.note.values.length > 1 && <TwoNotes owner={owner} />}
        {editing.status === 'failed' && (
          <Button size="s" onClick={() => void editing.flush()}>
            {texts.saveAgain}
          </Button>
        )}
        {onDone && (
          <Button size="s" onClick={done}>
            {texts.done}
          </Button>
        )}
      </div>
    </div>
  );
}

function stateWords({ status, text }: NoteEditing): string {
  const texts = textsOf(readerTexts);
  if (status === 'writing') return texts.noteTyping;
  if (status === 'failed') return texts.noteFailed;
  return text === '' ? '' : texts.noteStored;
}
