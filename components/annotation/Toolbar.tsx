import { useEffect, useRef, useState } from 'preact/hooks';
import type { MarkTexts } from '../../locales/marks.ts';
import { MARK_COLOURS, type MarkColour, type MarkStyle } from '../../utils/library/library.ts';
import { MarkIcon } from './MarkIcon.tsx';
import { MarkShape } from './MarkShape.tsx';
import { usePlaceBesideRange } from './place-float.ts';

export interface ToolbarProps {
  texts: MarkTexts;
  range: Range;
  /** The colour last used, underlined: the one the shortcut takes. */
  colour: MarkColour;
  style: MarkStyle;
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
  const { texts, range, colour, style, problem } = props;
  const self = useRef<HTMLDivElement>(null);
  const [isMoreOpen, setMoreOpen] = useState(false);
  const [tip, setTip] = useState<string | null>(null);
  usePlaceBesideRange(self, range, 'bottom');
  useEffect(() => setMoreOpen(false), [range]);
  const styleName = { ground: texts.styleGround, underline: texts.styleUnderline, wavy: texts.styleWavy }[
    style
  ];
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
          <button
            key={each}
            type="button"
            class={`swatch ${each === colour ? 'on' : ''}`}
            aria-label={texts.press(texts[`colour${each}`], String(each))}
            aria-keyshortcuts={String(each)}
            onClick={() => props.onMark(each, null)}
            {...explain(texts.press(texts[`colour${each}`], String(each)))}
          >
            <i class={`k${each}`}>
              <MarkShape colour={each} />
            </i>
          </button>
        ))}
        <span class="rule" />
        <button
          type="button"
          class="button quiet"
          aria-keyshortcuts="n"
          onClick={() => props.onMark(colour, 'note')}
        >
          <MarkIcon name="note" />
          {texts.note} <kbd>N</kbd>
        </button>
        <button
          type="button"
          class="button quiet"
          aria-keyshortcuts="t"
          onClick={() => props.onMark(colour, 'tag')}
        >
          <MarkIcon name="tag" />
          {texts.tag} <kbd>T</kbd>
        </button>
        <span class="rule" />
        <button
          type="button"
          class={`button quiet square style-${style}`}
          aria-label={styleName}
          onClick={props.onStyle}
          {...explain(styleName)}
        >
          <MarkIcon name="style" />
        </button>
        <button
          type="button"
          class="button quiet square"
          aria-label={texts.copyQuote}
          onClick={props.onCopy}
          {...explain(texts.copyQuote)}
        >
          <MarkIcon name="copy" />
        </button>
        <button
          type="button"
          class="button quiet square"
          aria-label={texts.more}
          aria-expanded={isMoreOpen}
          onClick={() => setMoreOpen(!isMoreOpen)}
          {...explain(texts.more)}
        >
          <MarkIcon name="more" />
        </button>
      </div>
      {problem && (
        <p class="problem float" role="alert">
          <MarkIcon name="warn" small />
          {problem}
        </p>
      )}
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
