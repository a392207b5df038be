/** The first line that is in sight, by the first character of it. */
export interface LinePoint {
  node: Node;
  offset: number;
  /** px from the upper edge of what scrolls; null where the line was found by its words, and stands where a line is read well. */
  below: number | null;
}

/** px */
const COMFORTABLE = 28;
/** Of a line's height: of a line that is cut by more, the next one is the first that is read. */
const CUT = 0.55;

/** `root` stands in a frame as high as its text, which `scroller` scrolls. Null where the text begins further down. */
export function lineAtTop(scroller: HTMLElement, root: HTMLElement): LinePoint | null {
  const edge = edgeIn(scroller, root);
  const box = root.getBoundingClientRect();
  if (edge < box.top) return null;
  const { lineHeight } = getComputedStyle(root);
  const caret = root.ownerDocument.caretPositionFromPoint?.(
    box.left + 1,
    edge + CUT * Number.parseFloat(lineHeight),
  );
  if (!caret || !root.contains(caret.offsetNode)) return null;
  const point = { node: caret.offsetNode, offset: caret.offset };
  return { ...point, below: topOf(point) - edge };
}

export function scrollToLine(scroller: HTMLElement, root: HTMLElement, point: LinePoint): void {
  const from = topOf(point) - edgeIn(scroller, root);
  scroller.scrollTop += from - (point.below ?? COMFORTABLE);
}

/** Where the upper edge of what scrolls is, in px of the frame. */
function edgeIn(scroller: HTMLElement, root: HTMLElement): number {
  const frame = root.ownerDocument.defaultView?.frameElement;
  return scroller.getBoundingClientRect().top - (frame?.getBoundingClientRect().top ?? 0);
}

function topOf({ node, offset }: Pick<LinePoint, 'node' | 'offset'>): number {
  const range = (node.ownerDocument ?? document).createRange();
  range.setStart(node, offset);
  const length = node.nodeType === Node.TEXT_NODE ? (node.nodeValue?.length ?? 0) : node.childNodes.length;
  range.setEnd(node, Math.min(offset + 1, length));
  // In columns a character after which the line breaks has two boxes.
  return (range.getClientRects()[0] ?? range.getBoundingClientRect()).top;
}
