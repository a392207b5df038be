import { blockOf, isAfterBreak } from '../annotation/readable-text.ts';
import type { TextIndex } from '../annotation/text-index.ts';
import { type FoldedText, unfoldSpan } from '../fold-text.ts';

/** By offsets in the index's text. */
export interface Span {
  start: number;
  end: number;
}

/**
 * Every place where the words stand, in the order of the text and not overlapping. `folded` is the index's text folded in the same way as `words`. What
 * only meets where one paragraph ends and another begins is no place.
 */
export function findInText(index: TextIndex, folded: FoldedText, words: string): Span[] {
  if (words === '') return [];
  const breaks = lineStarts(index);
  const found: Span[] = [];
  let from = folded.text.indexOf(words);
  while (from !== -1) {
    const span = unfoldSpan(folded, from, from + words.length);
    const isWhole = !isBroken(breaks, span);
    if (isWhole) found.push(span);
    from = folded.text.indexOf(words, from + (isWhole ? words.length : 1));
  }
  return found;
}

function lineStarts({ nodes, starts }: TextIndex): number[] {
  return nodes.flatMap((node, at) => {
    const before = nodes[at - 1];
    const isStart = !before || blockOf(before) !== blockOf(node) || isAfterBreak(node);
    return isStart ? [starts[at] ?? 0] : [];
  });
}

/** Whether a line begins within the span. */
function isBroken(breaks: readonly number[], { start, end }: Span): boolean {
  let [low, high] = [0, breaks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((breaks[middle] ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  return (breaks[low] ?? Number.POSITIVE_INFINITY) < end;
}
