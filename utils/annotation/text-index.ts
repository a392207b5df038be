import { type FoldedText, foldText } from './fold-text.ts';
import { visibilityOf } from './visible-text.ts';

/** The text of a root that a reader can see, with a way from its offsets to the nodes and back. */
export interface TextIndex {
  root: Element | Document;
  /** All visible text nodes, joined without anything between. Offsets are UTF-16 code units in it. */
  text: string;
  folded: FoldedText;
  nodes: Text[];
  /** Where each node begins in `text`. */
  starts: number[];
}

/** Reads the whole root once; every mark of the page is then looked for in this one index. */
export function indexText(root: Element | Document): TextIndex {
  const nodes: Text[] = [];
  const document = root.ownerDocument ?? (root as Document);
  const seenOf = visibilityOf(document);
  const walk = (parent: Element | Document, shows: boolean) => {
    for (let node = parent.firstChild; node; node = node.nextSibling) {
      if (isText(node)) {
        if (shows && node.length > 0) nodes.push(node);
      } else if (isElement(node)) {
        const seen = seenOf(node);
        if (seen !== 'nothing') walk(node, seen === 'text');
      }
    }
  };
  walk(root, isElement(root) && seenOf(root) === 'text');
  return fromNodes(root, nodes);
}

/** The offset of a point of the document: of the first visible text at or after it. */
export function offsetOfPoint(index: TextIndex, container: Node, offset: number): number {
  const inside = container.nodeType === 3 ? nodePosition(index, container as Text) : -1;
  if (inside >= 0) return (index.starts[inside] ?? 0) + offset;
  const point = (container.ownerDocument ?? (container as Document)).createRange();
  point.setStart(container, offset);
  const next = lowerBound(index.nodes.length, (at) => {
    const node = index.nodes[at];
    return node !== undefined && point.comparePoint(node, 0) < 0;
  });
  return index.starts[next] ?? index.text.length;
}

/** The range from one offset to another. It begins in the text it covers, never at the end of the text before. */
export function rangeOf(index: TextIndex, start: number, end: number): Range | null {
  const first = lowerBound(index.nodes.length, (at) => endOfNode(index, at) <= start);
  const last = lowerBound(index.nodes.length, (at) => endOfNode(index, at) < end);
  const [startNode, endNode] = [index.nodes[first], index.nodes[last]];
  if (!startNode || !endNode || end <= start) return null;
  const range = startNode.ownerDocument.createRange();
  range.setStart(startNode, start - (index.starts[first] ?? 0));
  range.setEnd(endNode, end - (index.starts[last] ?? 0));
  return range;
}

/** Where an element's visible text begins and ends. */
export function spanOfElement(index: TextIndex, element: Node): { start: number; end: number } {
  const count = element.childNodes.length;
  return { start: offsetOfPoint(index, element, 0), end: offsetOfPoint(index, element, count) };
}

function isText(node: Node): node is Text {
  return node.nodeType === 3 || node.nodeType === 4;
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

function fromNodes(root: Element | Document, nodes: Text[]): TextIndex {
  const starts: number[] = [];
  let length = 0;
  for (const node of nodes) {
    starts.push(length);
    length += node.data.length;
  }
  const text = nodes.map((node) => node.data).join('');
  return { root, text, folded: foldText(text), nodes, starts };
}

/** A node's place among the visible ones, or -1. Document order makes it a binary search. */
function nodePosition(index: TextIndex, node: Text): number {
  const at = lowerBound(index.nodes.length, (position) => {
    const other = index.nodes[position];
    return other !== undefined && other !== node && (other.compareDocumentPosition(node) & FOLLOWING) !== 0;
  });
  return index.nodes[at] === node ? at : -1;
}

/** `Node.DOCUMENT_POSITION_FOLLOWING`, without needing a global `Node`. */
const FOLLOWING = 4;

function endOfNode(index: TextIndex, at: number): number {
  return (index.starts[at] ?? index.text.length) + (index.nodes[at]?.length ?? 0);
}

/** The first of `length` positions where `isBefore` no longer holds. */
function lowerBound(length: number, isBefore: (at: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
