import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { MarkTexts } from '../../locales/marks.ts';
import type { MAX_NOTE_LENGTH } from '../../protocol/records.ts';
import { hasMarkup } from '../../utils/markdown/has-markup.ts';
import { Failure } from './Failure.tsx';
import { FieldFrame } from './FieldFrame.tsx';
import { IconButton } from './IconButton.tsx';
import { type NoteDrawing, NoteWords } from './NoteWords.tsx';
import type { NoteWriter } from './note-writer.ts';

/** Written again here because the protocol's module brings its schemas along, too much for a script in a page; the type keeps both equal. */
const LONGEST_NOTE: typeof MAX_NOTE_LENGTH = 20_000;

interface NoteFieldProps {
  texts: MarkTexts;
  writer: NoteWriter;
  takesFocus: boolean;
  drawing: NoteDrawing;
  onClose: () => void;
}

/** The note as it is typed; one with Markdown is shown as such first. Two values written apart stand above it, until the reader settles them. */
export function NoteField({ texts, writer, takesFocus, drawing, onClose }: NoteFieldProps) {
  const text = writer.text.value;
  const state = writer.state.value;
  const [isShown, setShown] = useState(!takesFocus && hasMarkup(text));
  // Who has it changed from what is shown to a field goes on in that.
  const asksFocus = useRef(takesFocus || isShown).current;
  const type = (event: InputEvent & { currentTarget: HTMLTextAreaElement }) =>
    writer.type(event.currentTarget.value, event.isComposing);
  return (
    <>
      {writer.note.value.values.length > 1 && (
        <FieldFrame name={texts.note} takesFocus={false} onClose={onClose}>
          <Conflict writer={writer} drawing={drawing} />
        </FieldFrame>
      )}
      {isShown ? (
        <div class="shown">
          <FieldFrame name={texts.note} takesFocus={false} onClose={onClose}>
            <NoteWords text={text} draw={drawing.note} />
          </FieldFrame>
          <IconButton icon="edit" name={texts.editNote} onClick={() => setShown(false)} />
        </div>
      ) : (
        <FieldFrame name={texts.note} takesFocus={asksFocus} onClose={onClose}>
          <textarea
            class="hand"
            rows={1}
            aria-label={texts.note}
            placeholder={texts.notePlaceholder}
            value={text}
            maxLength={LONGEST_NOTE}
            readOnly={state === 'orphaned'}
            onInput={type}
            // The last character of an input method's word arrives with no further input event in some browsers.
            onCompositionEnd={(event) => writer.type(event.currentTarget.value, false)}
            onBlur={() => void writer.flush()}
          />
        </FieldFrame>
      )}
      {text.length >= LONGEST_NOTE && <p class="failure">{texts.noteTooLong}</p>}
      {state === 'failed' && (
        <Failure>
          <span class="grow">{texts.noteNotStored}</span>
          <button type="button" class="button" onClick={() => void writer.flush()}>
            {texts.retry}
          </button>
        </Failure>
      )}
      {state === 'orphaned' && <Failure>{texts.updated}</Failure>}
    </>
  );
}

function Conflict({ writer, drawing }: { writer: NoteWriter; drawing: NoteDrawing }) {
  const self = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (self.current) drawing.conflict(writer, self.current);
  });
  return <div ref={self} />;
}
