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

export async function rememberTabPage(tabId: number, page: TabPage): Promise<void> {
  const address = plainAddress(page.address);
  await browser.storage.session.set({ [PREFIX + tabId]: { ...page, address } });
}

export async function forgetTabPage(tabId: number): Promise<void> {
  await browser.storage.session.remove(PREFIX + tabId);
}

/** Null where nothing is known, or the tab has since moved on to another address. */
export async function tabPageAt(tabId: number, address: string): Promise<TabPage | null> {
  const key = PREFIX + tabId;
  const stored = tabPageSchema.safeParse((await browser.storage.session.get(key))[key]);
  return stored.success && stored.data.address === plainAddress(address) ? stored.data : null;
}

/** Every tab about which something is known. */
export async function tabPages(): Promise<{ tabId: number; page: TabPage }[]> {
  const stored = await browser.storage.session.get(null);
  return Object.entries(stored).flatMap(([key, value]) => {
    const page = tabPageSchema.safeParse(value);
    return key.startsWith(PREFIX) && page.success
      ? [{ tabId: Number(key.slice(PREFIX.length)), page: page.data }]
      : [];
  });
}
