import type { RangeSelector, Selector, TextPositionSelector } from '../../protocol/selectors.ts';
import { foldText, unfoldSpan } from '../fold-text.ts';
import type { Quote } from './align-quote.ts';
import { elementAt } from './element-path.ts';
import { matchQuote, type QuoteMatch } from './match-quote.ts';
import { isSameAfter, isSameBefore, isSameBetween } from './same-text.ts';
import { indexText, isStanding, rangeOf, spanOfElement, type TextIndex } from './text-index.ts';
import { isOfElement } from './whole-element.ts';

/**
 * `found` and `doubtful` say how sure the place is, whatever became of the words; `isChanged` that they differ in more than punctuation, which
 * a reader has to be told (`anchorMarks`). `range` is null exactly when `lost`. `score` is 0–1.
 */
export type AnchorResult =
  | { status: 'found' | 'doubtful'; range: Range; score: number; isChanged: boolean }
  | { status: 'lost'; range: null; score: 0; isChanged: false };

export interface AnchorOptions {
  /** Finds the element of a mark that is of a whole one. Without it such a mark is lost, since its words alone are not what was marked. */
  placeElement?: PlaceElement | undefined;
}

/** `words` is where the mark's words were found: an element's own text, or a picture's caption. */
export type PlaceElement = (selectors: Selector[], index: TextIndex, words: AnchorResult) => AnchorResult;

/** Finds a described passage again. The inverse of `describeRange`. A second quote among the selectors is the first one's witness (`recallFrom`). */
export function anchorSelectors(
  root: Element | Document,
  selectors: Selector[],
  options?: AnchorOptions,
): AnchorResult {
  return anchor(selectors, indexText(root), options);
}

/** The same for many, in their order, reading the page once. */
export function anchorAll(
  root: Element | Document,
  list: Selector[][],
  options?: AnchorOptions,
): AnchorResult[] {
  const index = indexText(root);
  const shift = { by: 0 };
  return list.map((selectors) => anchorShifted(selectors, index, { ...options, shift }));
}

/**
 * The same in slices, for a page that must stay quick: first all that stand where they were, in one piece, then the others as time allows. Gives the results of
 * each slice by their places in the list. `rest` waits between two slices, until the browser has done what it had to; a page that has changed meanwhile is read anew.
 */
export async function* anchorInSlices(
  root: Element | Document,
  list: Selector[][],
  { rest, sliceMs = SLICE_MS, ...options }: AnchorOptions & { rest: () => Promise<void>; sliceMs?: number },
): AsyncGenerator<Map<number, AnchorResult>> {
  let index = indexText(root);
  let done = new Map<number, AnchorResult>();
  const shift = { by: 0 };
  const others: number[] = [];
  for (const [at, selectors] of list.entries()) {
    const result = isOfElement(selectors) ? null : untouched(selectors, index, shift.by);
    if (result) done.set(at, result);
    else others.push(at);
  }
  yield done;
  done = new Map();
  let start = performance.now();
  for (const at of others) {
    if (performance.now() - start > sliceMs) {
      yield done;
      done = new Map();
      await rest();
      start = performance.now();
      if (!isStanding(index)) index = indexText(root);
    }
    done.set(at, anchorShifted(list[at] ?? [], index, { ...options, shift }));
  }
  if (done.size > 0) yield done;
}

/** Short of the 50 ms that count as a long task, with room for one slow mark. */
const SLICE_MS = 12;

export const LOST: AnchorResult = { status: 'lost', range: null, score: 0, isChanged: false };

/** The same where the page has been read already. */
export function anchor(selectors: Selector[], index: TextIndex, options: AnchorOptions = {}): AnchorResult {
  return anchorShifted(selectors, index, { ...options, shift: { by: 0 } });
}

/**
 * What came in above a mark moves all that follow it by as much: `shift.by` is how far the one before had moved. Most marks stand where they were, or there; nothing else
 * need be looked up then.
 */
function anchorShifted(
  selectors: Selector[],
  index: TextIndex,
  options: AnchorOptions & { shift: { by: number } },
): AnchorResult {
  const words = anchorWords(selectors, index, options.shift);
  return isOfElement(selectors) ? (options.placeElement?.(selectors, index, words) ?? LOST) : words;
}

function anchorWords(selectors: Selector[], index: TextIndex, shift: { by: number }): AnchorResult {
  const inPlace = untouched(selectors, index, shift.by);
  if (inPlace) return inPlace;
  const [quote, longer] = quotesOf(selectors);
  // Places alone, without words to check them by, would point at whatever stands there now.
  if (!quote) return LOST;
  const { text } = index.folded;
  const expected = [...offsetByPosition(index, selectors), ...offsetsByPath(index, selectors)];
  const found = matchQuote(text, quote, expected);
  const match = longer ? heard(text, quote, found, matchQuote(text, longer, expected)) : found;
  if (!match) return LOST;
  const span = unfoldSpan(index.folded, match.start, match.end);
  const position = positionOf(selectors);
  if (position && match.status === 'found' && !match.isChanged) shift.by = span.start - position.start;
  return resultOf(index, span, match);
}

/**
 * What a longer context adds. It counts only where it is sure and the words are the same: it confirms a place that was in doubt, if the words stand nowhere else, and shows one
 * for what was lost, yet leaves that to the reader. It never moves a mark and never speaks for other words: taken in the first one's place it found more of what was deleted and, where words had changed, cut passages short.
 */
function heard(
  text: string,
  { exact }: Quote,
  found: QuoteMatch | null,
  witness: QuoteMatch | null,
): QuoteMatch | null {
  if (witness?.status !== 'found' || witness.isChanged) return found;
  if (!found) return { ...witness, status: 'doubtful' };
  const isSame = witness.start === found.start && witness.end === found.end;
  return isSame && text.indexOf(exact) === text.lastIndexOf(exact) ? witness : found;
}

/** Null unless passage and context are as they were, at the offsets they had or as far from them as the mark before. */
function untouched(selectors: Selector[], index: TextIndex, shift: number): AnchorResult | null {
  const quote = selectors.find((selector) => selector.type === 'TextQuoteSelector');
  const position = positionOf(selectors);
  if (!quote || !position || quote.prefix.length + quote.suffix.length < LEAST_CONTEXT) return null;
  for (const by of shift === 0 ? [0] : [shift, 0]) {
    const [start, end] = [position.start + by, position.end + by];
    if (
      isSameBetween(index.text, start, end, quote.exact) &&
      isSameBefore(index.text, start, quote.prefix) &&
      isSameAfter(index.text, end, quote.suffix)
    )
      return resultOf(index, { start, end }, { status: 'found', score: 1, isChanged: false });
  }
  return null;
}

/** A context shorter than this is no context. */
const LEAST_CONTEXT = 8;

function resultOf(
  index: TextIndex,
  { start, end }: { start: number; end: number },
  { status, score, isChanged }: Pick<QuoteMatch, 'status' | 'score' | 'isChanged'>,
): AnchorResult {
  const range = rangeOf(index, start, end);
  return range ? { status, range, score, isChanged } : LOST;
}

function positionOf(selectors: Selector[]): TextPositionSelector | undefined {
  return selectors.find((selector) => selector.type === 'TextPositionSelector');
}

function quotesOf(selectors: Selector[]): Quote[] {
  return selectors
    .filter((selector) => selector.type === 'TextQuoteSelector')
    .map(({ exact, prefix, suffix }) => ({
      exact: foldText(exact).text,
      prefix: foldText(prefix).text,
      suffix: foldText(suffix).text,
    }));
}

function offsetByPosition(index: TextIndex, selectors: Selector[]): number[] {
  const position = positionOf(selectors);
  return position ? [foldedOffset(index, position.start)] : [];
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
