import { findInDocuments, findInSegment, type Hit, inOrder } from '../search/find-articles.ts';
import { keysOf, listIn } from '../search/find-words.ts';
import { parseQuery } from '../search/parse-query.ts';
import type { Problem, Query } from '../search/query.ts';
import { idAt, lastNotAbove, type SegmentTable } from '../search/segment.ts';
import { countUnindexed, indexPending } from './index-pending.ts';
import { FORMAT, REBUILT, SEARCH_FORMAT } from './search-rows.ts';
import { readSegments } from './segments.ts';
import type { Store } from './store.ts';

/** What a search found. */
export interface SearchResult {
  /** All articles, the best first. */
  hits: Hit[];
  /** What of the query was not understood. */
  problems: Problem[];
  /** Articles that are not in the index yet; while it is made anew, not everything is found. */
  unindexed: number;
}

/** Steps that a search takes itself before it looks: what was saved just now is found. */
const STEPS_FIRST = 2;

export async function searchLibrary(store: Store, typed: string): Promise<SearchResult> {
  const query = parseQuery(typed);
  let found = await findAll(store, query);
  for (let step = 0; step < STEPS_FIRST && found.isLacking; step += 1) {
    // Where the disk is full nothing can be taken in; what is in the index is found all the same.
    if ((await indexPending(store).catch(() => null)) === null) break;
    found = await findAll(store, query);
  }
  const unindexed = found.isLacking ? await countUnindexed(store) : 0;
  return { hits: found.hits, problems: query.problems, unindexed };
}

/** `isLacking`: something has changed that the index doesn't hold yet. One transaction, and as few waits in it as there can be. */
async function findAll(store: Store, query: Query): Promise<{ hits: Hit[]; isLacking: boolean }> {
  const transaction = store.database.transaction(STORES);
  const dead = transaction.objectStore('searchDead');
  const [fresh, segments, deadIn, deadOf, isLacking] = await Promise.all([
    transaction.objectStore('searchFresh').getAll(),
    readSegments(store.database, transaction.objectStore('searchSegments')),
    dead.getAllKeys(),
    dead.getAll(),
    isIncomplete(transaction.objectStore('searchPending'), transaction.objectStore('meta')),
  ]);
  const keys = [...new Set(query.words.flatMap(({ text }) => keysOf(text).map(({ key }) => key)))];
  const blocks = transaction.objectStore('searchBlocks');
  const parts = await Promise.all(
    [...segments].map(async ([number, table]) => {
      const lists = await Promise.all(keys.map((key) => readList(blocks, { number, table, key })));
      return { table, dead: deadOf[deadIn.indexOf(number)], lists: new Map(lists) };
    }),
  );
  const isFresh = among(fresh.map(({ id }) => id));
  const found = parts.map(({ table, dead, lists }) =>
    findInSegment(table, query, lists, {
      dead,
      isHidden: isFresh && ((document) => isFresh(table, document)),
    }),
  );
  return { hits: inOrder([findInDocuments(fresh, query), ...found], query), isLacking };
}

/** Whether an article of a segment is one of a few, null where there are none; most are told apart by the first characters of their ids, without making a text of each. */
function among(ids: readonly string[]): ((table: SegmentTable, document: number) => boolean) | null {
  if (ids.length === 0) return null;
  const all = new Set(ids);
  const begins = new Set(ids.map((id) => id.charCodeAt(0) * 0x10000 + id.charCodeAt(1)));
  return (table, document) => {
    const start = document === 0 ? 0 : (table.idEnds[document - 1] ?? 0);
    const begin = table.ids.charCodeAt(start) * 0x10000 + table.ids.charCodeAt(start + 1);
    return begins.has(begin) && all.has(idAt(table, document));
  };
}

const STORES = [
  'searchFresh',
  'searchSegments',
  'searchDead',
  'searchBlocks',
  'searchPending',
  'meta',
] as const;

async function isIncomplete(
  pending: { count(): Promise<number> },
  meta: { get(name: string): Promise<string | number | undefined> },
): Promise<boolean> {
  const [waiting, format, rebuilt] = await Promise.all([
    pending.count(),
    meta.get(FORMAT),
    meta.get(REBUILT),
  ]);
  return waiting > 0 || format !== SEARCH_FORMAT || rebuilt !== undefined;
}

async function readList(
  blocks: { get(key: [number, number]): Promise<Uint8Array | undefined> },
  { number, table, key }: { number: number; table: SegmentTable; key: number },
): Promise<[key: number, list: Uint8Array]> {
  const first = table.blockKeys[lastNotAbove(table.blockKeys, key)];
  const bytes = first === undefined ? undefined : await blocks.get([number, first]);
  return [key, bytes && first !== undefined ? listIn({ first, bytes }, key) : new Uint8Array()];
}
