import * as z from 'zod/mini';
import { plainAddress } from '../../utils/article/address.ts';
import { browser } from '../../utils/browser.ts';

/** What a view was shown of a tab last. A document can become another page without being loaded anew, and then it isn't what was shown. */
const lastReadSchema = z.object({ documentId: z.string(), address: z.string() });

const PREFIX = 'last-read:';

export async function rememberRead(tabId: number, documentId: string, address: string): Promise<void> {
  await browser.storage.session.set({ [PREFIX + tabId]: { documentId, address: plainAddress(address) } });
}

/** Whether the document shows what it showed when a view read it; also where no view has. */
export async function isAsRead(tabId: number, documentId: string, address: string): Promise<boolean> {
  const stored = await browser.storage.session.get(PREFIX + tabId);
  const read = lastReadSchema.safeParse(stored[PREFIX + tabId]);
  return !read.success || read.data.documentId !== documentId || read.data.address === plainAddress(address);
}

export async function forgetRead(tabId: number): Promise<void> {
  await browser.storage.session.remove(PREFIX + tabId);
}
