import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { isWideEnough } from '../../utils/reader/layout.ts';
import { layout } from '../../utils/reader/layout-choice.ts';

/**
 * Columns as high as the window, one pair below the other (https://drafts.csswg.org/css-multicol-2/#cw, Chromium 145): without them a reader would go
 * to the end of the text for the first column, and back for the second.
 */
export function canSetColumns(): boolean {
  return CSS.supports('column-wrap', 'wrap');
}

/** Room beside the text: its own margins, and the columns for outline and notes where they stand. */
function roomOf(width: number): number {
  const isFrom = (least: number) => matchMedia(`(min-width: ${least}px)`).matches;
  return width - (isFrom(1240) ? 248 : 0) - (isFrom(1040) ? 296 : 0) - 64;
}

/** Left of the window's height above and below a pair of columns, px: its end and the beginning of the next are both in sight. */
const ASIDE = 96;

/** How high two columns are, px; null where the text stands in one: not wanted, not possible, or not wide enough. */
export function useColumns(scroller: RefObject<HTMLElement | null>): number | null {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    if (!scroller.current) return;
    const observer = new ResizeObserver(([entry]) =>
      setSize({ width: entry?.contentRect.width ?? 0, height: entry?.contentRect.height ?? 0 }),
    );
    observer.observe(scroller.current);
    return () => observer.disconnect();
  }, [scroller]);
  const isWide = isWideEnough(layout.value, roomOf(size.width));
  return layout.value.hasColumns && canSetColumns() && isWide ? Math.max(240, size.height - ASIDE) : null;
}
