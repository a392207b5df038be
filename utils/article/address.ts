import type { NamedElements } from './named-elements.ts';
import { pageTitle } from './page-title.ts';

/** Parameters that tell where a reader came from, not which page it is. */
const TRACKING =
  /^(?:utm_|hm|share|spm$|scm$|from(?:_?source)?$|isappinstalled|[fg]b?clid|bd_vid|vd_source|nsukey)/i;

/**
 * The address by which the page is known everywhere: the canonical one that it names, when that is on the same site, isn't the site's root
 * and isn't left over from a page shown before; else its own without fragment and tracking parameters.
 */
export function canonicalAddress(
  document: Document,
  address: string,
  elements: NamedElements = document,
): string {
  const own = plainAddress(address);
  const link = named(elements, 'link', 'rel', 'canonical')?.getAttribute('href');
  const meta = (name: string) => named(elements, 'meta', 'property', name)?.getAttribute('content') ?? '';
  try {
    const url = new URL(link || meta('og:url'), address);
    const page = new URL(own);
    // A canonical address that forgets the parameter which tells pages apart (?id=7) would make all of them one.
    const isPage =
      url.search || (url.pathname.length > 1 && (url.pathname !== page.pathname || !page.search));
    if (
      isPage &&
      siteOf(url) === siteOf(page) &&
      /^http/.test(url.protocol) &&
      isTitleCurrent(meta('og:title'), pageTitle(document))
    )
      return plainAddress(url.href);
  } catch {
    // Not an address: the page's own is right.
  }
  return own;
}

/** Without fragment and tracking parameters. What isn't an address comes back as it is. */
export function plainAddress(address: string): string {
  try {
    const url = new URL(address);
    // `#/…` and `#!/…` are routes of single-page sites: without them all their pages would be one.
    if (!/^#!?\//.test(url.hash)) url.hash = '';
    for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name);
    return url.href;
  } catch {
    return address;
  }
}

/** `www.` and `m.` show the same articles. */
const siteOf = (url: URL) => url.host.replace(/^(?:www|m|wap)\./, '');

function named(elements: NamedElements, name: string, attribute: string, value: string): Element | null {
  for (const element of elements.getElementsByTagName(name))
    if (element.getAttribute(attribute) === value) return element;
  return null;
}

/** In UTF-16 units. */
const MAX_TITLE = 500;

/** Single-page sites change the visible title but forget the named one, and with it the canonical address. */
function isTitleCurrent(...titles: [named: string, shown: string]): boolean {
  const [named = '', shown = ''] = titles.map((text) => text.slice(0, MAX_TITLE).replace(/[\s\p{P}]+/gu, ''));
  return !named || !shown || shown.includes(named.slice(0, 6)) || named.includes(shown.slice(0, 6));
}
