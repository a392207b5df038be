import { type FollowedText, textNodes } from './followed-text.ts';

/** What an engine said of one passage. */
export interface Answer {
  status: 'found' | 'doubtful' | 'lost';
  range: Range | null;
}

/** How far the place is the right one, whatever the answer is called. `gone`: less than a fifth of the passage is left. */
export type Verdict = 'exact' | 'near' | 'partial' | 'wrong' | 'orphan' | 'ghost' | 'gone';

/** Overlap ÷ union from which a place counts as near. */
const NEAR = 0.8;
/** Of a passage of which less is left nothing should be found. */
const LEAST_LEFT = 0.2;
/** Pieces of a passage further apart than this have been torn from each other: the largest is where it is. */
const LARGEST_GAP = 400;

/** The edited page as one line of characters: what `judge` measures places on. */
export interface Line {
  text: string;
  positions: Map<Text, number>;
  /** Per position: the character's id, and whether it is one that a reader sees and that isn't white space. */
  ids: Int32Array;
  isInk: Uint8Array;
  /** Position of an id, or -1. */
  places: Int32Array;
  nodes: Text[];
}

export function lineUp(root: Element, followed: FollowedText, visible: ReadonlySet<Text>): Line {
  const nodes = textNodes(root);
  const positions = new Map<Text, number>();
  let length = 0;
  for (const node of nodes) {
    positions.set(node, length);
    length += node.length;
  }
  const ids = new Int32Array(length);
  const isInk = new Uint8Array(length);
  const places = new Int32Array(followed.size).fill(-1);
  for (const node of nodes) {
    const from = positions.get(node) ?? 0;
    const own = followed.idsOf(node);
    for (let at = 0; at < node.length; at += 1) {
      const id = own[at] ?? -1;
      ids[from + at] = id;
      isInk[from + at] = visible.has(node) && !/\s/.test(node.data[at] ?? ' ') ? 1 : 0;
      if (id >= 0) places[id] = from + at;
    }
  }
  return { text: nodes.map((node) => node.data).join(''), positions, ids, isInk, places, nodes };
}

export function judge(line: Line, passage: { ids: number[] }, answer: Answer): Verdict {
  const truth = truthOf(line, passage.ids);
  const given = answer.range ? trimmed(line, spanOf(line, answer.range)) : null;
  if (!truth) return answer.status === 'lost' ? 'gone' : 'ghost';
  if (answer.status === 'lost' || !answer.range) return 'orphan';
  if (!given) return 'wrong';
  if (given.start === truth.start && given.end === truth.end) return 'exact';
  const overlap = ink(line, Math.max(given.start, truth.start), Math.min(given.end, truth.end));
  if (overlap === 0) return 'wrong';
  const union = ink(line, given.start, given.end) + ink(line, truth.start, truth.end) - overlap;
  return overlap / union >= NEAR ? 'near' : 'partial';
}

/** Whether any of its characters is another one now, or gone. */
export function isChanged(line: Line, ids: number[], was: (id: number) => string): boolean {
  return ids.some((id) => {
    const at = line.places[id] ?? -1;
    return at < 0 || line.text[at] !== was(id);
  });
}

export interface Span {
  start: number;
  end: number;
}

/** From the first to the last character that is left, in the largest piece that has kept its order. Null when the passage is gone. */
export function truthOf(line: Line, ids: number[]): Span | null {
  const places = ids.map((id) => line.places[id] ?? -1).filter((place) => place >= 0 && line.isInk[place]);
  const pieces: number[][] = [];
  for (const place of places) {
    const piece = pieces.at(-1);
    const before = piece?.at(-1);
    if (piece && before !== undefined && place > before && ink(line, before, place) <= LARGEST_GAP)
      piece.push(place);
    else pieces.push([place]);
  }
  const piece = pieces.reduce<number[]>((most, next) => (next.length > most.length ? next : most), []);
  const [first, last] = [piece[0], piece.at(-1)];
  if (first === undefined || last === undefined || piece.length < ids.length * LEAST_LEFT) return null;
  return { start: first, end: last + 1 };
}

export function spanOf(line: Line, range: Range): Span {
  return {
    start: positionOf(line, range.startContainer, range.startOffset),
    end: positionOf(line, range.endContainer, range.endOffset),
  };
}

function positionOf(line: Line, container: Node, offset: number): number {
  const known = line.positions.get(container as Text);
  if (known !== undefined) return known + offset;
  const child = container.childNodes[offset] ?? null;
  const next = line.nodes.find((node) =>
    child
      ? child === node || child.contains(node) || isBefore(child, node)
      : isBefore(container, node) && !container.contains(node),
  );
  return next ? (line.positions.get(next) ?? 0) : line.ids.length;
}

/** `Node.DOCUMENT_POSITION_FOLLOWING` is 4. */
function isBefore(node: Node, other: Node): boolean {
  return (node.compareDocumentPosition(other) & 4) !== 0;
}

function trimmed(line: Line, { start, end }: Span): Span | null {
  let [first, last] = [start, end];
  while (first < last && !line.isInk[first]) first += 1;
  while (last > first && !line.isInk[last - 1]) last -= 1;
  return last > first ? { start: first, end: last } : null;
}

function ink(line: Line, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at += 1) count += line.isInk[at] ?? 0;
  return count;
}
