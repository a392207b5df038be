export interface Interval {
  /** Inclusive. */
  start: number;
  /** Exclusive, for layers; inclusive for `intervalsAt`, since a click on the last character may land behind it. */
  end: number;
}

/**
 * A layer for each interval so that two that overlap never share one: greedy colouring, longest first, so a shorter one lies above every
 * longer one it overlaps. The later wins among equals.
 */
export function layerIntervals(intervals: Interval[], pairs = overlappingPairs(intervals)): number[] {
  const layers = intervals.map(() => -1);
  const neighbours: number[][] = intervals.map(() => []);
  for (const [one, other] of pairs) {
    neighbours[one]?.push(other);
    neighbours[other]?.push(one);
  }
  const order = intervals
    .map((_, at) => at)
    .sort((a, b) => lengthOf(intervals[b]) - lengthOf(intervals[a]) || a - b);
  for (const at of order) {
    // Who has no layer yet lies above.
    layers[at] = (neighbours[at] ?? []).reduce((top, other) => Math.max(top, layers[other] ?? -1), -1) + 1;
  }
  return layers;
}

/** The positions of all that overlap, each pair once: a sweep over the starts. */
export function overlappingPairs(intervals: Interval[]): [number, number][] {
  const order = intervals.map((_, at) => at).sort((a, b) => startOf(intervals[a]) - startOf(intervals[b]));
  const pairs: [number, number][] = [];
  let open: number[] = [];
  for (const at of order) {
    const start = startOf(intervals[at]);
    open = open.filter((other) => (intervals[other]?.end ?? 0) > start);
    for (const other of open) if (overlaps(intervals[at], intervals[other])) pairs.push([other, at]);
    open.push(at);
  }
  return pairs;
}

export interface IntervalIndex {
  order: number[];
  intervals: Interval[];
  /** Per place in `order`: the greatest end so far, so that a search can stop. */
  reach: number[];
}

export function indexIntervals(intervals: Interval[]): IntervalIndex {
  const order = intervals.map((_, at) => at).sort((a, b) => startOf(intervals[a]) - startOf(intervals[b]));
  let furthest = Number.NEGATIVE_INFINITY;
  const reach = order.map((at) => {
    furthest = Math.max(furthest, intervals[at]?.end ?? furthest);
    return furthest;
  });
  return { order, intervals, reach };
}

/** The positions in the list of all intervals that hold the point, shortest first: what lies on top. */
export function intervalsAt({ order, intervals, reach }: IntervalIndex, point: number): number[] {
  const hits: number[] = [];
  let place = order.findLastIndex((at) => startOf(intervals[at]) <= point);
  for (; place >= 0 && (reach[place] ?? 0) >= point; place -= 1) {
    const at = order[place];
    if (at !== undefined && (intervals[at]?.end ?? 0) >= point) hits.push(at);
  }
  return hits.sort((a, b) => lengthOf(intervals[a]) - lengthOf(intervals[b]) || b - a);
}

function overlaps(a: Interval | undefined, b: Interval | undefined): boolean {
  return a !== undefined && b !== undefined && a.start < b.end && b.start < a.end;
}

function startOf(interval: Interval | undefined): number {
  return interval?.start ?? 0;
}

function lengthOf(interval: Interval | undefined): number {
  return interval ? interval.end - interval.start : 0;
}
