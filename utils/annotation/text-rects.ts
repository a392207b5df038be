import { documentOf, inPage } from './page-documents.ts';
import { elementOf } from './whole-element.ts';

/**
 * Where the words of a range are in the window, a rectangle a line. `Range.getClientRects` also gives the boxes of whole
 * paragraphs in between, which are wider and taller than their words. Of an element that is marked whole, its box.
 */
export function textRects(range: Range): DOMRect[] {
  const element = elementOf(range);
  if (element) return [element.getBoundingClientRect()].filter((rect) => rect.width > 0);
  const root = range.commonAncestorContainer;
  if (root.nodeType === TEXT) return visibleRects(range);
  const walker = documentOf(range).createTreeWalker(root, SHOW_TEXT);
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
  return joinLines(rects);
}

/** px within which two rectangles are side by side in one line. */
const BESIDE = 2;

/** What stands side by side in a line, in elements of its own, is one stretch of it. */
function joinLines(rects: DOMRect[]): DOMRect[] {
  const lines: DOMRect[] = [];
  for (const rect of rects) {
    const last = lines.at(-1);
    const isBeside = (each: DOMRect) =>
      [each.top - rect.top, each.bottom - rect.bottom, each.right - rect.left].every(
        (gap) => Math.abs(gap) < BESIDE,
      );
    if (last && isBeside(last))
      lines[lines.length - 1] = new DOMRect(last.left, last.top, rect.right - last.left, last.height);
    else lines.push(rect);
  }
  return lines;
}

/** The same in the window of the page, for a range that may stand in one of its frames. */
export function rectsInPage(range: Range): DOMRect[] {
  return inPage(documentOf(range), textRects(range));
}

/** The one box around a range, in the window of the page; undefined where its frame shows nothing of it. */
export function boxInPage(range: Range): DOMRect | undefined {
  return inPage(documentOf(range), [range.getBoundingClientRect()])[0];
}

// Node.TEXT_NODE and NodeFilter.SHOW_TEXT.
const TEXT = 3;
const SHOW_TEXT = 4;

function visibleRects(range: Range): DOMRect[] {
  return [...range.getClientRects()].filter((rect) => rect.width > 0);
}
