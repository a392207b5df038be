import { documentOf } from '../../utils/annotation/page-documents.ts';
import { rectsInPage } from '../../utils/annotation/text-rects.ts';
import { keepBeside } from '../controls/keep-beside.ts';
import type { Area } from '../controls/place-sheet.ts';

/** Distance from the words, and from the window's edge, in px. */
const GAP = 6;
const MARGIN = 8;
/** Less than this can't be used; rather than that the sheet covers some words. */
const LEAST_HEIGHT = 160;

/**
 * Keeps a floating sheet beside a range of the page, until the function that it gives is called: below its end, else above its beginning, never over its words.
 * Undefined where the range stands in no element any more.
 */
export function placeBesideRange(
  floating: HTMLElement,
  range: Range,
  align: 'start' | 'middle',
): (() => void) | undefined {
  if (!range.endContainer.parentElement) return;
  const order = { align, gap: GAP, margin: MARGIN, leastHeight: LEAST_HEIGHT };
  let last = placeOfWords(range);
  const place = () => {
    const now = placeOfWords(range);
    // Words that are gone have no place; the sheet stays where they were.
    if (now.bottom > now.top) last = now;
    return last;
  };
  return keepBeside(floating, place, order, documentOf(range).defaultView);
}

/** As tall as all the words, so that nothing lands on them, but at the last line's end, where the hand is. */
function placeOfWords(range: Range): Area {
  const lines = rectsInPage(range);
  const last = lines.at(-1) ?? range.getBoundingClientRect();
  const top = Math.min(last.top, ...lines.map((line) => line.top));
  const bottom = Math.max(last.bottom, ...lines.map((line) => line.bottom));
  return { left: last.right, right: last.right, top, bottom };
}
