import { baseAddress } from './images.ts';
import type { NamedElements } from './named-elements.ts';
import { type PageForm, pageForms } from './page-address.ts';

/** The pages over which an article is split, as far as one of them tells. */
export interface ArticlePages {
  /** Of the page that tells, from 1. */
  number: number;
  /** Addresses by number, its own among them; all of one origin, and no other article's by their way of counting. */
  addresses: ReadonlyMap<number, string>;
}

/** A link from this page to another of the same article. */
interface PageLink {
  address: string;
  form: PageForm;
  /** What its words say: a number, or a direction. */
  says: number | 'next' | 'previous' | 'first' | 'last';
  element: Element;
}

/** More pages are no article's: they belong to a forum or a list. */
const MAX_PAGES = 99;
/** A row names each page a few times at most. */
const MAX_LINKS = 300;
const WORDS: [PageLink['says'], RegExp][] = [
  [
    'next',
    /^(?:(?:点击|查看|阅读|继续)*(?:下一?页|后一?页|翻页|余下全文)|next(?: page)?|continue(?: reading)?)(?:[(（]?\d+\/\d+[)）]?)?$/,
  ],
  ['previous', /^(?:上一?页|前一?页|prev(?:ious)?(?: page)?)$/],
  ['first', /^(?:首页|第一页|首一?页|first(?: page)?)$/],
  ['last', /^(?:[尾末]页|最后一?页|last(?: page)?)$/],
];
/** What the words of such a link begin with, behind brackets and arrows: most links of a page need no closer look. */
const BEGINNING = /^[\s[\]【】(（《«‹←|·.]*[\d第点查阅继下后翻余上前首尾末最ncpfl<>＜＞»›→&]/i;
const CHINESE_DIGITS = '一二三四五六七八九十';
/** Threads of a forum go on with answers, not with the article. */
const FORUM = /^\w+:\/\/(?:bbs|forum|club|tieba)\.|thread|\/(?:bbs|forum|topics?)\b|[?&]tid=/i;
const COMMENTS = /comment|repl(?:y|ies)|pinglun|discuss|related|recommend|sidebar/i;

/**
 * Where the other pages of this article are, told by the links of the page and by how their addresses count: `_2.html`, `-2.html`, `/2`,
 * `/page/2`, `?page=2`, also counted from 0. Null where there is one page alone, where the links lead to other articles, and for pages of
 * comments and of forums. `number` is given where it is known which page this is, because the one before led to it.
 */
export function findPages(elements: NamedElements, address: string, number?: number): ArticlePages | null {
  if (FORUM.test(address)) return null;
  const own = pageForms(address);
  const row = largestRow(pageLinks(elements, address, own));
  const ahead = row.find(({ form }) => form.number !== null);
  const ownForm = own.find(
    ({ stem, place }) => stem === ahead?.form.stem && isSamePlace(place, ahead.form.place),
  );
  if (!ahead || !ownForm) return null;
  const shift = shiftOf(ownForm, row, number);
  const here = ownForm.number === null ? 1 : ownForm.number + shift;
  if (here > 1 && number === undefined && !isProvedLater(here, row, shift)) return null;
  const named = new Map(
    row.flatMap((link): [number, string][] => {
      const to = numberOf(link, here, shift);
      return to === null ? [] : [[to, link.address]];
    }),
  );
  const last = Math.min(Math.max(here, ...named.keys(), statedTotal(row, here)), MAX_PAGES);
  if (last === 1) return null;
  const addresses = new Map<number, string>();
  for (let at = 1; at <= last; at++)
    addresses.set(at, named.get(at) ?? ahead.form.withNumber(at === 1 ? null : at - shift));
  return { number: here, addresses: addresses.set(here, address) };
}

/** Links with the words of a row of pages, to addresses that differ from this one by a number alone. */
function pageLinks(elements: NamedElements, address: string, own: readonly PageForm[]): PageLink[] {
  const here = URL.parse(address);
  const base = baseAddress(elements, address);
  const links: PageLink[] = [];
  const isAmongComments = commentsFinder();
  for (const element of ['link', 'a', 'option'].flatMap((name) => [...elements.getElementsByTagName(name)])) {
    const to = element.getAttribute(element.localName === 'option' ? 'value' : 'href');
    const says = to === null ? null : wordsOf(element);
    if (to === null || says === null) continue;
    const url = URL.parse(to, base);
    if (!url || !here || COMMENTS.test(url.hash + url.pathname)) continue;
    // Pages of sites that have been encrypted since still name each other without.
    if (url.host === here.host && /^https?:$/.test(url.protocol)) url.protocol = here.protocol;
    if (url.origin !== here.origin) continue;
    url.hash = '';
    const form = pageForms(url.href)
      .reverse()
      .find((one) => own.some(({ stem, place }) => stem === one.stem && isSamePlace(place, one.place)));
    if (form && !isAmongComments(element)) links.push({ address: url.href, form, says, element });
    if (links.length === MAX_LINKS) break;
  }
  return links;
}

const isSamePlace = (one: string, other: string) => one === other || one === '' || other === '';

/** An address may be read in several ways: the links that agree with the most others are the row. */
function largestRow(links: readonly PageLink[]): PageLink[] {
  let largest: PageLink[] = [];
  for (const family of Map.groupBy(links, ({ form }) => form.stem).values()) {
    const places = new Set(family.flatMap(({ form }) => (form.number === null ? [] : form.place)));
    for (const place of places) {
      const row = family.filter(({ form }) => isSamePlace(form.place, place));
      if (row.length > largest.length) largest = row;
    }
  }
  return largest;
}

function wordsOf(element: Element): PageLink['says'] | null {
  if (element.localName === 'link') return directionOf(element.getAttribute('rel') ?? '');
  const shown = (element.textContent ?? '').slice(0, 200).replace(/\s+/g, ' ').trim();
  const words = shown || element.getAttribute('title') || element.getAttribute('aria-label') || '';
  if (!BEGINNING.test(words)) return null;
  const plain = words
    .toLowerCase()
    .replace(/^[\s[\]【】(（<>《》«»‹›←→|·.]+|[\s[\]【】)）<>《》«»‹›←→|·.…]+$/g, '');
  const digits =
    /^(?:第\s*)?(\d{1,2})(?:\s*页(?:$|\s*[:：\s]))?$/.exec(plain) ??
    /^第\s*(\d{1,2})\s*页\s*[:：\s]/.exec(plain);
  if (digits) return Number(digits[1]);
  const chinese = /^第([一二三四五六七八九十])页(?:$|[:：\s])/.exec(plain)?.[1];
  if (chinese && chinese !== '一') return CHINESE_DIGITS.indexOf(chinese) + 1;
  for (const [says, pattern] of WORDS) if (pattern.test(plain)) return says;
  if (
    /^(?:>|»|›|→|&gt;)+$/.test(words) &&
    /next/i.test(`${element.getAttribute('class')} ${element.getAttribute('rel')}`)
  )
    return 'next';
  return null;
}

/** Of a `<link>`, by https://html.spec.whatwg.org/multipage/links.html#sequential-link-types. */
function directionOf(rel: string): PageLink['says'] | null {
  if (/(?:^|\s)next(?:\s|$)/.test(rel)) return 'next';
  return /(?:^|\s)prev(?:\s|$)/.test(rel) ? 'previous' : null;
}

/** Whether an element is inside a part that is named after comments or other articles, unless that holds most of the page. */
function commentsFinder() {
  const lengths = new Map<Element | null, number>();
  const lengthOf = (element: Element | null): number => {
    const length = lengths.get(element) ?? element?.textContent?.length ?? 0;
    lengths.set(element, length);
    return length;
  };
  return ({ parentElement, ownerDocument }: Element): boolean => {
    for (let at = parentElement; at && at.localName !== 'body'; at = at.parentElement)
      if (
        COMMENTS.test(`${at.getAttribute('class')} ${at.id}`) &&
        lengthOf(at) < lengthOf(ownerDocument.body) / 2
      )
        return true;
    return false;
  };
}

/** What to add to the number of an address for that of the page: 1 where page 2 is `_1`. */
function shiftOf(own: PageForm, family: readonly PageLink[], known: number | undefined): 0 | 1 {
  if (known !== undefined && own.number !== null) return known - own.number === 1 ? 1 : 0;
  for (const { says, form } of family)
    if (typeof says === 'number' && says > 1 && form.number !== null) return says - form.number === 1 ? 1 : 0;
  if (own.number === 0) return 1;
  const next = family.find(({ says }) => says === 'next')?.form.number;
  if (own.number === null) return next === 1 ? 1 : 0;
  // The one before `_1` is the page without a number: so `_1` is the second.
  const previous = family.find(({ says }) => says === 'previous')?.form;
  return own.number === 1 && previous?.number === null ? 1 : 0;
}

/** That a page whose address ends in a number is a later page and no article of that number: it links to the first, or to the one before. */
function isProvedLater(here: number, family: readonly PageLink[], shift: number): boolean {
  return family.some(({ form, says }) => {
    const number = form.number === null ? 1 : form.number + shift;
    if (says === 'previous') return number === here - 1;
    return (says === 1 || says === 'first') && number === 1;
  });
}

/** The page that a link leads to, or null where words and address disagree. */
function numberOf({ form, says }: PageLink, here: number, shift: number): number | null {
  const number = form.number === null ? 1 : form.number + shift;
  if (says === 'next') return number === here + 1 ? number : null;
  if (says === 'last') return number > here ? number : null;
  return says === number ? number : null;
}

/** 共 5 页, 2/5: in the row of links, and only where the links alone would end sooner. */
function statedTotal(family: readonly PageLink[], here: number): number {
  const rows = family.map(
    ({ element }) => element.parentElement?.closest('div,p,td,nav,ul,center') ?? element,
  );
  for (const { textContent } of new Set(rows)) {
    const row = textContent ?? '';
    if (row.length > 300) continue;
    const total =
      /共\s*(\d{1,2})\s*页/.exec(row)?.[1] ??
      new RegExp(`(?:^|\\D)${here}\\s*/\\s*(\\d{1,2})(?!\\d)`).exec(row)?.[1];
    if (total !== undefined) return Number(total);
  }
  return 0;
}
