/** Match patterns of one origin: `https://example.cn/*`. Without a port, since Firefox knows none in patterns; it then means every port. */

const ORIGIN_PATTERN = /^(https?):\/\/((?:\*\.)?[^\s/*:?#@]+|\[[0-9a-f:]+\])\/\*$/i;

/** The pattern that asks for this page's site and nothing else. Null where scripts can't run: our own pages, files, the browser's pages. */
export function patternOf(address: string): string | null {
  const url = URL.parse(address);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null;
  return `${url.protocol}//${url.hostname}/*`;
}

/** Whether it names one site, or one with its subdomains: `https://*.example.cn/*`. Never all sites. */
export function isSitePattern(pattern: string): boolean {
  const host = ORIGIN_PATTERN.exec(pattern)?.[2];
  return host !== undefined && host !== '*' && !/^\*\.[^.]*$/.test(host);
}

/** Whether the page at `address` belongs to the site. */
export function matchesPattern(pattern: string, address: string): boolean {
  const parts = ORIGIN_PATTERN.exec(pattern);
  const url = URL.parse(address);
  if (parts === null || url === null) return false;
  const [, scheme = '', host = ''] = parts;
  if (url.protocol !== `${scheme.toLowerCase()}:`) return false;
  const wanted = host.toLowerCase();
  if (!wanted.startsWith('*.')) return url.hostname === wanted;
  return url.hostname === wanted.slice(2) || url.hostname.endsWith(wanted.slice(1));
}
