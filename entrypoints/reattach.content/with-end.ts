/** Which end of a passage the reader draws. */
export type DrawnEnd = 'start' | 'end';

/** The passage with one end at another point of the page's text; null where that is no text of it, or nothing would be left of the passage. */
export function withEnd(range: Range, end: DrawnEnd, node: Node, offset: number): Range | null {
  const { body } = range.startContainer.ownerDocument ?? document;
  if (node.nodeType !== Node.TEXT_NODE || !body.contains(node)) return null;
  const drawn = range.cloneRange();
  const order = range.comparePoint(node, offset);
  const isBeyond = end === 'start' ? order > 0 : order < 0;
  if (isBeyond) return null;
  if (end === 'start') drawn.setStart(node, offset);
  else drawn.setEnd(node, offset);
  return drawn.toString().trim() === '' ? null : drawn;
}
