import { useLayoutEffect, useRef } from 'preact/hooks';
import type { MarkTexts } from '../../locales/marks.ts';
import type { Mark } from '../../utils/library/library.ts';
import { MarkIcon } from './MarkIcon.tsx';
import { MarkShape } from './MarkShape.tsx';
import { usePlaceBesideRange } from './place-float.ts';

interface MarkChoiceProps {
  texts: MarkTexts;
  marks: Mark[];
  range: Range;
  onChoose: (id: string) => void;
}

/** Where marks lie on one another, a click lists them, the topmost first. */
export function MarkChoice({ texts, marks, range, onChoose }: MarkChoiceProps) {
  const self = useRef<HTMLDivElement>(null);
  usePlaceBesideRange(self, range, 'bottom-start');
  useLayoutEffect(() => self.current?.querySelector('button')?.focus({ preventScroll: true }), []);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const buttons = [...(self.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button.matches(':focus'));
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  };
  return (
    <div
      class="place float menu choice"
      ref={self}
      role="menu"
      tabIndex={-1}
      aria-label={texts.several(marks.length)}
      onKeyDown={move}
    >
      {marks.map((mark, at) => (
        <button key={mark.id} type="button" role="menuitem" onClick={() => onChoose(mark.id)}>
          <MarkShape colour={mark.colour} name={texts[`colour${mark.colour}`]} />
          <span class="grow clip">{mark.quote}</span>
          <span class="muted">{at + 1}</span>
        </button>
      ))}
    </div>
  );
}

interface LostMarksProps {
  texts: MarkTexts;
  marks: Mark[];
  onReattach: (id: string) => void;
  onClose: () => void;
}

/** Marks whose passage is gone: the words stand whole, with their notes, and can be given a new place. */
export function LostMarks({ texts, marks, onReattach, onClose }: LostMarksProps) {
  const self = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => self.current?.focus({ preventScroll: true }), []);
  return (
    <div
      class="float card corner"
      ref={self}
      role="dialog"
      aria-label={texts.lostCount(marks.length)}
      tabIndex={-1}
    >
      <header>
        <b>{texts.lostCount(marks.length)}</b>
        <span class="muted">{texts.lostWhy}</span>
        <span class="grow" />
        <button type="button" class="button quiet" onClick={onClose}>
          {texts.close}
        </button>
      </header>
      <div class="body scroll">
        {marks.map((mark) => (
          <div key={mark.id} class="lost-mark">
            <p class="state">
              <MarkShape colour={mark.colour} name={texts[`colour${mark.colour}`]} />
              <MarkIcon name="lost" small />
              <b>{texts.lost}</b>
            </p>
            <p class="quote framed">{mark.quote}</p>
            {mark.note.text && <p class="hand">{mark.note.text}</p>}
            <button type="button" class="button" onClick={() => onReattach(mark.id)}>
              <MarkIcon name="place" small />
              {texts.reattach}
            </button>
          </div>
        ))}
      </div>
    </div>
  );
}
