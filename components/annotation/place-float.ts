import {
  computePosition,
  flip,
  offset,
  type Placement,
  shift,
  size,
  type VirtualElement,
} from '@floating-ui/dom';
import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { textRects } from '../../utils/annotation/text-rects.ts';

/** Distance from the words, and from the window's edge, in px. */
const GAP = 6;
const MARGIN = 8;

/** Keeps a floating sheet beside a range of the page: below its end, else above its beginning, never over its words. */
export function usePlaceBesideRange(
  floating: RefObject<HTMLElement | null>,
  range: Range,
  placement: Placement,
): void {
  useLayoutEffect(() => {
    const element = floating.current;
    const parent = range.endContainer.parentElement;
    if (!element || !parent) return;
    const words = { getBoundingClientRect: () => placeOfWords(range), contextElement: parent };
    return keepPlacing(element, () => void place(words, element, placement));
  }, [floating, range, placement]);
}

/** The library's own `autoUpdate` watches more than a sheet beside text needs. */
function keepPlacing(element: HTMLElement, placeNow: () => void): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  window.addEventListener('scroll', placeNow, { capture: true, passive: true, signal });
  window.addEventListener('resize', placeNow, { passive: true, signal });
  const observer = new ResizeObserver(placeNow);
  observer.observe(element);
  observer.observe(document.body);
  placeNow();
  return () => {
    listening.abort();
    observer.disconnect();
  };
}

/** As tall as all the words, so that nothing lands on them, but at the last line's end, where the hand is. */
function placeOfWords(range: Range): DOMRect {
  const lines = textRects(range);
  const last = lines.at(-1) ?? range.getBoundingClientRect();
  const top = Math.min(last.top, ...lines.map((line) => line.top));
  const bottom = Math.max(last.bottom, ...lines.map((line) => line.bottom));
  return new DOMRect(last.right, top, 0, bottom - top);
}

/** Less than this can't be used; rather than that the sheet covers some words. */
const LEAST_HEIGHT = 160;

async function place(words: VirtualElement, element: HTMLElement, placement: Placement): Promise<void> {
  element.style.maxHeight = ''; // measured at its own height, or the side would be chosen by what the last one left over
  const { x, y } = await computePosition(words, element, {
    strategy: 'fixed',
    placement,
    middleware: [
      offset(GAP),
      flip({ padding: MARGIN, crossAxis: false }),
      shift({ padding: MARGIN }),
      size({
        padding: MARGIN,
        apply: ({ availableHeight }) => {
          element.style.maxHeight = `${Math.max(LEAST_HEIGHT, Math.floor(availableHeight))}px`;
        },
      }),
    ],
  });
  // Words taller than the window leave no room on either side: the sheet then stays at its nearer edge.
  const lowest = document.documentElement.clientHeight - element.offsetHeight - MARGIN;
  element.style.left = `${Math.round(x)}px`;
  element.style.top = `${Math.round(Math.max(MARGIN, Math.min(y, lowest)))}px`;
}
