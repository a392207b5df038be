import type {
  RangeSelector,
  Selector,
  TextPositionSelector,
  TextQuoteSelector,
} from '../../protocol/selectors.ts';
import { foldText, unfoldSpan } from '../fold-text.ts';
import { isMostlyChinese } from './chinese-share.ts';
import { pathOf } from './element-path.ts';
import { readableText } from './readable-text.ts';
import {
  indexText,
  offsetOfPoint,
  rangeOf,
  spanOfElement,
  spanOfPart,
  type TextIndex,
} from './text-index.ts';

/**
 * Characters of context kept on each side, and more of them where the quote is too short to be known by itself. Enough to reach into the next paragraphs, which
 * still tell the place when the passage's own was written anew. A letter tells less than half of what a Chinese character does.
 */
const CONTEXT = 64;
const LONG_CONTEXT = 96;
const SHORT_QUOTE = 32;
const LETTERS_FOR_ONE = 2.5;

/**
 * Says where a range is, in three ways that survive different edits: its words with their neighbours, its offsets, its elements.
 * White space at either end is left out. Empty when the range holds nothing a reader can see.
 */
export function describeRange(root: Element | Document, range: Range): Selector[] {
  return describeIn(indexText(root), range);
}

/** The same where the page has been read already. */
export function describeIn(index: TextIndex, range: Range): Selector[] {
  const span = visibleSpan(index, range);
  return span ? describeSpan(index, span) : [];
}

/** The same of a span of its text; an empty one is a place between words. */
export function describeSpan(index: TextIndex, span: Span): Selector[] {
  const position: TextPositionSelector = { type: 'TextPositionSelector', ...span };
  const path = describePath(index, span);
  return path ? [describeQuote(index, span), position, path] : [describeQuote(index, span), position];
}

export interface Span {
  start: number;
  end: number;
}

/** What a reader sees of a range, without white space at its ends; null where that is nothing. */
export function visibleSpan(index: TextIndex, range: Range): Span | null {
  const start = offsetOfPoint(index, range.startContainer, range.startOffset);
  const end = offsetOfPoint(index, range.endContainer, range.endOffset);
  const folded = foldText(index.text.slice(start, end));
  if (folded.text === '') return null;
  const seen = unfoldSpan(folded, 0, folded.text.length);
  return { start: start + seen.start, end: start + seen.end };
}

function describeQuote(index: TextIndex, { start, end }: Span): TextQuoteSelector {
  const exact = readableText(index, start, end);
  const around = index.text.slice(Math.max(0, start - CONTEXT), end + CONTEXT);
  const scale = isMostlyChinese(around) ? 1 : LETTERS_FOR_ONE;
  const length = scale * (exact.length < SHORT_QUOTE * scale ? LONG_CONTEXT : CONTEXT);
  // White space between blocks may be long: look further than the characters that are kept.
  const part = spanOfPart(index, start);
  const before = readableText(index, Math.max(part.start, start - 8 * length), start);
  const after = readableText(index, end, Math.min(part.end, end + 8 * length));
  return {
    type: 'TextQuoteSelector',
    exact,
    prefix: before.slice(-length).replace(/^[\udc00-\udfff]/, ''),
    suffix: after.slice(0, length).replace(/[\ud800-\udbff]$/, ''),
  };
}

function describePath(index: TextIndex, { start, end }: Span): RangeSelector | null {
  const range = rangeOf(index, start, end);
  // A path begins at the root, and so doesn't lead into a frame.
  if (!range || !index.root.contains(range.startContainer)) return null;
  return {
    type: 'RangeSelector',
    startSelector: describePoint(index, range.startContainer, start),
    endSelector: describePoint(index, range.endContainer, end),
  };
}

function describePoint(index: TextIndex, container: Node, offset: number): RangeSelector['startSelector'] {
  const element = container.parentNode ?? index.root;
  const place = offset - spanOfElement(index, element).start;
  return {
    type: 'XPathSelector',
    value: pathOf(index.root, element),
    refinedBy: { type: 'TextPositionSelector', start: place, end: place },
  };
}
