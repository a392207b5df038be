import { blockOf, isAfterBreak } from './readable-text.ts';
import { rangeOf, type TextIndex } from './text-index.ts';

/** A sentence of the page, by offsets in the index's text. */
export interface Sentence {
  start: number;
  end: number;
  /** Ends of its clauses, the last of them being its own end. */
  clauses: number[];
}

/** What ends a sentence, with the quotation marks and brackets that close behind it; a full stop only before a space or the end of the line. */
const SENTENCE_END = /(?:[。！？!?…]+|\.(?=\s|$))[”’」』）》)\]"']*/g;
const CLAUSE_END = /[，、；：,;:](?=\D|$)[”’」』）》)\]"']*|——+/g;
/** Shorter lines without a sentence's end are labels and buttons. */
const LEAST_LINE = 8;
/** What stands in these is not the text. */
const ASIDE = 'nav, footer, aside, header, button, label, form, [role="navigation"], [role="banner"]';

/**
 * The sentences of a page in reading order: each line (what stands between two blocks or line breaks) taken apart at 。！？, and at full stops before a space.
 * Lines of links and of few characters are left out, unless everything in the root is the text.
 */
export function sentencesOf(index: TextIndex, isAllText = false): Sentence[] {
  return linesOf(index, isAllText).flatMap(({ start, end }) => {
    const text = index.text.slice(start, end);
    if (!isAllText && text.trim().length < LEAST_LINE && !SENTENCE_END.test(text)) return [];
    SENTENCE_END.lastIndex = 0;
    return cut(text, SENTENCE_END).flatMap((piece) => {
      const sentence = trimmed(index.text, start + piece.start, start + piece.end);
      if (!sentence) return [];
      const words = index.text.slice(sentence.start, sentence.end);
      const clauses = cut(words, CLAUSE_END).map((clause) => sentence.start + clause.end);
      return [{ ...sentence, clauses }];
    });
  });
}

/** The first sentence of which anything stands at or below `top`, in the pixels that `boxOf` measures in. −1 where there is none. */
export function firstSentenceBelow(
  { index, sentences }: { index: TextIndex; sentences: readonly Sentence[] },
  top: number,
  boxOf: (range: Range) => DOMRect | undefined = (range) => range.getBoundingClientRect(),
): number {
  return sentences.findIndex(({ start, end }) => {
    const range = rangeOf(index, start, end);
    const box = range ? boxOf(range) : undefined;
    return box !== undefined && box.height > 0 && box.bottom > top;
  });
}

interface Span {
  start: number;
  end: number;
}

/** Runs of text that no block and no line break interrupts. */
function linesOf({ nodes, starts, text }: TextIndex, isAllText: boolean): Span[] {
  const lines: Span[] = [];
  let [start, block]: [number, Element | null] = [0, null];
  for (const [at, node] of nodes.entries()) {
    const own = blockOf(node);
    if (at > 0 && (own !== block || isAfterBreak(node))) {
      lines.push({ start, end: starts[at] ?? start });
      start = starts[at] ?? start;
    }
    block = own;
  }
  lines.push({ start, end: text.length });
  return isAllText ? lines : lines.filter((line) => !isAside(nodes[nodeAt(starts, line.start)]));
}

function isAside(node: Text | undefined): boolean {
  const element = node?.parentElement;
  return !element || element.closest(ASIDE) !== null || element.closest('a') !== null;
}

/** The last node that begins at or before the offset. */
function nodeAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low;
}

/** The pieces that end where the pattern does; what is left at the end is one more. */
function cut(text: string, end: RegExp): Span[] {
  const pieces: Span[] = [];
  let start = 0;
  for (const { index, 0: mark } of text.matchAll(end)) {
    pieces.push({ start, end: index + mark.length });
    start = index + mark.length;
  }
  if (text.slice(start).trim() !== '') pieces.push({ start, end: text.length });
  return pieces;
}

function trimmed(text: string, start: number, end: number): Span | null {
  const piece = text.slice(start, end);
  const words = piece.trim();
  if (words === '') return null;
  const from = start + piece.indexOf(words);
  return { start: from, end: from + words.length };
}
