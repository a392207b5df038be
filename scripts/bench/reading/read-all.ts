import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { JSDOM, VirtualConsole } from 'jsdom';
import type { CorpusPage } from './corpus-pages.ts';
import { type Extraction, NOTHING } from './extraction.ts';
import type { Reader } from './readers.ts';
import { type PageScore, scorePage } from './score-page.ts';

/** What one reader made of one page. */
export interface PageResult {
  page: CorpusPage;
  found: Extraction;
  score: PageScore;
  milliseconds: number;
  /** Megabytes by which the heap had grown; null where it wasn't measured, or collected on the way. */
  megabytes: number | null;
  /** Why it found nothing at all. */
  failure: string | null;
}

/** The heap is looked at on each page of this many: a collection before it takes longer than the reading. */
const PAGES_A_WEIGHING = 5;

/**
 * Has every reader read every page, one after the other page by page, so that what else the machine does meets all. Each gets a document of its own,
 * parsed anew from the same HTML (jsdom, no script run). Times are the least of the rounds: the first ones pay for compiling.
 */
export async function readAll(
  pages: readonly CorpusPage[],
  readers: readonly Reader[],
  rounds: number,
): Promise<Map<string, PageResult[]>> {
  const results = new Map(readers.map(({ name }) => [name, [] as PageResult[]]));
  for (const [index, page] of pages.entries()) {
    for (const reader of readers) {
      const tries = [];
      for (let round = 0; round < rounds; round += 1) {
        tries.push(await readPage(page, reader, round === 0 && index % PAGES_A_WEIGHING === 0));
      }
      const [first] = tries;
      if (!first) continue;
      const milliseconds = Math.min(...tries.map((each) => each.milliseconds));
      results.get(reader.name)?.push({ ...first, milliseconds });
    }
  }
  return results;
}

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

async function readPage(page: CorpusPage, reader: Reader, isWeighed: boolean): Promise<PageResult> {
  const { html, label } = page;
  const { window } = new JSDOM(html, { url: label.url, virtualConsole: new VirtualConsole() });
  let found = NOTHING;
  let failure: string | null = null;
  const read = reader.open(window.document, label.url);
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
  window.close();
  return {
    page,
    found,
    score: scorePage(label, found),
    milliseconds: end - start,
    megabytes: isWeighed && grown > 0 ? grown / 2 ** 20 : null,
    failure,
  };
}
