import { type Interval, type IntervalIndex, indexIntervals, intervalsAt } from './intervals.ts';

/** Ranges of one document as intervals of whole numbers: the ranks of their ends in document order. */
export interface OrderedRanges {
  intervals: Interval[];
  /** Positions of the ranges that hold a point, shortest first. The last character's far edge counts as inside. */
  at(node: Node, offset: number): number[];
}

/** Ranks instead of text offsets, because they stay right while the page changes elsewhere. */
export function orderRanges(ranges: Range[]): OrderedRanges {
  const keys = keysOfEnds(ranges);
  const points = ranges
    .flatMap((range, at) => [
      { range, at, isEnd: false, key: keys[2 * at] ?? NO_KEY },
      { range, at, isEnd: true, key: keys[2 * at + 1] ?? NO_KEY },
    ])
    .sort((a, b) => compareKeys(a.key, b.key));
  const intervals = ranges.map(() => ({ start: 0, end: 0 }));
  let rank = 0;
  points.forEach((point, place) => {
    const before = points[place - 1];
    if (before && compareKeys(before.key, point.key) < 0) rank += 1;
    const interval = intervals[point.at];
    if (interval) interval[point.isEnd ? 'end' : 'start'] = rank;
  });
  const index = indexIntervals(intervals);
  return { intervals, at: (node, offset) => rangesAt(points, intervals, index, node, offset) };
}

/** A place among the nodes in document order, and the offset there. */
interface Key {
  place: number;
  offset: number;
}

const NO_KEY: Key = { place: 0, offset: 0 };

/**
 * Keys of start and end of each range, by one walk over the document: to compare two points, a browser walks from node to node each time. A point between
 * children comes before the next of them, or behind all that the last of them holds.
 */
function keysOfEnds(ranges: Range[]): Key[] {
  const ends = ranges.flatMap((range) => [
    nodeAndOffset(range.startContainer, range.startOffset),
    nodeAndOffset(range.endContainer, range.endOffset),
  ]);
  const places = new Map<Node, number>(ends.map(({ node }) => [node, 0]));
  const root = ranges[0]?.startContainer.getRootNode();
  const document = root?.ownerDocument ?? (root as Document | undefined);
  const walker = root && document?.createTreeWalker(root, SHOW_ALL);
  let place = 0;
  for (let node: Node | null = walker?.currentNode ?? null; node; node = walker?.nextNode() ?? null) {
    if (places.has(node)) places.set(node, place);
    place += 1;
  }
  return ends.map(({ node, offset }) => ({ place: places.get(node) ?? 0, offset }));
}

const SHOW_ALL = 0xffffffff;

function nodeAndOffset(container: Node, offset: number): { node: Node; offset: number } {
  if (!container.hasChildNodes()) return { node: container, offset };
  const next = container.childNodes[offset];
  if (next) return { node: next, offset: -1 };
  let last = container;
  while (last.lastChild) last = last.lastChild;
  return { node: last, offset: Number.POSITIVE_INFINITY };
}

function compareKeys(a: Key, b: Key): number {
  if (a.place !== b.place) return a.place - b.place;
  return a.offset === b.offset ? 0 : a.offset - b.offset;
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
