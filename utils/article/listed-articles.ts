import { plainAddress } from './address.ts';

/** A link of a list page that leads to an article, as far as the list tells. */
export interface ListedArticle {
  address: string;
  title: string;
}

/** In UTF-16 units: shorter words name a channel, longer ones are a paragraph. */
const TITLE = { least: 8, most: 120 };
/** A list has at least so many of one kind. */
const LEAST_ALIKE = 3;
/** More no reader goes through. */
export const MAX_LISTED = 200;

/**
 * The articles that a list page lists, in its order: links within the site whose words are long enough for a title and whose addresses are of one form,
 * digits aside, as only those of articles are in numbers.
 */
export function listedArticles(document: Document, address: string): ListedArticle[] {
  const own = plainAddress(address);
  const site = siteOf(own);
  const found = new Map<string, ListedArticle>();
  for (const link of document.querySelectorAll('a[href]')) {
    const url = URL.parse(link.getAttribute('href') ?? '', document.baseURI || address);
    const target = url ? plainAddress(url.href) : own;
    if (site === null || siteOf(target) !== site || target === own || !hasPath(target)) continue;
    const title = (link.getAttribute('title') || link.textContent || '').replace(/\s+/g, ' ').trim();
    const known = found.get(target);
    // A picture and a title lead to the same article.
    if (!known || title.length > known.title.length) found.set(target, { address: target, title });
  }
  const listed = [...found.values()].filter(
    ({ title }) => title.length >= TITLE.least && title.length <= TITLE.most,
  );
  const forms = Map.groupBy(listed, ({ address: target }) => formOf(target));
  return listed
    .filter((one) => (forms.get(formOf(one.address))?.length ?? 0) >= LEAST_ALIKE)
    .slice(0, MAX_LISTED);
}

function siteOf(address: string): string | null {
  const url = URL.parse(address);
  return url && /^https?:$/.test(url.protocol) ? url.host.replace(/^(?:www|m|wap)\./, '') : null;
}

function hasPath(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && (url.pathname.length > 1 || url.search !== '');
}

/** `/guancha/2026-11/#.html` of `/guancha/2026-11/1234.html`. */
function formOf(address: string): string {
  const url = URL.parse(address);
  if (!url) return address;
  const folders = url.pathname.split('/');
  const last = folders.pop() ?? '';
  const parameters = [...url.searchParams.keys()].sort().join('&');
  const shape = /\d/.test(last) ? last.replace(/[0-9a-f]*\d[0-9a-f]*/gi, '#') : '*';
  return `${folders.join('/').replace(/\d+/g, '#')}/${shape}?${parameters}`;
}
