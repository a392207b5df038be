import { type Interval, type IntervalIndex, indexIntervals, intervalsAt } from './intervals.ts';

/** Ranges of one document as intervals of whole numbers: the ranks of their ends in document order. */
export interface OrderedRanges {
  intervals: Interval[];
  /** Positions of the ranges that hold a point, shortest first. The last character's far edge counts as inside. */
  at(node: Node, offset: number): number[];
}

/** Ranks instead of text offsets, because they stay right while the page changes elsewhere. */
export function orderRanges(ranges: Range[]): OrderedRanges {
  const points = ranges
    .flatMap((range, at) => [
      { range, at, isEnd: false },
      { range, at, isEnd: true },
    ])
    .sort(comparePoints);
  const intervals = ranges.map(() => ({ start: 0, end: 0 }));
  let rank = 0;
  points.forEach((point, place) => {
    const before = points[place - 1];
    if (before && comparePoints(before, point) < 0) rank += 1;
    const interval = intervals[point.at];
    if (interval) interval[point.isEnd ? 'end' : 'start'] = rank;
  });
  const index = indexIntervals(intervals);
  return { intervals, at: (node, offset) => rangesAt(points, intervals, index, node, offset) };
}

interface Point {
  range: Range;
  at: number;
  isEnd: boolean;
}

// Range.START_TO_START, END_TO_END, START_TO_END and END_TO_START: which end of the one is compared with which of the other.
const [STARTS, OWN_END_TO_START, ENDS, OWN_START_TO_END] = [0, 1, 2, 3];

function comparePoints(a: Point, b: Point): number {
  const which = a.isEnd ? (b.isEnd ? ENDS : OWN_END_TO_START) : b.isEnd ? OWN_START_TO_END : STARTS;
  return a.range.compareBoundaryPoints(which ?? 0, b.range);
}

function rangesAt(points: Point[], intervals: Interval[], index: IntervalIndex, node: Node, offset: number) {
  const caret = (node.ownerDocument ?? (node as Document)).createRange();
  caret.setStart(node, offset);
  const here = { range: caret, at: -1, isEnd: false };
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const point = points[middle];
    if (point && comparePoints(point, here) <= 0) low = middle + 1;
    else high = middle;
  }
  const last = points[low - 1];
  if (!last) return [];
  const rank = intervals[last.at]?.[last.isEnd ? 'end' : 'start'] ?? 0;
  return intervalsAt(index, comparePoints(last, here) === 0 ? rank : rank + 0.5);
}
