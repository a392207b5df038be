import type { FunctionComponent } from 'preact';
import type { ReattachTexts } from '../../locales/reattach.ts';
import type { FieldFrameProps } from './FieldFrame.tsx';
import { placeBesideRange } from './place-beside-range.ts';
import { PlaceIcon } from './place-icons.tsx';

interface ReattachBarProps {
  texts: ReattachTexts;
  /** What the mark's words stand in. */
  Frame: FunctionComponent<FieldFrameProps>;
  quote: string;
  /** What is selected meanwhile. */
  range: Range | null;
  problem: string | null;
  onAttach: () => void;
  onCancel: () => void;
}

/** While a mark waits for its new place: says what to do, and beside a selection offers to attach it there. */
export function ReattachBar({ texts, Frame, quote, range, problem, onAttach, onCancel }: ReattachBarProps) {
  return (
    <>
      {range && (
        <div class="place float" ref={(self) => (self ? placeBesideRange(self, range, 'middle') : undefined)}>
          <button
            type="button"
            class="button primary"
            onPointerDown={(event) => event.preventDefault()}
            onClick={onAttach}
          >
            {texts.attachHere} <kbd>Enter</kbd>
          </button>
        </div>
      )}
      <div class="float reattach" role="status">
        <PlaceIcon />
        <span class="grow">
          {problem ?? texts.selectAnew}
          {quote !== '' && (
            <Frame name={texts.selectAnew} takesFocus={false} onClose={onCancel}>
              <div class="quote clip">{quote}</div>
            </Frame>
          )}
        </span>
        <button type="button" class="button" onClick={onCancel}>
          {texts.cancel}
        </button>
      </div>
    </>
  );
}
