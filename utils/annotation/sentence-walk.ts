import { type Sentence, sentencesOf } from './sentences.ts';
import { indexText, offsetOfPoint, rangeOf, type TextIndex } from './text-index.ts';
import { rangeAround, wholeElements } from './whole-element.ts';

/** Where the walk stops: a sentence, or a picture or table as a whole. */
export interface Stop extends Sentence {
  element?: Element;
}

/** Where a reader stands who goes through a page sentence by sentence: one sentence or several joined, the last of them perhaps without its last clauses. */
export interface Walk {
  index: TextIndex;
  sentences: Stop[];
  first: number;
  last: number;
  /** Clauses left off at the end. */
  shorter: number;
}

/** `isAllText`: everything in the root is the text, and headings and links are sentences as well. */
export function beginWalk(root: Element, isAllText = false): Walk {
  const index = indexText(root);
  return { index, sentences: stopsOf(index, root, isAllText), first: 0, last: 0, shorter: 0 };
}

/** A table comes before its own sentences, a picture before the text that follows it. */
function stopsOf(index: TextIndex, root: Element, isAllText: boolean): Stop[] {
  const whole = wholeElements(root).map((element): Stop => {
    const { startContainer, startOffset, endContainer, endOffset } = rangeAround(element);
    const start = offsetOfPoint(index, startContainer, startOffset);
    const end = offsetOfPoint(index, endContainer, endOffset);
    return { start, end, clauses: [end], element };
  });
  return [...whole, ...sentencesOf(index, isAllText)].sort((a, b) => a.start - b.start);
}

/** The same place on the page as it is now. */
export function renewWalk(walk: Walk, root: Element): Walk {
  const was = walk.sentences[walk.first];
  const words = was ? walk.index.text.slice(was.start, was.end) : '';
  const next = beginWalk(root);
  const same = next.sentences
    .map(({ start, end }, at) => ({ at, isSame: next.index.text.slice(start, end) === words }))
    .filter(({ isSame }) => isSame)
    .sort((a, b) => Math.abs(a.at - walk.first) - Math.abs(b.at - walk.first))[0];
  const at = same?.at ?? Math.min(walk.first, Math.max(0, next.sentences.length - 1));
  return { ...next, first: at, last: at };
}

/** Goes on by so many sentences; null where there is none. */
export function step(walk: Walk, by: 1 | -1): Walk | null {
  const at = by > 0 ? walk.last + 1 : walk.first - 1;
  return walk.sentences[at] ? { ...walk, first: at, last: at, shorter: 0 } : null;
}

/** Takes the next sentence in, or lets the last one go. */
export function extend(walk: Walk, by: 1 | -1): Walk | null {
  const last = walk.last + by;
  return last >= walk.first && walk.sentences[last] ? { ...walk, last, shorter: 0 } : null;
}

/** Leaves a clause off at the end, or takes it in again. */
export function changeClauses(walk: Walk, by: 1 | -1): Walk | null {
  const count = walk.sentences[walk.last]?.clauses.length ?? 0;
  const shorter = walk.shorter - by;
  return shorter >= 0 && shorter < count ? { ...walk, shorter } : null;
}

export function rangeOfWalk({ index, sentences, first, last, shorter }: Walk): Range | null {
  const [from, to] = [sentences[first], sentences[last]];
  if (from?.element && first === last) return rangeAround(from.element);
  const end = to?.clauses.at(-1 - shorter);
  return from && end !== undefined ? rangeOf(index, from.start, end) : null;
}

export function rangeOfNext({ index, sentences, last }: Walk): Range | null {
  const next = sentences[last + 1];
  if (next?.element) return rangeAround(next.element);
  return next ? rangeOf(index, next.start, next.end) : null;
}
