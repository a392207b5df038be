import { findPages } from '../article/find-pages.ts';
import { joinPages } from '../article/join-pages.ts';
import type { Reading, ReadingPages } from '../article/reading.ts';
import { isRepeated, isSameArticle } from '../article/same-article.ts';

/** Articles of trade journals have a third of that at most. */
export const MAX_PAGES = 30;
/** UTF-16 units of HTML: an article as long as ten books. */
const MAX_LENGTH = 10_000_000;
/** With what a last page may take this stays well below the five minutes that a browser waits for a worker's answer. */
const MAX_TIME_MS = 120_000;
/** Then the site or the network is gone, and asking for the rest would only take time. */
const FAILURES_IN_A_ROW = 2;

export interface OpenPage {
  document: Document;
  /** Where it was found in the end. */
  address: string;
}

export interface FurtherPages {
  /** Null where the page can't be had. */
  fetchPage: (address: string) => Promise<OpenPage | null>;
  read: (page: OpenPage) => Reading | Promise<Reading>;
  /** Before each page: its number, and how many are known of so far. */
  onProgress: (page: number, total: number) => void;
  /** The reader stops it, and the fetching too: what was read is kept. */
  signal: AbortSignal;
}

/**
 * The whole article, one page of which is open and read: the others are fetched one after another and joined, at most `MAX_PAGES`. A page that can't
 * be had is left out and named in `pages.missing`. One that is another article, or only repeats, is none of this article's and ends it.
 */
export async function readWholeArticle(
  open: OpenPage,
  reading: Reading,
  further: FurtherPages,
): Promise<Reading> {
  const found = reading.pages === undefined ? null : findPages(open.document, open.address);
  if (found === null) return reading;
  const walk: Walk = { ...further, first: reading, addresses: new Map(found.addresses), begun: Date.now() };
  const pages = new Map<number, Reading | null>([[found.number, reading]]);
  const state: Progress = { reason: null, failures: 0, length: reading.html.length };
  for (let number = 1; walk.addresses.has(number); number++) {
    if (number === found.number) continue;
    const page = await readPage(number, walk, state, pages);
    // The pages before the open one must be there; those after it may be fewer than it seemed.
    if (page === 'foreign' && number < found.number) return withoutPages(reading);
    if (page === 'foreign') break;
    pages.set(number, page);
  }
  const last = Math.max(...[...pages].flatMap(([number, page]) => (page ? number : [])));
  const missing = [...pages].flatMap(([number, page]) => (page ? [] : number)).sort((a, b) => a - b);
  if (pages.size === 1) return withoutPages(reading);
  const rows = Array.from({ length: last }, (_, index) => pages.get(index + 1) ?? null);
  const addresses = [...walk.addresses].filter(([number]) => pages.has(number)).sort(([a], [b]) => a - b);
  return {
    ...joinPages(rows, open.document),
    pages: { addresses: addresses.map(([, address]) => address), missing, reason: state.reason },
  };
}

interface Walk extends FurtherPages {
  /** The page that was open. */
  first: Reading;
  /** Those that later pages lead to are added as they come. */
  addresses: Map<number, string>;
  begun: number;
}

interface Progress {
  reason: ReadingPages['reason'];
  failures: number;
  length: number;
}

async function readPage(
  number: number,
  walk: Walk,
  state: Progress,
  before: ReadonlyMap<number, Reading | null>,
): Promise<Reading | null | 'foreign'> {
  const isOver = number > MAX_PAGES || state.length > MAX_LENGTH || Date.now() - walk.begun > MAX_TIME_MS;
  if (walk.signal.aborted || isOver || state.failures >= FAILURES_IN_A_ROW) {
    state.reason ??= walk.signal.aborted ? 'stopped' : 'limit';
    return null;
  }
  walk.onProgress(number, Math.max(...walk.addresses.keys()));
  const page = await walk.fetchPage(walk.addresses.get(number) ?? '').catch(() => null);
  const reading = page && (await walk.read(page));
  const isArticles = page && reading && isSameArticle(walk.first, reading, page.document);
  if (!page || !reading || reading.text === '' || (!isArticles && reading.kind !== 'article')) {
    // What answers with neither this article nor another is a sign-in, or an error in the clothes of a page.
    state.reason = walk.signal.aborted ? (state.reason ?? 'stopped') : 'failed';
    state.failures++;
    return null;
  }
  const known = [...before.values()].filter((one) => one !== null);
  if (!isArticles || isRepeated(reading, known)) return 'foreign';
  state.failures = 0;
  state.length += reading.html.length;
  const next = findPages(page.document, page.address, number);
  for (const [at, address] of next?.addresses ?? [])
    if (at > number && !walk.addresses.has(at)) walk.addresses.set(at, address);
  return reading;
}

function withoutPages({ pages: _, ...reading }: Reading): Reading {
  return reading;
}
