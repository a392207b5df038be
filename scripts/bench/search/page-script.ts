import type { SyncRecord } from '../../../protocol/records.ts';
import type { Reading } from '../../../utils/article/reading.ts';
import { articleIdOf } from '../../../utils/library/hash.ts';
import { indexPending } from '../../../utils/library/index-pending.ts';
import { linksOf } from '../../../utils/library/links.ts';
import { localLibrary } from '../../../utils/library/local-library.ts';
import { mergeIndex } from '../../../utils/library/merge-index.ts';
import { putPending } from '../../../utils/library/pending-search.ts';
import { kindRange } from '../../../utils/library/read-records.ts';
import { numbersOf } from '../../../utils/library/segments.ts';
import { tendShelf } from '../../../utils/library/shelf.ts';
import { putListed } from '../../../utils/library/shelf-rows.ts';
import { packReading } from '../../../utils/library/snapshots.ts';
import { openStore } from '../../../utils/library/store.ts';
import { openForWriting } from '../../../utils/library/write.ts';
import { articleMaker, type SampleArticle, sampleDay } from './sample-articles.ts';

/** What `bench:search` runs in the page, as `searchBench`: the product's own modules over the browser's IndexedDB. */

const make = articleMaker();
const STAMP = '1700000000000-0000-aaaabbbb';

export function addressOf(number: number): string {
  return `https://news.example/${number}`;
}

/** Puts articles into the library as a sync would that brings records and texts. Answers their ids. */
export async function fill(account: string, from: number, to: number): Promise<string[]> {
  const store = await openStore(account, 'aaaa');
  const numbers = Array.from({ length: to - from }, (_, index) => from + index);
  const all = await Promise.all(numbers.map(recordsOf));
  const transaction = openForWriting(store, 'relaxed');
  for (const { records, text, savedAt } of all) {
    transaction.objectStore('snapshots').put({ ...text, savedAt });
    for (const record of records)
      transaction.objectStore('records').put({ ...record, version: 1, links: linksOf(record) });
  }
  const keys = all.map(({ id }) => `article:${id}`);
  await putPending(transaction, keys);
  await putListed(transaction, keys);
  await transaction.done;
  store.database.close();
  return all.map(({ id }) => id);
}

export async function countArticles(account: string): Promise<number> {
  const store = await openStore(account, 'aaaa');
  const count = await store.database.count('records', kindRange('article'));
  store.database.close();
  return count;
}

/** The ids of the first articles. */
export function idsOf(articles: number): Promise<string[]> {
  return Promise.all(Array.from({ length: articles }, (_, number) => articleIdOf(addressOf(number))));
}

/** Takes everything in and merges it, as an idle page does. Answers the milliseconds, and the longest step. */
export async function tend(account: string): Promise<{ ms: number; longest: number; steps: number }> {
  const store = await openStore(account, 'aaaa');
  const start = performance.now();
  let [longest, steps] = [0, 0];
  for (;;) {
    const before = performance.now();
    const didSomething = (await tendShelf(store)) || (await indexPending(store)) || (await mergeIndex(store));
    longest = Math.max(longest, performance.now() - before);
    steps += 1;
    if (!didSomething) break;
  }
  store.database.close();
  return { ms: performance.now() - start, longest, steps };
}

/** A query from its first step, opening the database, to all ids and twenty articles' snippets. */
export async function query(account: string, typed: string) {
  const start = performance.now();
  const store = await openStore(account, 'aaaa');
  const opened = performance.now();
  const library = localLibrary(store, () => undefined);
  const { hits, unindexed } = await library.search(typed);
  const found = performance.now();
  const ids = hits.map(({ id }) => id);
  const snippets = await library.snippets(typed, ids.slice(0, 20));
  const end = performance.now();
  return {
    ids,
    unindexed,
    snippets: snippets.size,
    ms: end - start,
    open: opened - start,
    find: found - opened,
    show: end - found,
  };
}

/**
 * Saves articles as a reader does, one by one, and measures each: the whole save, what noting it for the index takes within it, and what taking it in takes
 * afterwards.
 */
export async function save(account: string, from: number, to: number) {
  const store = await openStore(account, 'aaaa');
  const library = localLibrary(store, () => undefined);
  const times: { save: number; note: number; index: number }[] = [];
  for (let number = from; number < to; number += 1) {
    const article = make(number);
    const reading = readingOf(article, number);
    const noting = timePending();
    const start = performance.now();
    const { id } = await library.saveArticle({
      address: addressOf(number),
      savedAt: savedAtOf(number),
      reading,
    });
    const saved = performance.now();
    await indexPending(store);
    times.push({ save: saved - start, note: noting.ms(), index: performance.now() - saved });
    noting.stop();
    if (article.note !== null) await library.writeNote({ kind: 'article', id }, article.note, []);
  }
  while (await indexPending(store));
  await mergeIndex(store);
  store.database.close();
  return times;
}

/** Bytes that all stores of the index hold, without what the database itself adds. */
export async function indexBytes(
  account: string,
): Promise<{ blocks: number; tables: number; segments: number }> {
  const store = await openStore(account, 'aaaa');
  let [blocks, tables] = [0, 0];
  for await (const cursor of store.database.transaction('searchBlocks').store)
    blocks += cursor.value.byteLength;
  const keys = await store.database.getAllKeys('searchSegments');
  const segments = numbersOf(keys).length;
  for (const piece of await store.database.getAll('searchSegments')) tables += piece.byteLength;
  store.database.close();
  return { blocks, tables, segments };
}

/** Milliseconds from the call that notes a change for the index to its success. */
function timePending(): { ms: () => number; stop: () => void } {
  const put = IDBObjectStore.prototype.put;
  let took = 0;
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...words: Parameters<typeof put>) {
    const request = put.apply(this, words);
    if (this.name !== 'searchPending') return request;
    const start = performance.now();
    request.addEventListener('success', () => {
      took += performance.now() - start;
    });
    return request;
  };
  return {
    ms: () => took,
    stop: () => {
      IDBObjectStore.prototype.put = put;
    },
  };
}

function savedAtOf(number: number): number {
  return 1_700_000_000_000 + number * 1000;
}

async function recordsOf(number: number) {
  const sample = make(number);
  const id = await articleIdOf(addressOf(number));
  const text = await packReading(readingOf(sample, number));
  const savedAt = savedAtOf(number);
  const article: SyncRecord = {
    kind: 'article',
    id,
    fields: fieldsOf({
      address: addressOf(number),
      title: sample.title,
      authors: [sample.author],
      source: sample.source,
      category: sample.channel,
      publishedAt: sampleDay(number),
      lengths: { characters: sample.body.length, minutes: 5 },
      savedAt,
      [`snapshot:${text.hash}`]: { savedAt, characters: sample.body.length, images: [] },
    }),
    notes: sample.note === null ? {} : { note: [{ stamp: STAMP, text: sample.note, seen: {} }] },
  };
  const marks = sample.marks.map(
    (exact, index): SyncRecord => ({
      kind: 'mark',
      id: `${id.slice(0, 20)}mark${index}`,
      fields: fieldsOf({
        article: id,
        quote: exact,
        pageSelectors: [{ type: 'TextQuoteSelector', exact, prefix: '', suffix: '' }],
        colour: 1,
        createdAt: savedAt,
      }),
      notes: {},
    }),
  );
  return { id, text, savedAt, records: [article, ...marks] };
}

function fieldsOf(values: Record<string, SyncRecord['fields'][string][1]>): SyncRecord['fields'] {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [STAMP, value]]));
}

function readingOf(sample: SampleArticle, number: number): Reading {
  const field = <T>(value: T) => ({ value, confidence: 0.9, evidence: null, candidates: [] });
  return {
    kind: 'article',
    kindScore: 0.95,
    isObservation: true,
    fields: {
      title: field(sample.title),
      category: field(sample.channel),
      breadcrumb: field([]),
      authors: field([sample.author]),
      editor: field(null),
      source: field(sample.source),
      isReprint: field(null),
      publishedAt: field(sampleDay(number)),
      updatedAt: field(null),
      summary: field(null),
      siteName: field(null),
      language: field('zh-CN'),
      canonicalAddress: field(null),
      leadImage: field(null),
    },
    html: paragraphsOf(sample.body)
      .map((one) => `<p>${one}</p>`)
      .join(''),
    text: paragraphsOf(sample.body).join('\n'),
    outline: [],
    images: [],
    lengths: { characters: sample.body.length, minutes: 5 },
  };
}

function paragraphsOf(body: string): string[] {
  return body.match(/.{1,200}/gsu) ?? [];
}
