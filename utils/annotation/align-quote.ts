import { type Chain, chainRuns } from './chain-runs.ts';
import { commonRuns, type Run } from './common-runs.ts';
import { editDistance, lastRow } from './edit-distance.ts';

/** A passage to look for, folded, with what stood before and after it. */
export interface Quote {
  exact: string;
  prefix: string;
  suffix: string;
}

/** A place where a quote may stand, and what speaks for it. */
export interface Alignment {
  start: number;
  end: number;
  /** Units of the passage that stand there too, in order. */
  kept: number;
  /** Units of the passage that don't, or that are others. */
  missing: number;
  /** Units between them that weren't in the passage. */
  inserted: number;
  /** Units of the context on each side that stand there in order; the further away they were pushed, the less they count. */
  before: number;
  after: number;
  /** Units of unbroken agreement right at the passage's edges. */
  touchesBefore: number;
  touchesAfter: number;
}

/** Places looked at closely. */
const MOST_PLACES = 8;
/** Shortest runs after which other text tears a passage: 120 Chinese characters, a long paragraph's worth of letters. */
const TORN_AT = 40;

/**
 * Places of a quote in a text by what both have in common, passage and context alike, the passage's own places before those where
 * its neighbours stand without it. Bears changed and missing words, text that came in between, and a context of which one side is left.
 * `least` is the shortest run in common that is looked at.
 */
export function alignQuote(text: string, quote: Quote, least: number): Alignment[] {
  const whole = quote.prefix + quote.exact + quote.suffix;
  const [from, to] = [quote.prefix.length, quote.prefix.length + quote.exact.length];
  const runs = withExact(commonRuns(whole, text, least), text, quote);
  const isPassage = (run: Run) => run.at < to && run.at + run.length > from;
  const ofPassage = chainRuns(runs, least, isPassage, MOST_PLACES);
  const ofContext = chainRuns(runs, least, (run) => !isPassage(run), 3);
  return [...ofPassage, ...ofContext.filter((chain) => !chain.runs.some(isPassage))].flatMap(
    (chain) => measure(text, quote, chain, least) ?? [],
  );
}

/** A passage shorter than a gram has no runs of its own. */
function withExact(runs: Run[], text: string, { prefix, exact }: Quote): Run[] {
  const at = prefix.length;
  const known = new Set(
    runs
      .filter((run) => run.at <= at && run.at + run.length >= at + exact.length)
      .map((run) => run.place - run.at),
  );
  const added: Run[] = [];
  for (
    let place = text.indexOf(exact);
    place >= 0 && added.length < 200;
    place = text.indexOf(exact, place + 1)
  )
    if (!known.has(place - at)) added.push({ at, place, length: exact.length });
  return added.length === 0 ? runs : [...runs, ...added].sort((a, b) => a.place - b.place || a.at - b.at);
}

function measure(text: string, quote: Quote, chain: Chain, least: number): Alignment | null {
  const [from, to] = [quote.prefix.length, quote.prefix.length + quote.exact.length];
  const widest = TORN_AT * least;
  const runs = withoutStrays(withoutTorn(chain.runs, { from, to, widest }), least);
  const start = edgeOf(text, quote, runs, from, 'start');
  const end = edgeOf(text, quote, runs, to, 'end');
  if (start === null || end === null || end < start) return null;
  const inside = runs.flatMap((run) => clipped(run, from, to));
  const { kept, missing, inserted } = compareInside(text, quote.exact, inside, { from, start, end });
  const before = runs.flatMap((run) => clipped(run, 0, from));
  const after = runs.flatMap((run) => clipped(run, to, Number.POSITIVE_INFINITY));
  const [last, first] = [before.at(-1), after[0]];
  return {
    start,
    end,
    kept,
    missing,
    inserted,
    before: agreement(before, start, -1, widest),
    after: agreement(after, end, 1, widest),
    touchesBefore:
      last && last.at + last.length === from && last.place + last.length === start ? last.length : 0,
    touchesAfter: first && first.at === to && first.place === end ? first.length : 0,
  };
}

/** Each run of context counts less the further text that came in between has pushed it away. */
function agreement(runs: Run[], edge: number, direction: 1 | -1, halvedAt: number): number {
  const ordered = direction === 1 ? runs : runs.toReversed();
  let total = 0;
  let [place, inserted] = [edge, 0];
  for (const run of ordered) {
    const gap = direction === 1 ? run.place - place : place - run.place - run.length;
    inserted += Math.max(0, gap);
    total += run.length * 0.5 ** (inserted / halvedAt);
    place = direction === 1 ? run.place + run.length : run.place;
  }
  return total;
}
/** A passage between whose parts more than `widest` units came in is torn: the larger part is where it is. */
function withoutTorn(runs: Run[], { from, to, widest }: { from: number; to: number; widest: number }): Run[] {
  const pieces: { runs: Run[]; kept: number }[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const run of runs) {
    const kept = clipped(run, from, to)[0]?.length ?? 0;
    if (kept === 0) continue;
    const piece = pieces.at(-1);
    if (piece && run.place - end <= widest) {
      piece.runs.push(run);
      piece.kept += kept;
    } else pieces.push({ runs: [run], kept });
    end = run.place + run.length;
  }
  if (pieces.length < 2) return runs;
  const largest = pieces.reduce((most, piece) => (piece.kept > most.kept ? piece : most));
  const dropped = new Set(pieces.filter((piece) => piece !== largest).flatMap((piece) => piece.runs));
  return runs.filter((run) => !dropped.has(run));
}

/** At either end of a chain a short run far from the next came by chance. */
function withoutStrays(runs: Run[], least: number): Run[] {
  const isStray = (run: Run | undefined, next: Run | undefined) => {
    if (!run || !next || run.length >= 3 * least) return false;
    const [left, right] = run.place < next.place ? [run, next] : [next, run];
    const gap = Math.max(right.at - left.at - left.length, right.place - left.place - left.length);
    return gap > 2 * run.length;
  };
  let [first, end] = [0, runs.length];
  while (isStray(runs[end - 1], runs[end - 2]) && end - first > 1) end -= 1;
  while (isStray(runs[first], runs[first + 1]) && end - first > 1) first += 1;
  return runs.slice(first, end);
}

function clipped({ at, place, length }: Run, from: number, to: number): Run[] {
  const [first, last] = [Math.max(at, from), Math.min(at + length, to)];
  return last > first ? [{ at: first, place: place + first - at, length: last - first }] : [];
}

/** Longer stretches between two runs are not compared letter by letter. */
const LONGEST_COMPARED = 300;

/** Where the passage's edge is in the text: between the last run before it and the first after it. */
function edgeOf(text: string, quote: Quote, runs: Run[], edge: number, side: 'start' | 'end'): number | null {
  const whole = quote.prefix + quote.exact + quote.suffix;
  const left = runs.findLast((run) => run.at < edge);
  const right = runs.find((run) => run.at + run.length > edge);
  if (left && left === right) return left.place + edge - left.at;
  if (!left && !right) return null;
  const fromAt = left ? left.at + left.length : edge;
  const toAt = right ? right.at : edge;
  const lost = toAt - fromAt;
  const fromPlace = left ? left.place + left.length : Math.max(0, (right?.place ?? 0) - lost);
  const toPlace = right ? right.place : Math.min(text.length, fromPlace + lost);
  const gap = text.slice(fromPlace, toPlace);
  const [outer, inner] = [whole.slice(fromAt, edge), whole.slice(edge, toAt)];
  if (gap.length > LONGEST_COMPARED || lost > LONGEST_COMPARED) {
    return side === 'start' ? toPlace : fromPlace;
  }
  const split = splitOf(gap, outer, inner, side);
  const [own, given] = side === 'start' ? [inner, gap.slice(split)] : [outer, gap.slice(0, split)];
  const isAnchored = side === 'start' ? left !== undefined : right !== undefined;
  if (isOther(own, given, isAnchored)) return side === 'start' ? toPlace : fromPlace;
  return fromPlace + split;
}

/**
 * What stands where a passage's edge was is something else, not the edge with some letters changed. Where not even the neighbours beyond it are left, the edge is
 * most likely gone with them.
 */
function isOther(own: string, given: string, isAnchored: boolean): boolean {
  if (isAnchored && own.length <= 4) return false;
  const longer = Math.max(own.length, given.length);
  return editDistance(own, given) > (isAnchored ? (longer * 2) / 3 : longer / 2);
}

/** Where a stretch of text divides so that its halves are most like the two given; what belongs to neither is left outside the passage. */
function splitOf(gap: string, outer: string, inner: string, side: 'start' | 'end'): number {
  const heads = lastRow(outer, gap);
  const tails = lastRow(reversed(inner), reversed(gap)).reverse();
  const own = side === 'start' ? inner.length : outer.length;
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at <= gap.length; at += 1) {
    const size = side === 'start' ? gap.length - at : at;
    // Of equal divisions the one that gives the passage as many units as it has lost here.
    const cost = (heads[at] ?? 0) + (tails[at] ?? 0) + Math.abs(size - own) / 1024;
    if (cost < least) [least, best] = [cost, at];
  }
  return best;
}

function compareInside(
  text: string,
  exact: string,
  inside: Run[],
  of: { from: number; start: number; end: number },
) {
  let [kept, missing, inserted] = [0, 0, 0];
  let [at, place] = [of.from, of.start];
  const edge = { at: of.from + exact.length, place: of.end, length: 0 };
  for (const run of [...inside, edge]) {
    const old = exact.slice(at - of.from, run.at - of.from);
    const now = text.slice(place, Math.max(place, run.place));
    const edits =
      old.length > LONGEST_COMPARED || now.length > LONGEST_COMPARED
        ? Math.max(old.length, now.length)
        : editDistance(old, now);
    const longer = Math.max(old.length, now.length);
    // Any two texts have some letters in common.
    const same = edits * 2 > longer ? 0 : longer - edits;
    kept += run.length + Math.min(same, old.length);
    missing += Math.max(0, old.length - same);
    inserted += Math.max(0, now.length - Math.max(same, old.length));
    at = run.at + run.length;
    place = run.place + run.length;
  }
  return { kept, missing, inserted };
}

function reversed(text: string): string {
  return text.split('').reverse().join('');
}
