import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { CorpusPage } from './corpus-pages.ts';
import { type Extraction, NOTHING } from './extraction.ts';
import type { OpenPage } from './open-page.ts';
import type { Reader } from './readers.ts';
import { type PageScore, scorePage } from './score-page.ts';

/** What one reader made of one page. */
export interface PageResult {
  page: CorpusPage;
  found: Extraction;
  score: PageScore;
  /** From its beginning to its end. */
  milliseconds: number;
  /** Megabytes by which the heap had grown; null where it wasn't measured, or collected on the way. */
  megabytes: number | null;
  /** Why it found nothing at all. */
  failure: string | null;
}

/** The heap is looked at on each page of this many: a collection before it takes longer than the reading. */
const PAGES_A_WEIGHING = 5;

/** Read this long, a page is not read again: another round would change little, and some readers take half a minute for one. */
const ENOUGH_MS = 500;

/** What is read in a moment is read until it took so much together, or so often: what else the machine does must not meet each time. */
const SURE_MS = 60;
const MANY_ROUNDS = 12;

export interface RunOrder {
  pages: readonly CorpusPage[];
  readers: readonly Reader[];
  openPage: OpenPage;
  rounds: number;
}

/**
 * Has every reader read every page, one after the other page by page, so that what else the machine does meets all. Each gets a document of its own,
 * parsed anew from the same HTML. Of several rounds the least time counts: the first ones pay for compiling.
 */
export async function readAll(order: RunOrder): Promise<Map<string, PageResult[]>> {
  const { pages, readers } = order;
  const results = new Map(readers.map(({ name }) => [name, [] as PageResult[]]));
  for (const [index, page] of pages.entries()) {
    for (const reader of readers) {
      const first = await readPage(page, reader, order.openPage, index % PAGES_A_WEIGHING === 0);
      let { milliseconds } = first;
      const isSure = (round: number, spent: number) =>
        spent > ENOUGH_MS || (round >= order.rounds && (spent > SURE_MS || round >= MANY_ROUNDS));
      for (let round = 1, spent = milliseconds; !isSure(round, spent); round += 1) {
        const again = await readPage(page, reader, order.openPage, false);
        spent += again.milliseconds;
        milliseconds = Math.min(milliseconds, again.milliseconds);
      }
      results.get(reader.name)?.push({ ...first, milliseconds });
    }
  }
  return results;
}

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

async function readPage(
  page: CorpusPage,
  reader: Reader,
  openPage: OpenPage,
  isWeighed: boolean,
): Promise<PageResult> {
  const { html, label } = page;
  const { document, close } = openPage(html, label.url);
  let found = NOTHING;
  let failure: string | null = null;
  const read = reader.open(document, label.url);
  if (isWeighed) collect();
  const heap = process.memoryUsage().heapUsed;
  const start = performance.now();
  let end = start;
  let grown = 0;
  try {
    const finish = await read();
    end = performance.now();
    grown = process.memoryUsage().heapUsed - heap;
    found = finish();
  } catch (error) {
    end = performance.now();
    failure = String(error);
  }
  close();
  return {
    page,
    found,
    score: scorePage(label, found),
    milliseconds: end - start,
    megabytes: isWeighed && grown > 0 ? grown / 2 ** 20 : null,
    failure,
  };
}
