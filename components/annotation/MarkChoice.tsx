import { useLayoutEffect, useRef } from 'preact/hooks';
import type { MarkTexts } from '../../locales/marks.ts';
import type { Mark } from '../../utils/library/library.ts';
import { MarkShape } from './MarkShape.tsx';
import { markWords } from './mark-words.ts';
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
  usePlaceBesideRange(self, range, 'start');
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
          <span class="grow clip">{markWords(texts, mark)}</span>
          <span class="muted">{at + 1}</span>
        </button>
      ))}
    </div>
  );
}
