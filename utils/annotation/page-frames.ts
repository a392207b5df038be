import { documentsIn } from '../frame-documents.ts';
import type { PageFrames } from './page-documents.ts';

/** Reads the frames of a page as far as they are seen and the page itself may read them: what is of another origin stays closed. */
export function readFrames(page: Document): PageFrames {
  return {
    documents: () => documentsIn(page),
    inPage: (inner, rects) => toPage(page, inner, rects),
  };
}

function toPage(page: Document, inner: Document, rects: DOMRect[]): DOMRect[] {
  const view = inner === page ? null : inner.defaultView;
  const frame = view?.frameElement ?? null;
  if (!view || !isFrame(frame)) return rects;
  const box = frame.getBoundingClientRect();
  const scale = box.width / frame.offsetWidth || 1;
  const { paddingLeft, paddingTop } = view.parent.getComputedStyle(frame);
  const left = box.left + scale * (frame.clientLeft + Number.parseFloat(paddingLeft));
  const top = box.top + scale * (frame.clientTop + Number.parseFloat(paddingTop));
  const moved = rects.flatMap((rect) => {
    const from = { x: Math.max(0, rect.left), y: Math.max(0, rect.top) };
    const width = Math.min(rect.right, view.innerWidth) - from.x;
    const height = Math.min(rect.bottom, view.innerHeight) - from.y;
    if (width <= 0 || height <= 0) return [];
    return [new DOMRect(left + scale * from.x, top + scale * from.y, scale * width, scale * height)];
  });
  return toPage(page, frame.ownerDocument, moved);
}

function isFrame(element: Element | null): element is HTMLIFrameElement {
  return element?.matches('iframe, frame') === true;
}
