/** One way of reading an address as that of a page of an article: `…/123_2.html` is page 2 of `…/123`, or simply the page `…/123_2`. */
export interface PageForm {
  /** What all pages of an article have in common: path without number and ending, and the other parameters. */
  stem: string;
  /** Where the number stands; two numbered pages of one article have it in the same place. Empty for the address as a whole. */
  place: string;
  /** As the address has it, which may count from 0; null for the address as a whole. */
  number: number | null;
  /** The same address with another number, or without one, as many first pages are. */
  withNumber: (number: number | null) => string;
}

/** Articles have at most so many pages; larger numbers are ids and years. */
const MAX_NUMBER = 99;
const PAGE_PARAMETER = /^(?:p|pg|pn|page|paged|page_?(?:no|num|index|id)|cur(?:rent)?_?page)$/i;
const ENDING = /\.(?:[sx]?html?|php\d?|aspx?|jsp|do)$/i;
/** `…_2`, `…-2`, `…_p2`, `…/2`, `…/page/2`, `…/p2`; what stands before the number must be a name. */
const NUMBERED = /^(.*?[^/_-])([_-]p?|\/(?:page\/|p)?)(\d{1,2})$/i;
/** The name of a folder's own page. */
const FOLDER_PAGE = /\/(?:index|default)?$/i;

/** All the ways an address can be read, the one as a whole first. Empty for what is no web address. */
export function pageForms(address: string): PageForm[] {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) return [];
  const path = url.pathname.replace(/\/+$/, '');
  const ending = ENDING.exec(path)?.[0] ?? '';
  const name = path.slice(0, path.length - ending.length);
  const query = [...url.searchParams].map(([key, value]) => `${key}=${value}`).sort();
  const stemOf = (named: string, parameters: string[]) =>
    `${url.host}${`${named}/`.replace(/\/$/, '').replace(FOLDER_PAGE, '')}?${parameters.join('&')}`;
  const forms: PageForm[] = [
    { stem: stemOf(name, query), place: '', number: null, withNumber: () => address },
  ];
  const [, before, separator, digits] = NUMBERED.exec(name) ?? [];
  if (before !== undefined && separator !== undefined && isPageNumber(digits)) {
    const rest = url.pathname.slice(before.length + separator.length + digits.length);
    forms.push({
      stem: stemOf(before, query),
      place: separator,
      number: Number(digits),
      withNumber: (number) =>
        `${url.origin}${before}${number === null ? '' : separator + number}${rest}${url.search}`,
    });
  }
  for (const [key, value] of url.searchParams) {
    if (!PAGE_PARAMETER.test(key) || !isPageNumber(value)) continue;
    const others = query.filter((pair) => pair !== `${key}=${value}`);
    // `/?p=12` is an article of that id, not a page of the site's front.
    if (key === 'p' && name === '' && others.length === 0) continue;
    forms.push({
      stem: stemOf(name, others),
      place: `?${key}`,
      number: Number(value),
      withNumber: (number) => {
        const other = new URL(url);
        if (number === null) other.searchParams.delete(key);
        else other.searchParams.set(key, String(number));
        return other.href;
      },
    });
  }
  return forms;
}

function isPageNumber(digits: string | undefined): digits is string {
  return digits !== undefined && /^\d{1,2}$/.test(digits) && Number(digits) <= MAX_NUMBER;
}
