import { own } from '../shadowed.ts';
import { type Interval, type IntervalIndex, indexIntervals, intervalsAt } from './intervals.ts';

/** Ranges of one page, its frames included, as intervals of whole numbers: the ranks of their ends in document order. */
export interface OrderedRanges {
  intervals: Interval[];
  /** Positions of the ranges that hold a point, shortest first. The last character's far edge counts as inside. Only for ranges of one document. */
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
  const roots = new Set(ranges.map((range) => rootOf(range.startContainer)));
  let place = 0;
  const walk = (root: Node) => {
    roots.delete(root);
    const walker = (root.ownerDocument ?? (root as Document)).createTreeWalker(root, SHOW_ALL);
    for (let node: Node | null = root; node; node = walker.nextNode()) {
      if (places.has(node)) places.set(node, place);
      place += 1;
      // What stands in a frame comes where the frame is.
      if (roots.size > 0 && 'contentDocument' in node) {
        const inner = [...roots].find((other) => other === node.contentDocument);
        if (inner) walk(inner);
      }
    }
  };
  if (roots.size > 1) walk(document);
  roots.forEach(walk);
  return ends.map(({ node, offset }) => ({ place: places.get(node) ?? 0, offset }));
}

const SHOW_ALL = 0xffffffff;

function rootOf(node: Node): Node {
  return own(node, 'getRootNode').call(node);
}

function nodeAndOffset(container: Node, offset: number): { node: Node; offset: number } {
  const next = own(container, 'childNodes')[offset];
  if (next) return { node: next, offset: -1 };
  let [last, inner] = [container, own(container, 'lastChild')];
  if (!inner) return { node: container, offset };
  for (; inner; inner = own(inner, 'lastChild')) last = inner;
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
