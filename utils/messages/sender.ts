/** Who sent a message, as far as the browser vouches for it: a page can forge the body, never this. */

/** What `runtime.onMessage` tells about a sender, in either browser. */
export interface RawSender {
  id?: string | undefined;
  url?: string | undefined;
  frameId?: number | undefined;
  documentId?: string | undefined;
  tab?: { id?: number | undefined; url?: string | undefined } | undefined;
}

/** A script of ours in the top frame of a tab's page. */
export interface PageSender {
  tabId: number;
  /** Of the page itself, with its fragment. */
  address: string;
  /** Null where the browser has no document ids. */
  documentId: string | null;
}

export interface OwnExtension {
  id: string;
  /** `runtime.getURL('')`: begins the address of every page of ours. */
  origin: string;
  /** Asks the very document in that tab where it is now; throws when it is gone. */
  addressOf(tabId: number, documentId: string): Promise<string>;
}

/** Null unless it is our script in the top frame of a web page or local file. */
export async function pageSender(sender: RawSender, own: OwnExtension): Promise<PageSender | null> {
  const { url, tab, documentId } = sender;
  if (sender.id !== own.id || sender.frameId !== 0 || tab?.id === undefined || url === undefined) return null;
  if (!/^(https?|file):\/\//.test(url)) return null;
  // Chromium names the address the document was opened with. A page that has pushed a history entry since is elsewhere by now; the
  // tab's address alone could be that of the next document already.
  const hasMoved = tab.url !== undefined && tab.url !== url;
  const address = hasMoved && documentId !== undefined ? await own.addressOf(tab.id, documentId) : url;
  return { tabId: tab.id, address, documentId: documentId ?? null };
}

/** Whether it is a page of ours, as a popup or as a tab of its own, never within a frame of somebody else's page. */
export function isOwnPage(sender: RawSender, own: OwnExtension): boolean {
  if (sender.id !== own.id || sender.url === undefined || !sender.url.startsWith(own.origin)) return false;
  if (sender.tab === undefined) return true;
  return sender.frameId === 0 || sender.frameId === undefined;
}
