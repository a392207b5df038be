/** Why the browser keeps a page from extensions. */
export type Restriction = 'browser' | 'store' | 'pdf' | 'file' | 'unknown';

/** Hosts of extension stores, which no browser lets extensions read. */
const STORES = ['chromewebstore.google.com', 'addons.mozilla.org', 'microsoftedge.microsoft.com'];

/** Null when the page may be read. Without an address the browser has not let us see the tab. */
export function restrictionOf(address: string | null): Restriction | null {
  if (address === null || !URL.canParse(address)) return 'unknown';
  const { protocol, hostname, pathname } = new URL(address);
  if (protocol === 'file:') return pathname.toLowerCase().endsWith('.pdf') ? 'pdf' : 'file';
  if (protocol !== 'http:' && protocol !== 'https:') return 'browser';
  if (STORES.includes(hostname)) return 'store';
  return pathname.toLowerCase().endsWith('.pdf') ? 'pdf' : null;
}
