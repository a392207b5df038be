import { documentsIn } from '../frame-documents.ts';

export interface OpenDocument {
  document: Document;
  /** What is written into a frame has no address of its own: its page's counts. */
  address: string;
}

/**
 * Where a page's article may stand: in the page itself, or else in one of its frames. Gives what `read` makes of the first document that it calls an article, or, where none is one, of
 * the page's own. An article in a frame is known by the frame's address, as it is when it is opened by itself.
 */
export async function readWhereArticle<T extends { kind: string }>(
  page: Document,
  address: string,
  read: (open: OpenDocument) => Promise<T>,
): Promise<T> {
  const [, ...frames] = documentsIn(page);
  const own = await read({ document: page, address });
  if (own.kind === 'article') return own;
  for (const document of frames) {
    const framed = await read(openDocument(document, address));
    if (framed.kind === 'article') return framed;
  }
  return own;
}

export function openDocument(document: Document, pageAddress: string): OpenDocument {
  return { document, address: /^https?:/.test(document.URL) ? document.URL : pageAddress };
}
