import search from 'approx-string-match';
import { distanceToBeginning } from './edit-distance.ts';

/** A passage to look for, folded, with what stood before and after it. */
export interface Quote {
  exact: string;
  prefix: string;
  suffix: string;
}

/** How well the neighbourhood of a place agrees with what was kept. */
export interface Context {
  /** Edits in the neighbourhood, all of the kept context. */
  edits: number;
  /** Edits within the nearest characters: comparable with `editsIfDeleted`. */
  nearEdits: number;
  /** Per side that was kept: 0–1. A side of fewer than `LEAST_SIDE` characters says nothing. */
  sides: { near: number; whole: number }[];
}

/** Nearest characters of each side. Twelve Chinese characters don't recur by chance, and an edit far away doesn't reach them. */
const NEAR = 12;
const LEAST_SIDE = 4;

export function hasContext(quote: Quote): boolean {
  return quote.prefix.length >= LEAST_SIDE || quote.suffix.length >= LEAST_SIDE;
}

export function compareContext(text: string, start: number, end: number, quote: Quote): Context {
  // Some more of the page than was kept: an insertion pushes the kept words further out.
  const slack = 8;
  const before = reverse(text.slice(Math.max(0, start - quote.prefix.length - slack), start));
  const after = text.slice(end, end + quote.suffix.length + slack);
  const sides = [
    { kept: reverse(quote.prefix), page: before },
    { kept: quote.suffix, page: after },
  ].filter(({ kept }) => kept.length >= LEAST_SIDE);
  const measured = sides.map(({ kept, page }) => measureSide(kept, page));
  return {
    edits: sum(measured.map((side) => side.edits)),
    nearEdits: sum(measured.map((side) => side.nearEdits)),
    sides: measured.map(({ near, whole }) => ({ near, whole })),
  };
}

/**
 * Edits by which the neighbours, with nothing between them, are found somewhere on the page: small when the passage was cut out.
 * `most` bounds the search; above it the answer is Infinity.
 */
export function editsIfDeleted(text: string, quote: Quote, most: number): number {
  if (quote.prefix.length < LEAST_SIDE || quote.suffix.length < LEAST_SIDE) return Number.POSITIVE_INFINITY;
  const joined = quote.prefix.slice(-NEAR) + quote.suffix.slice(0, NEAR);
  return search(text, joined, Math.min(most, joined.length >> 1))[0]?.errors ?? Number.POSITIVE_INFINITY;
}

/** Stretches between a place where the prefix ends and the next where the suffix begins, of about the quote's length. */
export function bridges(text: string, quote: Quote): { start: number; end: number }[] {
  if (quote.prefix.length < LEAST_SIDE || quote.suffix.length < LEAST_SIDE) return [];
  const length = quote.exact.length;
  const longest = length * 1.5 + 4;
  const ends = placesOf(text, quote.prefix.slice(-NEAR)).map((place) => place.end);
  const starts = placesOf(text, quote.suffix.slice(0, NEAR)).map((place) => place.start);
  return ends.flatMap((start) =>
    starts
      .filter((end) => end > start && end - start <= longest && end - start >= length / 2)
      .map((end) => ({ start, end })),
  );
}

/** A quarter of a side may have changed before it no longer marks the place. */
function placesOf(text: string, side: string): { start: number; end: number }[] {
  return search(text, side, side.length >> 2).slice(0, 32);
}

function measureSide(kept: string, page: string) {
  const nearKept = kept.slice(0, NEAR);
  const edits = distanceToBeginning(kept, page);
  const nearEdits = distanceToBeginning(nearKept, page.slice(0, NEAR + 8));
  return { edits, nearEdits, near: 1 - nearEdits / nearKept.length, whole: 1 - edits / kept.length };
}

function reverse(text: string): string {
  return [...text].reverse().join('');
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
