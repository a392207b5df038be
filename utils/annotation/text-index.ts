import { type FoldedText, foldText } from '../fold-text.ts';
import { own } from '../shadowed.ts';
import { documentsOf, isElement } from './page-documents.ts';
import { type Seen, visibilityOf } from './visible-text.ts';

/**
 * The text of a root that a reader can see, with a way from its offsets to the nodes and back. Behind the text of a page's body comes what stands in its frames:
 * so its own offsets are the same with them and without.
 */
export interface TextIndex {
  root: Element | Document;
  /** All visible text nodes, joined without anything between. Offsets are UTF-16 code units in it. */
  text: string;
  folded: FoldedText;
  nodes: Text[];
  /** Where each node begins in `text`. */
  starts: number[];
  /** Which of the nodes are of which document. */
  parts: IndexPart[];
}

interface IndexPart {
  document: Document;
  /** What was read of it. */
  root: Element | Document;
  /** Places in `nodes`; `end` is the first that is another's. */
  first: number;
  end: number;
}

/** Reads the whole root once; every mark of the page is then looked for in this one index. */
export function indexText(root: Element | Document): TextIndex {
  const nodes: Text[] = [];
  const document = root.ownerDocument ?? (root as Document);
  const documents = root === document.body ? documentsOf(document) : [document];
  const parts = documents.map((part): IndexPart => {
    const first = nodes.length;
    const within = part === document ? root : part.body;
    addNodes(nodes, within, visibilityOf(part));
    return { document: part, root: within, first, end: nodes.length };
  });
  return fromNodes(root, nodes, parts);
}

function addNodes(nodes: Text[], root: Element | Document, seenOf: (element: Element) => Seen): void {
  const walk = (parent: Element | Document, shows: boolean) => {
    for (let node = parent.firstChild; node; node = own(node, 'nextSibling')) {
      if (isText(node)) {
        if (shows && node.length > 0) nodes.push(node);
      } else if (isElement(node)) {
        const seen = seenOf(node);
        if (seen !== 'nothing') walk(node, seen === 'text');
      }
    }
  };
  walk(root, isElement(root) && seenOf(root) === 'text');
}

/** Whether all that was read still stands as it was; what has come in besides is not asked. */
export function isStanding({ nodes, starts, text }: TextIndex): boolean {
  return nodes.every(
    (node, at) => node.isConnected && node.data === text.slice(starts[at], starts[at + 1] ?? text.length),
  );
}

/** The offset of a point of the document: of the first visible text at or after it. */
export function offsetOfPoint(index: TextIndex, container: Node, offset: number): number {
  const inside = container.nodeType === 3 ? nodePosition(index, container as Text) : -1;
  if (inside >= 0) return (index.starts[inside] ?? 0) + offset;
  const point = (own(container, 'ownerDocument') ?? (container as Document)).createRange();
  point.setStart(container, offset);
  const next = lowerBound(partOf(index, container), (at) => {
    const node = index.nodes[at];
    return node !== undefined && point.comparePoint(node, 0) < 0;
  });
  return index.starts[next] ?? index.text.length;
}

/** The range from one offset to another. It begins in the text it covers, never at the end of the text before. Null where no range goes: from document to document. */
export function rangeOf(index: TextIndex, start: number, end: number): Range | null {
  const all = { first: 0, end: index.nodes.length };
  const first = lowerBound(all, (at) => endOfNode(index, at) <= start);
  const last = lowerBound(all, (at) => endOfNode(index, at) < end);
  const [startNode, endNode] = [index.nodes[first], index.nodes[last]];
  if (!startNode || !endNode || end <= start) return null;
  if (startNode.ownerDocument !== endNode.ownerDocument) return null;
  const range = startNode.ownerDocument.createRange();
  range.setStart(startNode, start - (index.starts[first] ?? 0));
  range.setEnd(endNode, end - (index.starts[last] ?? 0));
  return range;
}

/** What stands in the same document as that offset: there ends what is around it. */
export function spanOfPart(
  { text, starts, parts }: TextIndex,
  offset: number,
): { start: number; end: number } {
  const startOf = (node: number) => starts[node] ?? text.length;
  const part = parts.findLast(({ first }) => startOf(first) <= offset);
  return part ? { start: startOf(part.first), end: startOf(part.end) } : { start: 0, end: text.length };
}

/** Where an element's visible text begins and ends. */
export function spanOfElement(index: TextIndex, element: Node): { start: number; end: number } {
  const count = element.childNodes.length;
  return { start: offsetOfPoint(index, element, 0), end: offsetOfPoint(index, element, count) };
}

function isText(node: Node): node is Text {
  return node.nodeType === 3 || node.nodeType === 4;
}

function fromNodes(root: Element | Document, nodes: Text[], parts: IndexPart[]): TextIndex {
  const starts: number[] = [];
  let length = 0;
  for (const node of nodes) {
    starts.push(length);
    length += node.data.length;
  }
  const text = nodes.map((node) => node.data).join('');
  return { root, text, folded: foldText(text), nodes, starts, parts };
}

/** A node's place among the visible ones, or -1. Document order makes it a binary search. */
function nodePosition(index: TextIndex, node: Text): number {
  const at = lowerBound(partOf(index, node), (position) => {
    const other = index.nodes[position];
    return other !== undefined && other !== node && (other.compareDocumentPosition(node) & FOLLOWING) !== 0;
  });
  return index.nodes[at] === node ? at : -1;
}

/** `Node.DOCUMENT_POSITION_FOLLOWING`, without needing a global `Node`. */
const FOLLOWING = 4;

function endOfNode(index: TextIndex, at: number): number {
  return index.starts[at + 1] ?? index.text.length;
}

/** The nodes among which a node of the page stands; none where its document isn't read. */
function partOf({ nodes, parts }: TextIndex, node: Node): Pick<IndexPart, 'first' | 'end'> {
  const document = own(node, 'ownerDocument') ?? node;
  return parts.find((part) => part.document === document) ?? { first: nodes.length, end: nodes.length };
}

/** The first position from `first` to `end` where `isBefore` no longer holds. */
function lowerBound(
  { first, end }: { first: number; end: number },
  isBefore: (at: number) => boolean,
): number {
  let low = first;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
