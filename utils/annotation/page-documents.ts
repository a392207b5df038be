import { isShadowedIn, own } from '../shadowed.ts';

/** What is known of a page's frames, on the few pages that have any with text in them: put here by a script of its own (`frames.content.ts`). */
export interface PageFrames {
  /** The documents that the page's text stands in: its own, then those within its frames. */
  documents(): Document[];
  /** Rectangles of a frame's window as they are in the page's own; only what of them its frames let show. */
  inPage(inner: Document, rects: DOMRect[]): DOMRect[];
}

declare global {
  /** In the world of our scripts. */
  var pageFrames: PageFrames | undefined;
}

export function documentsOf(document: Document): Document[] {
  return globalThis.pageFrames?.documents() ?? [document];
}

/** The one that the reader clicked into last: there they select. A frame that can't be read is the active element of the document around it. */
export function documentInUse(): Document {
  let inUse = document;
  for (const inner of documentsOf(document))
    if (inUse.activeElement === inner.defaultView?.frameElement) inUse = inner;
  return inUse;
}

export function documentOf({ startContainer }: AbstractRange): Document {
  return own(startContainer, 'ownerDocument') ?? document;
}

export function inPage(inner: Document, rects: DOMRect[]): DOMRect[] {
  return globalThis.pageFrames?.inPage(inner, rects) ?? rects;
}

/** What is asked of a page's elements; a form whose controls shadow any of it is not read. */
const ASKED =
  'nodeType localName nodeName parentNode parentElement childNodes firstChild lastChild nextSibling previousSibling textContent ownerDocument isContentEditable closest matches contains checkVisibility getAttribute scrollIntoView'.split(
    ' ',
  );

/** What an event or a document names, if it is an element that can be asked: `instanceof` knows those of one window alone. */
export function isElement(target: EventTarget | null | undefined): target is Element {
  return (target && 'nodeType' in target && isPlainElement(target)) === true;
}

function isPlainElement(node: EventTarget & { nodeType: unknown }): node is Element {
  return node.nodeType === 1 && !isShadowedIn(node as Element, ASKED);
}
