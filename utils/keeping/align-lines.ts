import { ITEMS_A_STEP, type Steps } from '../article/steps.ts';

/** A line of the old text and the line of the new one that it is. */
export type Match = [before: number, after: number];

/** A line that stands in the new text more often than this says nothing about where it belongs: it waits for its neighbours. */
const MOST_PLACES = 32;

/**
 * The longest sequence of lines that both texts have in the same order, by Hunt and Szymanski [1]: as long as few lines repeat themselves, its time
 * grows with the number of lines, however much was changed. Lines that repeat too often are left out, unless both texts begin or end with them.
 *
 * [1] J. W. Hunt, T. G. Szymanski, A fast algorithm for computing longest common subsequences, CACM 20 (5), 1977
 */
export function* alignLines(before: readonly string[], after: readonly string[]): Steps<Match[]> {
  const head = yield* sharedHead(before, after);
  const tail = yield* sharedTail(before, after, head);
  const matches: Match[] = Array.from({ length: head }, (_, at) => [at, at]);
  const [endBefore, endAfter] = [before.length - tail, after.length - tail];
  const places = yield* placesOf(after, head, endAfter);
  // Per length of a common sequence: where the one that ends earliest ends, and its last link.
  const ends: number[] = [];
  const links: Link[] = [];
  for (let line = head; line < endBefore; line += 1) {
    if (line % ITEMS_A_STEP === 0) yield;
    const found = places.get(before[line] ?? '') ?? [];
    if (found.length > MOST_PLACES) continue;
    // From the last: else one line of the old text could be two of the new one.
    for (const place of found.toReversed()) {
      const length = firstAtLeast(ends, place);
      if (ends[length] === place) continue;
      ends[length] = place;
      links[length] = { match: [line, place], previous: links[length - 1] };
    }
  }
  const chain: Match[] = [];
  for (let link = links.at(-1); link; link = link.previous) chain.push(link.match);
  matches.push(...chain.reverse());
  for (let at = 0; at < tail; at += 1) matches.push([endBefore + at, endAfter + at]);
  return matches;
}

interface Link {
  match: Match;
  previous: Link | undefined;
}

function* sharedHead(before: readonly string[], after: readonly string[]): Steps<number> {
  const end = Math.min(before.length, after.length);
  let length = 0;
  while (length < end && before[length] === after[length]) {
    length += 1;
    if (length % 256 === 0) yield;
  }
  return length;
}

function* sharedTail(before: readonly string[], after: readonly string[], head: number): Steps<number> {
  const end = Math.min(before.length, after.length) - head;
  let length = 0;
  while (length < end && before.at(-1 - length) === after.at(-1 - length)) {
    length += 1;
    if (length % 256 === 0) yield;
  }
  return length;
}

function* placesOf(lines: readonly string[], from: number, to: number): Steps<Map<string, number[]>> {
  const places = new Map<string, number[]>();
  for (let at = from; at < to; at += 1) {
    if (at % 256 === 0) yield;
    const line = lines[at] ?? '';
    const known = places.get(line);
    if (known) known.push(at);
    else places.set(line, [at]);
  }
  return places;
}

/** The first index whose number is at least `wanted`, in ascending numbers. */
function firstAtLeast(numbers: readonly number[], wanted: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
