import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Language } from '../../locales/define-texts.ts';
import type { MarkTexts } from '../../locales/marks.ts';
import { noteSheetTexts } from '../../locales/note-sheets.ts';
import type { Mark } from '../../utils/library/library.ts';
import { NoteMarkdown } from '../note/NoteMarkdown.tsx';
import { MarkShape } from './MarkShape.tsx';
import { markWords } from './mark-words.ts';
import { PlaceIcon } from './place-icons.tsx';

export interface LostMarksProps {
  language: Language;
  texts: MarkTexts;
  marks: Mark[];
  onReattach: (id: string) => void;
  onClose: () => void;
}

/** Marks whose passage is gone: the words stand whole, with their notes, and can be given a new place. */
export function LostMarks(props: LostMarksProps & { onFollow: (address: string) => void }) {
  const { language, texts, marks, onReattach, onClose, onFollow } = props;
  const own = noteSheetTexts[language];
  const self = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => self.current?.focus({ preventScroll: true }), []);
  return (
    <div class="card" ref={self} tabIndex={-1}>
      <header>
        <b>{texts.lostCount(marks.length)}</b>
        <span class="muted">{own.lostWhy}</span>
        <span class="grow" />
        <button type="button" class="button quiet" onClick={onClose}>
          {own.close}
        </button>
      </header>
      <div class="body">
        {marks.map((mark) => (
          <div key={mark.id} class="lost-mark">
            <p class="state">
              <MarkShape colour={mark.colour} name={texts[`colour${mark.colour}`]} />
              <svg class="icon icon-lost small" viewBox="0 0 16 16" aria-hidden="true">
                <path d="M8 2.5a5.5 5.5 0 1 1 0 11A5.5 5.5 0 0 1 8 2.5z" />
              </svg>
              <b>{own.lost}</b>
            </p>
            <p class="quote framed">{markWords(texts, mark)}</p>
            {mark.note.text !== '' && (
              <div class="hand note-text">
                <NoteMarkdown text={mark.note.text} onFollow={onFollow} />
              </div>
            )}
            <button type="button" class="button" onClick={() => onReattach(mark.id)}>
              <PlaceIcon small />
              {own.reattach}
            </button>
          </div>
        ))}
      </div>
    </div>
  );
}
