import { anchor } from '../annotation/anchor.ts';
import { describeIn } from '../annotation/describe.ts';
import { offsetOfPoint, rangeOf, type TextIndex } from '../annotation/text-index.ts';
import type { ReadingPlace } from '../library/record-schemas.ts';

/** Characters of the line that are kept, and of what stands on each side: enough to be the only such place, and little to send every few seconds. */
const WORDS = 24;
const CONTEXT = 32;

/** Describes the place that the point of the document is in; null where no text follows it. */
export function describePlace(index: TextIndex, container: Node, offset: number): ReadingPlace | null {
  const from = offsetOfPoint(index, container, offset);
  const range = rangeOf(index, from, Math.min(from + WORDS, index.text.length));
  if (!range) return null;
  const selectors = describeIn(index, range);
  const quote = selectors.find((selector) => selector.type === 'TextQuoteSelector');
  const position = selectors.find((selector) => selector.type === 'TextPositionSelector');
  if (!quote || !position) return null;
  return {
    exact: quote.exact,
    prefix: quote.prefix.slice(-CONTEXT).replace(/^[\udc00-\udfff]/, ''),
    suffix: quote.suffix.slice(0, CONTEXT).replace(/[\ud800-\udbff]$/, ''),
    start: position.start,
  };
}

/** Finds it again, in this text or in another version of it; null where those words are gone. The inverse of `describePlace`. */
export function findPlace(index: TextIndex, { exact, prefix, suffix, start }: ReadingPlace): Range | null {
  const quote = { type: 'TextQuoteSelector', exact, prefix, suffix } as const;
  const position = { type: 'TextPositionSelector', start, end: start + exact.length } as const;
  return anchor([quote, position], index).range;
}

export function isSamePlace(a: ReadingPlace | null, b: ReadingPlace | null): boolean {
  return a?.start === b?.start && a?.exact === b?.exact;
}
