import { useLayoutEffect, useRef } from 'preact/hooks';
import type { MarkTexts } from '../../locales/marks.ts';
import type { MAX_NOTE_LENGTH } from '../../protocol/records.ts';
import { MarkIcon } from './MarkIcon.tsx';
import type { NoteWriter } from './note-writer.ts';

/** Written again here because the protocol's module brings its schemas along, too much for a script in a page; the type keeps both equal. */
const LONGEST_NOTE: typeof MAX_NOTE_LENGTH = 20_000;

interface NoteFieldProps {
  texts: MarkTexts;
  writer: NoteWriter;
  takesFocus: boolean;
}

/** The note as it is typed. Two values written apart stand above it, until the reader settles them. */
export function NoteField({ texts, writer, takesFocus }: NoteFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const text = writer.text.value;
  const state = writer.state.value;
  useLayoutEffect(() => {
    if (!takesFocus) return;
    field.current?.focus({ preventScroll: true });
    field.current?.setSelectionRange(text.length, text.length);
  }, [takesFocus]);
  const type = (event: InputEvent & { currentTarget: HTMLTextAreaElement }) =>
    writer.type(event.currentTarget.value, event.isComposing);
  return (
    <>
      <Conflict texts={texts} writer={writer} />
      <textarea
        ref={field}
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
      {text.length >= LONGEST_NOTE && <p class="failure">{texts.noteTooLong}</p>}
      {state === 'failed' && (
        <p class="failure" role="alert">
          <MarkIcon name="warn" small />
          <span class="grow">{texts.noteNotStored}</span>
          <button type="button" class="button" onClick={() => void writer.flush()}>
            {texts.retry}
          </button>
        </p>
      )}
      {state === 'orphaned' && (
        <p class="failure" role="alert">
          <MarkIcon name="warn" small />
          {texts.updated}
        </p>
      )}
    </>
  );
}

function Conflict({ texts, writer }: { texts: MarkTexts; writer: NoteWriter }) {
  const { values, text: joined } = writer.note.value;
  if (values.length < 2) return null;
  return (
    <section class="conflict" aria-label={texts.twoNotes}>
      <p class="two">
        <MarkIcon name="warn" small />
        {texts.twoNotes}
      </p>
      <p>{texts.conflict}</p>
      {values.map((value) => (
        <div key={value.stamp} class="side">
          <p class="hand">{value.text}</p>
          <button type="button" class="button" onClick={() => writer.settle(value.text)}>
            {texts.takeThis}
          </button>
        </div>
      ))}
      <button type="button" class="button" onClick={() => writer.settle(joined)}>
        {texts.takeBoth}
      </button>
    </section>
  );
}
