import { plainAddress } from '../article/address.ts';

/**
 * The address by which the library knows a page: the one its script claims, if the page can speak for it, else its own. A page that names an
 * address of another site would otherwise read and write what is kept of that one.
 */
export function knownAddress(claimed: string | null, pageAddress: string): string {
  return claimed !== null && canSpeakFor(pageAddress, claimed)
    ? plainAddress(claimed)
    : plainAddress(pageAddress);
}

function canSpeakFor(pageAddress: string, claimed: string): boolean {
  const page = URL.parse(pageAddress);
  const other = URL.parse(claimed);
  if (page === null || other === null || !/^https?:$/.test(other.protocol)) return false;
  if (siteOf(page) !== siteOf(other)) return false;
  // A page that was not encrypted may have been written by anyone on the way, but may move to the encrypted address of its own host.
  return page.protocol === other.protocol || page.protocol === 'http:';
}

/** www. and m. show the same articles as the bare host. */
function siteOf(url: URL): string {
  return url.host.replace(/^(?:www|m|wap|3g)\./, '');
}
