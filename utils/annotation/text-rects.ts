/**
 * Where the words of a range are in the window, a rectangle a line. `Range.getClientRects` also gives the boxes of whole
 * paragraphs in between, which are wider and taller than their words.
 */
export function textRects(range: Range): DOMRect[] {
  const root = range.commonAncestorContainer;
  if (root.nodeType === TEXT) return visibleRects(range);
  const walker = (root.ownerDocument ?? (root as Document)).createTreeWalker(root, SHOW_TEXT);
  const rects: DOMRect[] = [];
  walker.currentNode = range.startContainer;
  let node = range.startContainer.nodeType === TEXT ? range.startContainer : walker.nextNode();
  for (; node && range.intersectsNode(node); node = walker.nextNode()) {
    const part = range.cloneRange();
    part.selectNodeContents(node);
    if (node === range.startContainer) part.setStart(node, range.startOffset);
    if (node === range.endContainer) part.setEnd(node, range.endOffset);
    rects.push(...visibleRects(part));
  }
  return rects;
}

// Node.TEXT_NODE and NodeFilter.SHOW_TEXT.
const TEXT = 3;
const SHOW_TEXT = 4;

function visibleRects(range: Range): DOMRect[] {
  return [...range.getClientRects()].filter((rect) => rect.width > 0);
}
