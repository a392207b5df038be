import type { Run } from './common-runs.ts';

/** Runs that stand in the same order in quote and text, so that together they are one place. */
export interface Chain {
  runs: Run[];
  /** Units in common, less what the gaps between them cost. */
  score: number;
}

/**
 * What a gap costs, in shares of the shortest run: a run that came by chance must not pay for the way to it. Text that came in between weighs by its
 * length: an advertisement or a paragraph doesn't tear a place apart, a page between two halves does. Text that is missing weighs less, for a
 * passage that lost its middle is still one.
 */
const GAP = { any: 0.6, perInserted: 0.02, perMissing: 0.007, perChanged: 0.08 };
const LONGEST_GAP = 1500;
/** Runs before this one that are looked at as its predecessor. */
const LOOK_BACK = 60;

/**
 * Chains in the order of their scores, by dynamic programming as sequence aligners do it (Li 2018, minimap2). Each run of `isCore` is in one chain at
 * most, so that each chain is another place; `most` bounds how many.
 */
export function chainRuns(runs: Run[], least: number, isCore: (run: Run) => boolean, most: number): Chain[] {
  const before = bestNeighbours(runs, least, 1);
  const after = bestNeighbours(runs, least, -1);
  const through = runs.map((run, at) => (before.scores[at] ?? 0) + (after.scores[at] ?? 0) - run.length);
  const order = runs
    .map((_, at) => at)
    .filter((at) => isCore(runs[at] ?? NO_RUN))
    .sort((a, b) => (through[b] ?? 0) - (through[a] ?? 0));
  const used = new Set<number>();
  const chains: Chain[] = [];
  for (const core of order) {
    if (chains.length >= most) break;
    if (used.has(core)) continue;
    const members = [...follow(core, before.links).reverse(), core, ...follow(core, after.links)];
    for (const member of members) used.add(member);
    chains.push({
      runs: withoutOverlap(members.flatMap((at) => runs[at] ?? [])),
      score: through[core] ?? 0,
    });
  }
  return chains;
}

const NO_RUN: Run = { at: 0, place: 0, length: 0 };

/** For each run the best score of a chain that ends with it (`direction` 1) or begins with it (-1), and its neighbour in that chain. */
function bestNeighbours(runs: Run[], least: number, direction: 1 | -1) {
  const scores = Float64Array.from(runs, (run) => run.length);
  const links = new Int32Array(runs.length).fill(-1);
  const [first, end] = direction === 1 ? [0, runs.length] : [runs.length - 1, -1];
  for (let at = first; at !== end; at += direction) {
    const run = runs[at] ?? NO_RUN;
    for (let step = 1; step <= LOOK_BACK; step += 1) {
      const from = at - direction * step;
      const other = runs[from];
      if (!other || Math.abs(run.place - other.place) > LONGEST_GAP * 2) break;
      const gain = direction === 1 ? gainOf(other, run, least) : gainOf(run, other, least);
      // `gain` is what the right one adds to the left one; from the right it is what the left one adds.
      const total = (scores[from] ?? 0) + gain + (direction === 1 ? 0 : run.length - other.length);
      if (total > (scores[at] ?? 0)) {
        scores[at] = total;
        links[at] = from;
      }
    }
  }
  return { scores, links };
}

/** Below zero without end where the one can't follow the other. */
function gainOf(left: Run, right: Run, least: number): number {
  const missing = right.at - left.at - left.length;
  const inserted = right.place - left.place - left.length;
  const overlap = Math.max(0, -missing, -inserted);
  if (overlap >= right.length || overlap >= left.length || inserted > LONGEST_GAP)
    return Number.NEGATIVE_INFINITY;
  const changed = Math.max(0, Math.min(missing, inserted));
  const difference = Math.max(0, inserted) - Math.max(0, missing);
  const cost =
    (difference === 0 ? 0 : GAP.any) +
    changed * GAP.perChanged +
    (difference > 0 ? difference * GAP.perInserted : -difference * GAP.perMissing);
  return right.length - overlap - cost * least;
}

function follow(from: number, links: Int32Array): number[] {
  const members: number[] = [];
  for (let at = links[from] ?? -1; at >= 0; at = links[at] ?? -1) members.push(at);
  return members;
}

/** Where one run reaches into the next, the next begins later. */
function withoutOverlap(runs: Run[]): Run[] {
  const apart: Run[] = [];
  for (const run of runs) {
    const last = apart.at(-1);
    const overlap = last
      ? Math.max(0, last.at + last.length - run.at, last.place + last.length - run.place)
      : 0;
    if (overlap < run.length)
      apart.push({ at: run.at + overlap, place: run.place + overlap, length: run.length - overlap });
  }
  return apart;
}
