import { ITEMS_A_STEP, type Steps } from '../article/steps.ts';
import type { Match } from './align-lines.ts';

/** Two lines that share less are two lines, and not one that was changed. */
const LEAST_LIKENESS = 0.4;
/** Up to so many comparisons each line is compared with each; beyond, with those near the place where it would be by its number. */
const MOST_COMPARED = 40_000;
const NEAR = 24;

/**
 * Which lines of a stretch became which of another, in their order, so that their likenesses add up to the most (Needleman and Wunsch [1], with no price
 * for a gap). How alike two lines are: the share of their bigrams that both have (Dice's coefficient).
 *
 * [1] S. B. Needleman, C. D. Wunsch, A general method applicable to the search for similarities, J. Mol. Biol. 48, 1970
 */
export function* pairAlike(before: readonly string[], after: readonly string[]): Steps<Match[]> {
  if (before.length === 0 || after.length === 0) return [];
  const [old, now] = [yield* bigramsOf(before), yield* bigramsOf(after)];
  const window = windowOf(before.length, after.length);
  const steps = new Uint8Array(before.length * window.width);
  // At index k: the most of the rows so far with the columns before `from + k`.
  let above = { from: window.from(0), most: new Float64Array(window.width + 1) };
  for (const [row, line] of old.entries()) {
    const from = window.from(row);
    const most = new Float64Array(window.width + 1);
    most[0] = mostBefore(above, from);
    for (let at = 0; at < window.width; at += 1) {
      if (at % ITEMS_A_STEP === 0) yield;
      const likeness = likenessOf(line, now[from + at]);
      const skipOld = mostBefore(above, from + at + 1);
      const skipNew = most[at] ?? 0;
      const paired = likeness < LEAST_LIKENESS ? -1 : mostBefore(above, from + at) + likeness;
      most[at + 1] = Math.max(skipOld, skipNew, paired);
      steps[row * window.width + at] = paired === most[at + 1] ? PAIR : skipOld === most[at + 1] ? UP : LEFT;
    }
    above = { from, most };
  }
  return walkBack(before.length, after.length, steps, window);
}

const [UP, LEFT, PAIR] = [1, 2, 3];

/** The columns that each row is compared with. */
interface Window {
  width: number;
  from(row: number): number;
}

function windowOf(rows: number, columns: number): Window {
  if (rows * columns <= MOST_COMPARED) return { width: columns, from: () => 0 };
  const width = Math.min(columns, 2 * NEAR + 1);
  const middle = (row: number) => Math.round((row * columns) / rows) - (width >> 1);
  return { width, from: (row) => Math.max(0, Math.min(columns - width, middle(row))) };
}

function mostBefore({ from, most }: { from: number; most: Float64Array }, column: number): number {
  return most[Math.min(column - from, most.length - 1)] ?? 0;
}

function walkBack(rows: number, columns: number, steps: Uint8Array, { width, from }: Window): Match[] {
  const matches: Match[] = [];
  let [row, column] = [rows - 1, columns - 1];
  while (row >= 0 && column >= 0) {
    const at = column - from(row);
    const step = at < 0 ? UP : at >= width ? LEFT : steps[row * width + at];
    if (step === PAIR) matches.push([row, column]);
    if (step === PAIR || step === UP) row -= 1;
    if (step !== UP) column -= 1;
  }
  return matches.reverse();
}

function* bigramsOf(lines: readonly string[]): Steps<Uint32Array[]> {
  const all: Uint32Array[] = [];
  for (const line of lines) {
    yield;
    // A single character is a bigram with what stands around every line.
    const bigrams = new Uint32Array(Math.max(1, line.length - 1));
    for (let at = 0; at < bigrams.length; at += 1) {
      bigrams[at] = line.charCodeAt(at) * 65_536 + (at + 1 < line.length ? line.charCodeAt(at + 1) : 0);
    }
    all.push(bigrams.sort());
  }
  return all;
}

/** 0–1. Both sorted. */
function likenessOf(one: Uint32Array, other: Uint32Array | undefined): number {
  if (!other) return 0;
  const all = one.length + other.length;
  // Not even if the shorter stood whole in the longer.
  if ((2 * Math.min(one.length, other.length)) / all < LEAST_LIKENESS) return 0;
  let [left, right, shared] = [0, 0, 0];
  while (left < one.length && right < other.length) {
    const difference = (one[left] ?? 0) - (other[right] ?? 0);
    if (difference === 0) shared += 1;
    if (difference <= 0) left += 1;
    if (difference >= 0) right += 1;
  }
  return (2 * shared) / all;
}
