import { useEffect, useRef } from 'preact/hooks';
import { readerTexts } from '../../locales/reader.ts';
import { MAX_NOTE_LENGTH } from '../../protocol/records.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Library, Note, Owner } from '../../utils/library/library.ts';
import { Button } from '../controls/Button.tsx';
import { TextArea } from '../controls/TextArea.tsx';
import styles from './NoteEditor.module.css';
import { useNote } from './use-note.ts';

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
  const { text, state, onInput, store } = useNote(library, owner, note);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (hasFocus) area.current?.focus();
  }, [hasFocus]);
  const done = async () => {
    await store();
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
        value={text}
        onInput={onInput}
        onBlur={() => void store()}
        help={note.values.length > 1 ? texts.noteConflict : undefined}
        error={state === 'too-long' ? texts.noteTooLong(text.length - MAX_NOTE_LENGTH) : null}
      />
      <div class={styles.foot}>
        <span role="status">{stateWords(state, text)}</span>
        {state === 'failed' && (
          <Button size="s" onClick={() => void store()}>
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

function stateWords(state: string, text: string): string {
  const texts = textsOf(readerTexts);
  if (state === 'typing') return texts.noteTyping;
  if (state === 'failed') return texts.noteFailed;
  return state === 'stored' && text !== '' ? texts.noteStored : '';
}
