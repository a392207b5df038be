import type { RangeSelector, Selector } from '../../protocol/selectors.ts';
import { elementAt } from './element-path.ts';
import { foldText, unfoldSpan } from './fold-text.ts';
import { isUntouchedAt, matchQuote, untouchedMatch } from './match-quote.ts';
import { indexText, rangeOf, spanOfElement, type TextIndex } from './text-index.ts';

/**
 * `found` and `doubtful` say how sure the place is, whatever became of the words; `isChanged` that they differ in more than punctuation, which
 * a reader has to be told (`anchorMarks`). `range` is null exactly when `lost`. `score` is 0–1.
 */
export type AnchorResult =
  | { status: 'found' | 'doubtful'; range: Range; score: number; isChanged: boolean }
  | { status: 'lost'; range: null; score: 0; isChanged: false };

/** Finds a described passage again. The inverse of `describeRange`. */
export function anchorSelectors(root: Element | Document, selectors: Selector[]): AnchorResult {
  return anchor(selectors, indexText(root));
}

/** The same for many, in their order, reading the page once. */
export function anchorAll(root: Element | Document, list: Selector[][]): AnchorResult[] {
  const index = indexText(root);
  return list.map((selectors) => anchor(selectors, index));
}

const LOST: AnchorResult = { status: 'lost', range: null, score: 0, isChanged: false };

/** The same where the page has been read already. */
export function anchor(selectors: Selector[], index: TextIndex): AnchorResult {
  const quote = selectors.find((selector) => selector.type === 'TextQuoteSelector');
  // Places alone, without words to check them by, would point at whatever stands there now.
  if (!quote) return LOST;
  const folded = {
    exact: foldText(quote.exact).text,
    prefix: foldText(quote.prefix).text,
    suffix: foldText(quote.suffix).text,
  };
  const position = selectors.find((selector) => selector.type === 'TextPositionSelector');
  const offset = position ? foldedOffset(index, position.start) : null;
  // Most marks are where they were: nothing else need be looked up then.
  const match =
    offset !== null && isUntouchedAt(index.folded.text, folded, offset)
      ? untouchedMatch(folded, offset)
      : matchQuote(index.folded.text, folded, [
          ...(offset === null ? [] : [offset]),
          ...offsetsByPath(index, selectors),
        ]);
  if (!match) return LOST;
  const { start, end } = unfoldSpan(index.folded, match.start, match.end);
  const range = rangeOf(index, start, end);
  if (!range) return LOST;
  return { status: match.status, range, score: match.score, isChanged: match.isChanged };
}

/** Where the elements place the beginning, in the folded text. */
function offsetsByPath(index: TextIndex, selectors: Selector[]): number[] {
  return selectors.flatMap((selector) => {
    const offset = selector.type === 'RangeSelector' ? startByPath(index, selector) : null;
    return offset === null ? [] : [foldedOffset(index, offset)];
  });
}

function startByPath(index: TextIndex, { startSelector }: RangeSelector): number | null {
  const element = elementAt(index.root, startSelector.value);
  return element ? spanOfElement(index, element).start + startSelector.refinedBy.start : null;
}

function foldedOffset(index: TextIndex, offset: number): number {
  const { from } = index.folded;
  let low = 0;
  let high = from.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((from[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
