import { useEffect, useRef, useState } from 'preact/hooks';
import type { MarkTexts } from '../../locales/marks.ts';
import { MARK_COLOURS, type MarkColour, type MarkStyle } from '../../utils/library/library.ts';
import { Failure } from './Failure.tsx';
import { IconButton } from './IconButton.tsx';
import { MarkIcon } from './MarkIcon.tsx';
import { usePlaceBesideRange } from './place-float.ts';
import { Swatch } from './Swatch.tsx';

export interface ToolbarProps {
  texts: MarkTexts;
  range: Range;
  /** The colour last used, underlined: the one the shortcut takes. */
  colour: MarkColour;
  style: MarkStyle;
  /** Single keys do the same. */
  hasKeys: boolean;
  /** What went wrong, and what to do. */
  problem: string | null;
  lostCount: number;
  onMark: (colour: MarkColour, then: 'note' | 'tag' | null) => void;
  onStyle: () => void;
  onCopy: () => void;
  onShowLost: () => void;
  onHide: () => void;
}

/** The bar beside a selection. It takes no focus: the words stay selected, and its keys work from where the reader is. */
export function Toolbar(props: ToolbarProps) {
  const { texts, range, colour, style, hasKeys, problem } = props;
  const nameOf = (each: MarkColour) => {
    const name = texts[`colour${each}`];
    return hasKeys ? texts.press(name, String(each)) : name;
  };
  const self = useRef<HTMLDivElement>(null);
  const [isMoreOpen, setMoreOpen] = useState(false);
  const [tip, setTip] = useState<string | null>(null);
  usePlaceBesideRange(self, range, 'middle');
  useEffect(() => setMoreOpen(false), [range]);
  const styleName = texts[`style-${style}`];
  const explain = (words: string) => ({
    onPointerEnter: () => setTip(words),
    onPointerLeave: () => setTip(null),
    onFocus: () => setTip(words),
    onBlur: () => setTip(null),
  });
  return (
    // A press on the bar must not take the selection away.
    <div
      class="place"
      ref={self}
      role="toolbar"
      tabIndex={-1}
      aria-label={texts.toolbar}
      onPointerDown={keepSelection}
      onMouseDown={keepSelection}
    >
      <div class="float toolbar">
        {MARK_COLOURS.map((each) => (
          <Swatch
            key={each}
            colour={each}
            name={nameOf(each)}
            isOn={each === colour}
            onClick={() => props.onMark(each, null)}
            {...explain(nameOf(each))}
          />
        ))}
        <span class="rule" />
        {(['note', 'tag'] as const).map((then) => (
          <button
            key={then}
            type="button"
            class="button quiet"
            aria-keyshortcuts={hasKeys ? then[0] : undefined}
            onClick={() => props.onMark(colour, then)}
          >
            <MarkIcon name={then} />
            {texts[then]} {hasKeys && <kbd>{then[0]?.toUpperCase()}</kbd>}
          </button>
        ))}
        <span class="rule" />
        <IconButton
          icon="style"
          name={styleName}
          class={`style-${style}`}
          onClick={props.onStyle}
          {...explain(styleName)}
        />
        <IconButton icon="copy" name={texts.copyQuote} onClick={props.onCopy} {...explain(texts.copyQuote)} />
        <IconButton
          icon="more"
          name={texts.more}
          aria-expanded={isMoreOpen}
          onClick={() => setMoreOpen(!isMoreOpen)}
          {...explain(texts.more)}
        />
      </div>
      {problem && <Failure class="problem float">{problem}</Failure>}
      {isMoreOpen && (
        <div class="float menu">
          {props.lostCount > 0 && (
            <button type="button" onClick={props.onShowLost}>
              {texts.lostCount(props.lostCount)}
            </button>
          )}
          <button type="button" onClick={props.onHide}>
            {texts.hideToolbar}
          </button>
        </div>
      )}
      {tip && !isMoreOpen && !problem && <div class="tip">{tip}</div>}
    </div>
  );
}

function keepSelection(event: Event): void {
  event.preventDefault();
}
