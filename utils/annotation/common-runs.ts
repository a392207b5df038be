/** `quote` and `text` are equal for `length` units from `at` and `place` on. */
export interface Run {
  at: number;
  place: number;
  length: number;
}

/** More runs than this come of something that a page repeats without end: the shortest say the least and go first. */
const MOST_RUNS = 2000;
/** A gram that the quote itself repeats more often tells no place. */
const MOST_REPEATS = 16;

/**
 * All stretches of at least `least` units that a quote and a text have in common, each as long as it goes, in the order of the text. The text is read once:
 * grams of the quote are looked up by a rolling hash (Karp and Rabin 1987).
 */
export function commonRuns(quote: string, text: string, least: number): Run[] {
  const grams = gramsOf(quote, least);
  const runs: Run[] = [];
  const open = new Map<number, Run>();
  let hash = hashOf(text, least);
  const leaving = power(least);
  for (let place = 0; place + least <= text.length; place += 1) {
    const places = grams.isThere(hash) ? grams.get(hash) : undefined;
    for (const at of places ?? []) {
      const run = open.get(place - at);
      if (run && run.place + run.length - least + 1 === place) run.length += 1;
      else if (isEqual(quote, at, text, place, least)) {
        const next = { at, place, length: least };
        open.set(place - at, next);
        runs.push(next);
      }
    }
    hash =
      (Math.imul(hash, BASE) + text.charCodeAt(place + least) - Math.imul(leaving, text.charCodeAt(place))) |
      0;
  }
  return thinned(runs, least);
}

const BASE = 0x01000193;

function hashOf(text: string, length: number): number {
  let hash = 0;
  for (let at = 0; at < length; at += 1) hash = (Math.imul(hash, BASE) + text.charCodeAt(at)) | 0;
  return hash;
}

function power(exponent: number): number {
  let value = 1;
  for (let time = 0; time < exponent; time += 1) value = Math.imul(value, BASE);
  return value;
}

function gramsOf(quote: string, length: number) {
  const places = new Map<number, number[]>();
  const filter = new Uint8Array(1 << 14);
  for (let at = 0; at + length <= quote.length; at += 1) {
    const hash = hashOf(quote.slice(at, at + length), length);
    const known = places.get(hash);
    if (known) known.push(at);
    else places.set(hash, [at]);
    filter[hash & 0x3fff] = 1;
  }
  for (const [hash, known] of places) if (known.length > MOST_REPEATS) places.delete(hash);
  return {
    isThere: (hash: number) => filter[hash & 0x3fff] === 1,
    get: (hash: number) => places.get(hash),
  };
}

function isEqual(quote: string, at: number, text: string, place: number, length: number): boolean {
  for (let step = 0; step < length; step += 1)
    if (quote.charCodeAt(at + step) !== text.charCodeAt(place + step)) return false;
  return true;
}

function thinned(runs: Run[], least: number): Run[] {
  let left = runs;
  for (let length = least; left.length > MOST_RUNS; length += 1)
    left = left.filter((run) => run.length > length);
  return left;
}
