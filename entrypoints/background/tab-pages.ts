import * as z from 'zod/mini';
import { plainAddress } from '../../utils/article/address.ts';
import { browser } from '../../utils/browser.ts';

/** What was last learnt about the page in a tab. In storage.session: the worker forgets, scripts in pages can't read it. */
const tabPageSchema = z.object({
  /** As the tab shows it, without fragment: following a link within the page is no new page. */
  address: z.string(),
  /** By which the library knows it. */
  knownAs: z.string(),
  isArticle: z.boolean(),
});
export type TabPage = z.infer<typeof tabPageSchema>;

const PREFIX = 'tab-page:';

/** What events tell about one tab takes effect in the order they came: else a navigation could wipe out what was learnt after it. */
export function inTabOrder<T>(tabId: number, work: () => Promise<T>): Promise<T> {
  return navigator.locks.request(PREFIX + tabId, work);
}

/**
 * Answers whether the tab still shows that page; where it has moved on, nothing is stored. `documentId`: of the document, which a reader who goes back may come to again when
 * its tab has long been forgotten.
 */
export function learnTabPage(tabId: number, page: TabPage, documentId: string | null): Promise<boolean> {
  return inTabOrder(tabId, async () => {
    const address = plainAddress(page.address);
    const tab = await browser.tabs.get(tabId).catch(() => null);
    if (tab?.url === undefined || plainAddress(tab.url) !== address) return false;
    await browser.storage.session.set({ [PREFIX + tabId]: { ...page, address } });
    if (documentId !== null) await learnDocument({ documentId, address, knownAs: page.knownAs });
    return true;
  });
}

const DOCUMENTS = 'document-pages';
/** More are hardly kept for the way back. */
const MOST_DOCUMENTS = 100;
const documentsSchema = z.array(
  z.object({ documentId: z.string(), address: z.string(), knownAs: z.string() }),
);
type DocumentPage = z.infer<typeof documentsSchema>[number];

async function learnDocument(page: DocumentPage): Promise<void> {
  await navigator.locks.request(DOCUMENTS, async () => {
    const others = (await readDocuments()).filter(({ documentId }) => documentId !== page.documentId);
    await browser.storage.session.set({ [DOCUMENTS]: [...others, page].slice(-MOST_DOCUMENTS) });
  });
}

async function readDocuments(): Promise<DocumentPage[]> {
  return documentsSchema.safeParse((await browser.storage.session.get(DOCUMENTS))[DOCUMENTS]).data ?? [];
}

/** By which the library knows what a document shows at this address; null where nobody has looked. */
export async function knownAddressOf(
  tabId: number,
  documentId: string | null,
  address: string,
): Promise<string | null> {
  const page = await tabPageAt(tabId, address);
  if (page !== null) return page.knownAs;
  const shown = (await readDocuments()).find((one) => one.documentId === documentId);
  return shown?.address === plainAddress(address) ? shown.knownAs : null;
}

export async function forgetTabPage(tabId: number): Promise<void> {
  await browser.storage.session.remove(PREFIX + tabId);
}

/** Null where nothing is known. */
export async function tabPageOf(tabId: number): Promise<TabPage | null> {
  const key = PREFIX + tabId;
  const stored = tabPageSchema.safeParse((await browser.storage.session.get(key))[key]);
  return stored.success ? stored.data : null;
}

/** Null also where the tab has since moved on to another address. */
export async function tabPageAt(tabId: number, address: string): Promise<TabPage | null> {
  const page = await tabPageOf(tabId);
  return page?.address === plainAddress(address) ? page : null;
}

/** Every tab about which something is known. */
export async function knownTabs(): Promise<number[]> {
  const stored = await browser.storage.session.get(null);
  return Object.keys(stored)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => Number(key.slice(PREFIX.length)));
}
