import search from 'approx-string-match';
import { editDistance } from './edit-distance.ts';
import { withoutPunctuation } from './fold-text.ts';
import {
  bridges,
  type Context,
  compareContext,
  editsIfDeleted,
  hasContext,
  type Quote,
} from './quote-context.ts';

export interface QuoteMatch {
  /** `found`: the same words, at most other punctuation. `doubtful`: other words, or the same with too little around them to be sure. */
  status: 'found' | 'doubtful';
  /** In the folded text. */
  start: number;
  end: number;
  /** 0–1, how much of quote and context agrees. */
  score: number;
}

/**
 * Where a quote stands in a folded text, or null: a passage that was deleted must not be found anywhere else. `expected` are the
 * offsets at which the other selectors place it; they decide between equals and never make a match by themselves.
 */
export function matchQuote(text: string, quote: Quote, expected: number[]): QuoteMatch | null {
  if (quote.exact.length === 0) return null;
  const exact = matchExactly(text, quote, expected);
  if (exact?.status === 'found') return exact;
  // The same words in a doubtful place may be others: changed words in the right neighbourhood are the better guess.
  const near = matchNearly(text, quote);
  return exact && near ? (near.score > exact.score ? near : exact) : (exact ?? near);
}

/**
 * Lengths decide how much a passage proves by itself (folded characters). Short: up to a phrase such as 客户服务中心, which an article
 * repeats; without its neighbours it proves nothing. Long: a sentence and a half doesn't recur unless it was copied.
 */
const SHORT = 12;
const LONG = 32;
/** More places than this are a word, not a passage: only the nearest ones are looked at closely. */
const MOST_PLACES = 200;
/** Beyond this a fuzzy search of the whole page takes too long; the passage's two ends are looked for instead. */
const LONGEST_SEARCH = 1024;

interface Place {
  start: number;
  end: number;
  /** Edits within the passage. */
  errors: number;
  context: Context;
}

function matchExactly(text: string, quote: Quote, expected: number[]): QuoteMatch | null {
  const starts = nearest(occurrences(text, quote.exact), expected);
  const places = starts
    .map((start) => placeAt(text, start, start + quote.exact.length, 0, quote))
    .sort((a, b) => a.context.edits - b.context.edits || distance(a, expected) - distance(b, expected));
  const [best, second] = places;
  if (!best) return null;
  if (isBetterExplainedByDeletion(text, quote, best)) return null;
  if (!hasContext(quote)) return matchWithoutContext(quote, best, second);

  const trust = trustInExact(quote.exact.length, best, expected);
  if (trust === null) return null;
  const isDecided =
    !second ||
    isClearlyBetter(best, second) ||
    (distance(best, expected) === 0 && distance(second, expected) > 0);
  return toMatch(quote, best, isDecided ? trust : 'doubtful');
}

/** Exact words with no neighbours to check: long and alone is sure, otherwise a guess that says so. */
function matchWithoutContext(quote: Quote, best: Place, second: Place | undefined): QuoteMatch {
  return toMatch(quote, best, !second && quote.exact.length >= SHORT ? 'found' : 'doubtful');
}

/** Null: the words are there, but nothing around them is, so they are other words that look the same. */
function trustInExact(length: number, place: Place, expected: number[]): QuoteMatch['status'] | null {
  const { sides } = place.context;
  if (length >= SHORT) {
    if (sides.some(isAgreeing) || length >= LONG) return 'found';
    return 'doubtful';
  }
  if (sides.every((side) => side.near >= 0.6)) return 'found';
  // One side was rewritten: the other must be as it was, or its elements must be where they were.
  if (sides.some((side) => side.near >= 0.9 && side.whole >= 0.6)) return 'found';
  const isInPlace = distance(place, expected) === 0;
  if (sides.some((side) => side.near >= 0.6 && (isInPlace || side.whole >= 0.5))) return 'doubtful';
  return null;
}

/** A place whose whole neighbourhood is unchanged beats any other; else it takes more than a chance letter or two. */
function isClearlyBetter(best: Place, second: Place): boolean {
  const lead = second.context.edits - best.context.edits;
  return best.context.edits === 0 ? lead >= 1 : lead >= 3;
}

/** The neighbours stand side by side on the page: then the passage was cut out, and this place is another that looks like it. */
function isBetterExplainedByDeletion(text: string, quote: Quote, place: Place): boolean {
  const edits = place.errors + place.context.nearEdits;
  return edits > 0 && editsIfDeleted(text, quote, edits - 1) < edits;
}

function matchNearly(text: string, quote: Quote): QuoteMatch | null {
  const places = [...fuzzyPlaces(text, quote), ...bridgedPlaces(text, quote)]
    .filter((place) => isAcceptable(quote.exact.length, place))
    .sort((a, b) => editsOf(a) - editsOf(b) || b.end - b.start - (a.end - a.start));
  const best = places.find((place) => !isBetterExplainedByDeletion(text, quote, place));
  if (!best) return null;
  const isSameWords =
    withoutPunctuation(text.slice(best.start, best.end)) === withoutPunctuation(quote.exact) &&
    withoutPunctuation(quote.exact) !== '';
  return toMatch(quote, best, isSameWords ? 'found' : 'doubtful');
}

/**
 * How many edits a passage bears before it is another passage: one for a phrase of 3–8 characters, then a quarter. Below three
 * characters one edit changes half of it.
 */
function mostErrors(length: number): number {
  if (length < 3) return 0;
  return Math.max(1, Math.floor(length / 4));
}

/** What changed and what stayed must together leave no room for chance: the shorter the passage, the more of its context is needed. */
function isAcceptable(length: number, { errors, context }: Place): boolean {
  if (errors > mostErrors(length)) return false;
  if (length < SHORT) return context.sides.length > 0 && context.sides.every((side) => side.near >= 0.7);
  if (context.sides.some(isAgreeing)) return true;
  return length >= LONG && errors <= length * 0.15;
}

function isAgreeing(side: { near: number; whole: number }): boolean {
  return side.near >= 0.6 || side.whole >= 0.5;
}

function fuzzyPlaces(text: string, quote: Quote): Place[] {
  const { length } = quote.exact;
  const most = mostErrors(length);
  if (most === 0 || length < 4) return [];
  if (length > LONGEST_SEARCH) return placesByEnds(text, quote);
  return search(text, quote.exact, most)
    .slice(0, MOST_PLACES)
    .map(({ start, end, errors }) => placeAt(text, start, end, errors, quote));
}

/** A passage of several paragraphs, by its first and last words; what lies between may differ by a quarter in length. */
function placesByEnds(text: string, quote: Quote): Place[] {
  const piece = 64;
  const heads = search(text, quote.exact.slice(0, piece), mostErrors(piece));
  const tails = search(text, quote.exact.slice(-piece), mostErrors(piece));
  return heads.flatMap((head) =>
    tails
      .filter(
        (tail) => Math.abs(tail.end - head.start - quote.exact.length) <= mostErrors(quote.exact.length),
      )
      .map((tail) => {
        const errors = head.errors + tail.errors + Math.abs(tail.end - head.start - quote.exact.length);
        return placeAt(text, head.start, tail.end, errors, quote);
      }),
  );
}

/** From the end of the prefix to the start of the suffix: finds the passage where an edit stands at its very edge. */
function bridgedPlaces(text: string, quote: Quote): Place[] {
  if (quote.exact.length > LONGEST_SEARCH) return [];
  return bridges(text, quote).map(({ start, end }) =>
    placeAt(text, start, end, editDistance(quote.exact, text.slice(start, end)), quote),
  );
}

function placeAt(text: string, start: number, end: number, errors: number, quote: Quote): Place {
  return { start, end, errors, context: compareContext(text, start, end, quote) };
}

function editsOf(place: Place): number {
  return place.errors + place.context.nearEdits;
}

function toMatch(quote: Quote, place: Place, status: QuoteMatch['status']): QuoteMatch {
  const total = quote.exact.length + quote.prefix.length + quote.suffix.length;
  const score = Math.max(0, 1 - (place.errors + place.context.edits) / total);
  return { status, start: place.start, end: place.end, score };
}

function occurrences(text: string, exact: string): number[] {
  const starts: number[] = [];
  for (let at = text.indexOf(exact); at >= 0; at = text.indexOf(exact, at + 1)) starts.push(at);
  return starts;
}

function nearest(starts: number[], expected: number[]): number[] {
  if (starts.length <= MOST_PLACES) return starts;
  const distanceOf = (start: number) => distance({ start }, expected);
  return starts.toSorted((a, b) => distanceOf(a) - distanceOf(b)).slice(0, MOST_PLACES);
}

function distance({ start }: { start: number }, expected: number[]): number {
  return Math.min(Number.MAX_SAFE_INTEGER, ...expected.map((offset) => Math.abs(offset - start)));
}
