import { useRef } from 'preact/hooks';
import type { MarkTexts } from '../../locales/marks.ts';
import { MarkIcon } from './MarkIcon.tsx';
import { usePlaceBesideRange } from './place-float.ts';

interface ReattachBarProps {
  texts: MarkTexts;
  quote: string;
  /** What is selected meanwhile. */
  range: Range | null;
  problem: string | null;
  onAttach: () => void;
  onCancel: () => void;
}

/** While a mark waits for its new place: says what to do, and beside a selection offers to attach it there. */
export function ReattachBar({ texts, quote, range, problem, onAttach, onCancel }: ReattachBarProps) {
  return (
    <>
      {range && <AttachHere words={texts.attachHere} range={range} onAttach={onAttach} />}
      <div class="float reattach" role="status">
        <MarkIcon name="place" />
        <span class="grow">
          {problem ?? texts.selectAnew}
          <span class="quote clip">{quote}</span>
        </span>
        <button type="button" class="button" onClick={onCancel}>
          {texts.cancel}
        </button>
      </div>
    </>
  );
}

function AttachHere({ words, range, onAttach }: { words: string; range: Range; onAttach: () => void }) {
  const self = useRef<HTMLDivElement>(null);
  usePlaceBesideRange(self, range, 'bottom');
  return (
    <div class="place float" ref={self}>
      <button
        type="button"
        class="button primary"
        onPointerDown={(event) => event.preventDefault()}
        onClick={onAttach}
      >
        {words} <kbd>Enter</kbd>
      </button>
    </div>
  );
}
