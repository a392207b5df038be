import { JSDOM, VirtualConsole } from 'jsdom';
import { loadPeers } from './load-peers.ts';

export const DOM_KINDS = ['linkedom', 'jsdom'] as const;
export type DomKind = (typeof DOM_KINDS)[number];

/** Parses a page into a document that nobody else has, and runs nothing of it. */
export type OpenPage = (html: string, address: string) => { document: Document; close(): void };

/**
 * linkedom behind parse5 (what linkedom parses by itself lacks the body of many an old page) is what other readers are made for on Node, and quick;
 * jsdom is nearer to a browser, and minutes slower on the largest pages.
 */
export async function choosePageOpener(kind: DomKind): Promise<OpenPage> {
  if (kind === 'jsdom') return openInJsdom;
  const { openDocument } = await loadPeers(console.log);
  return (html, address) => ({ document: openDocument(html, address), close: () => undefined });
}

function openInJsdom(html: string, address: string): ReturnType<OpenPage> {
  const { window } = new JSDOM(html, { url: address, virtualConsole: new VirtualConsole() });
  return { document: window.document, close: () => window.close() };
}
