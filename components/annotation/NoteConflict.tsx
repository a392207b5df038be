import type { Language } from '../../locales/define-texts.ts';
import { noteSheetTexts } from '../../locales/note-sheets.ts';
import { MarkIcon } from './MarkIcon.tsx';
import type { NoteWriter } from './note-writer.ts';

/** Values of a note that were written apart, as they were typed, until the reader settles them. */
export function NoteConflict({ language, writer }: { language: Language; writer: NoteWriter }) {
  const texts = noteSheetTexts[language];
  const { values, text: joined } = writer.note.value;
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
