import { diffText } from '../annotation/diff-text.ts';
import { ITEMS_A_STEP, type Steps } from '../article/steps.ts';
import { alignLines, type Match } from './align-lines.ts';
import { pairAlike } from './pair-alike.ts';

export interface ComparedPart {
  text: string;
  /** The other version has other words here, or none. */
  differs: boolean;
}

/** One paragraph of either version, or of both. Paragraphs of both stand in the order of either text; where they part, what was removed comes first. */
export interface ComparedParagraph {
  kind: 'same' | 'changed' | 'added' | 'removed';
  /** Its words in each version, in order; null where that version lacks it. */
  before: ComparedPart[] | null;
  after: ComparedPart[] | null;
}

/**
 * How one version of a text became another, by paragraph: first the paragraphs that both have (`alignLines`), then, between them, which ones were
 * changed (`pairAlike`), and in those the words. A paragraph that moved is removed in one place and added in another.
 */
export function* compareTexts(before: string, after: string): Steps<ComparedParagraph[]> {
  const [old, now] = [paragraphsOf(before), paragraphsOf(after)];
  const compared: ComparedParagraph[] = [];
  for (const [left, right] of yield* pairLines(old, now)) {
    yield;
    if (right === null) compared.push({ kind: 'removed', before: [part(left, true)], after: null });
    else if (left === null) compared.push({ kind: 'added', before: null, after: [part(right, true)] });
    else compared.push(yield* compareParagraphs(left, right));
  }
  return compared;
}

/** Paragraphs are one a line; an empty one says nothing. */
function paragraphsOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

type Pair = [before: string, after: string] | [before: string, after: null] | [before: null, after: string];

/** Every line once, in order: with the one that it is or became, or alone. */
function* pairLines(old: readonly string[], now: readonly string[]): Steps<Pair[]> {
  const pairs: Pair[] = [];
  let [left, right] = [0, 0];
  const end: Match = [old.length, now.length];
  for (const [nextLeft, nextRight] of [...(yield* alignLines(old, now)), end]) {
    const [removed, added] = [old.slice(left, nextLeft), now.slice(right, nextRight)];
    const alike: Match[] = yield* pairAlike(removed, added);
    pairs.push(...parted(removed, added, alike));
    if (nextLeft < old.length || nextRight < now.length) {
      pairs.push([old[nextLeft] ?? '', now[nextRight] ?? '']);
    }
    [left, right] = [nextLeft + 1, nextRight + 1];
  }
  return pairs;
}

function parted(removed: readonly string[], added: readonly string[], alike: readonly Match[]): Pair[] {
  const pairs: Pair[] = [];
  let [left, right] = [0, 0];
  const end: Match = [removed.length, added.length];
  for (const [nextLeft, nextRight] of [...alike, end]) {
    for (const line of removed.slice(left, nextLeft)) pairs.push([line, null]);
    for (const line of added.slice(right, nextRight)) pairs.push([null, line]);
    const [one, other] = [removed[nextLeft], added[nextRight]];
    if (one !== undefined && other !== undefined) pairs.push([one, other]);
    [left, right] = [nextLeft + 1, nextRight + 1];
  }
  return pairs;
}

function* compareParagraphs(before: string, after: string): Steps<ComparedParagraph> {
  if (before === after) return { kind: 'same', before: [part(before, false)], after: [part(after, false)] };
  const sides = { before: new Side(), after: new Side() };
  yield* compareWords(before, after, sides);
  return { kind: 'changed', before: sides.before.parts, after: sides.after.parts };
}

interface Sides {
  before: Side;
  after: Side;
}

/** Up to so many characters a side they are compared one by one, in a table. */
const LONGEST_BY_CHARACTER = 600;

/** What both begin and end with is cut off first. A long rest is parted into sentences, which are compared as paragraphs are. */
function* compareWords(before: string, after: string, sides: Sides): Steps<void> {
  const head = sharedHead(before, after);
  const tail = sharedTail(before.slice(head), after.slice(head));
  addToBoth(sides, before.slice(0, head), false);
  const [old, now] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)];
  yield;
  if (Math.max(old.length, now.length) <= LONGEST_BY_CHARACTER) {
    for (const { kind, text } of diffText(old, now)) {
      if (kind === 'same') addToBoth(sides, text, false);
      else sides[kind === 'removed' ? 'before' : 'after'].add(text, true);
    }
  } else {
    yield* compareSentences(old, now, sides);
  }
  addToBoth(sides, before.slice(before.length - tail), false);
}

function* compareSentences(before: string, after: string, sides: Sides): Steps<void> {
  const [old, now] = [sentencesOf(before), sentencesOf(after)];
  // One sentence of both, longer than a table may be: whoever wrote it anew wrote all of it anew.
  const isOne = old.length <= 1 && now.length <= 1;
  const pairs: Pair[] = isOne
    ? [
        [before, null],
        [null, after],
      ]
    : yield* pairLines(old, now);
  for (const [at, [left, right]] of pairs.entries()) {
    if (at % ITEMS_A_STEP === 0) yield;
    if (left !== null && right !== null && left !== right) yield* compareWords(left, right, sides);
    else if (left !== null && right !== null) addToBoth(sides, left, false);
    else if (left !== null) sides.before.add(left, true);
    else if (right !== null) sides.after.add(right, true);
  }
}

function sentencesOf(text: string): string[] {
  return text.match(/[^。！？；!?;…]+[。！？；!?;…”’』」）]*|[。！？；!?;…]+/gu) ?? [];
}

/** Joins what differs, or does not, with what stands before it. */
class Side {
  readonly parts: ComparedPart[] = [];

  add(text: string, differs: boolean): void {
    if (text === '') return;
    const last = this.parts.at(-1);
    if (last?.differs === differs) last.text += text;
    else this.parts.push(part(text, differs));
  }
}

function addToBoth({ before, after }: Sides, text: string, differs: boolean): void {
  before.add(text, differs);
  after.add(text, differs);
}

function part(text: string, differs: boolean): ComparedPart {
  return { text, differs };
}

function sharedHead(one: string, other: string): number {
  const end = Math.min(one.length, other.length);
  let length = 0;
  while (length < end && one.charCodeAt(length) === other.charCodeAt(length)) length += 1;
  return splitsPair(one, length) ? length - 1 : length;
}

function sharedTail(one: string, other: string): number {
  const end = Math.min(one.length, other.length);
  let length = 0;
  while (
    length < end &&
    one.charCodeAt(one.length - 1 - length) === other.charCodeAt(other.length - 1 - length)
  ) {
    length += 1;
  }
  return splitsPair(one, one.length - length) ? length - 1 : length;
}

/** Whether a character of two units would be cut in two there. */
function splitsPair(text: string, at: number): boolean {
  return /[\uD800-\uDBFF]/.test(text.charAt(at - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(at));
}
