import { latestFirst, orderByNumber } from '../sort-by-number.ts';
import type { Listing, ListRow } from './article-types.ts';
import type { RecordRow } from './database.ts';
import { readMergedAway } from './merged.ts';
import { kindRange, type RecordsReader } from './read-records.ts';
import { readText } from './record-schemas.ts';
import { nextPage, pageOf, readFirst, readPage } from './shelf-page.ts';
import type { ListPendingRow, ShelfHead, ShelfPage } from './shelf-rows.ts';
import { HEAD, SHELF_FORMAT } from './shelf-rows.ts';
import type { Store } from './store.ts';
import type { Tag } from './tag-types.ts';
import { oncePerName, readTagNamed, tagBookOf } from './tag-view.ts';

const STORES = ['records', 'shelfPages', 'shelfHead', 'listPending'] as const;
/** Of the newest articles, more than any window shows at once. */
const FIRST = 40;

/** Everything that is not in 回收站, the newest first, and the tags in use: from the shelf, and what that lacks from the records. */
export async function readListing(store: Store): Promise<Listing> {
  const transaction = store.database.transaction(STORES);
  const records = transaction.objectStore('records');
  const shelf = transaction.objectStore('shelfPages');
  const [head, names, kept, pending, tagRows, away] = await Promise.all([
    transaction.objectStore('shelfHead').get(HEAD),
    shelf.getAllKeys(),
    shelf.getAll(),
    transaction.objectStore('listPending').getAll(),
    records.getAll(kindRange('tag')),
    readMergedAway(records),
  ]);
  const stale = new Set((await pagesOf(records, pending)).values());
  const present = names.filter((page) => isShelved(head, page) && !stale.has(page));
  const lacking = isWhole(head) ? [...stale] : await pagesBeside(records, new Set(present));
  const pages = kept.filter((_, at) => present.includes(names[at] ?? ''));
  for (const page of lacking) pages.push(await readPage(records, page));
  return listingOf(pages, tagRows, away);
}

function isWhole(head: ShelfHead | undefined): boolean {
  return head?.format === SHELF_FORMAT && head.upTo === null;
}

function isShelved(head: ShelfHead | undefined, page: string): boolean {
  return head?.format === SHELF_FORMAT && (head.upTo === null || page <= head.upTo);
}

/** All pages that hold articles, but for these. */
async function pagesBeside(records: RecordsReader, present: ReadonlySet<string>): Promise<string[]> {
  const lacking: string[] = [];
  for (let page = await nextPage(records, null); page !== null; page = await nextPage(records, page))
    if (!present.has(page)) lacking.push(page);
  return lacking;
}

/** Where what was noted stands, by key. A mark that is here no longer stands nowhere: its article was noted with it. */
async function pagesOf(
  records: RecordsReader,
  notes: readonly ListPendingRow[],
): Promise<Map<string, string>> {
  const pages = new Map<string, string>();
  for (const key of new Set(notes.flatMap(({ keys }) => keys))) {
    const [kind, id] = [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)];
    const mark = kind === 'mark' ? await records.get(['mark', id]) : undefined;
    const article = kind === 'article' ? id : mark && readText(mark, 'article');
    if (article) pages.set(key, pageOf(article));
  }
  return pages;
}

function listingOf(pages: readonly ShelfPage[], tagRows: RecordRow[], away: ReadonlySet<string>): Listing {
  const tagged = pages.flatMap((page) => page.tagged);
  const book = tagBookOf(
    tagRows,
    tagged.flatMap(([owner, tags]) => tags.map((tag) => ({ owner, tag }))),
  );
  const rows = pages.flatMap((page) => page.rows).filter(({ id }) => !away.has(id));
  const withTags = new Set(tagged.map(([owner]) => owner));
  if (withTags.size > 0)
    for (const row of rows)
      if (withTags.has(`article:${row.id}`)) row.tags = book.of({ kind: 'article', id: row.id });
  return { rows: newestFirst(rows), tags: book.all };
}

function newestFirst(rows: ListRow[]): ListRow[] {
  const savedAt = (place: number) => rows[place]?.savedAt ?? 0;
  const idOf = (place: number) => rows[place]?.id ?? '';
  const order = orderByNumber(
    Float64Array.from(rows, (row) => latestFirst(row.savedAt)),
    (left, right) => savedAt(right) - savedAt(left) || (idOf(left) < idOf(right) ? -1 : 1),
  );
  return [...order].flatMap((place) => rows[place] ?? []);
}

/** The newest of them, as many as a first screen shows, whatever else the library holds. How many carry their tags is not counted: 0. */
export async function readNewest(store: Store, count: number): Promise<ListRow[]> {
  const transaction = store.database.transaction(STORES);
  const records = transaction.objectStore('records');
  const [head, waiting] = await Promise.all([
    transaction.objectStore('shelfHead').get(HEAD),
    transaction.objectStore('listPending').count(),
  ]);
  const kept = isWhole(head) && waiting === 0 && count <= FIRST ? head?.first : null;
  const { rows, tagged } = kept ?? (await readFirst(records, count));
  const owned = new Map(tagged);
  const ids = [...new Set(tagged.flatMap(([, tags]) => tags))];
  const named = new Map(
    await Promise.all(ids.map(async (id): Promise<[string, Tag[]]> => [id, await readTagNamed(records, id)])),
  );
  for (const row of rows)
    row.tags = oncePerName((owned.get(`article:${row.id}`) ?? []).flatMap((tag) => named.get(tag) ?? []));
  return rows.slice(0, count);
}

/** Pages that are filled by one step: some ten milliseconds of work. */
const PAGES_AT_ONCE = 4;
const NOTES_AT_ONCE = 64;

/**
 * One step of filling the shelf, or of putting what was noted onto it; in one transaction, so that it may be cut anywhere and taken by several contexts. Answers whether there
 * is more.
 */
export async function tendShelf(store: Store): Promise<boolean> {
  if (await isTended(store)) return false;
  const transaction = openToTend(store);
  const head = await transaction.objectStore('shelfHead').get(HEAD);
  if (!isWhole(head)) await fillOn(transaction, head);
  else await takeNotes(transaction);
  await transaction.done;
  return true;
}

/** A reading transaction keeps nobody waiting. */
async function isTended(store: Store): Promise<boolean> {
  const transaction = store.database.transaction(['shelfHead', 'listPending']);
  const [head, waiting] = await Promise.all([
    transaction.objectStore('shelfHead').get(HEAD),
    transaction.objectStore('listPending').count(),
  ]);
  return isWhole(head) && waiting === 0 && head?.first !== null;
}

function openToTend(store: Store) {
  return store.database.transaction(STORES, 'readwrite', { durability: 'relaxed' });
}
type TendTransaction = ReturnType<typeof openToTend>;

/** What is noted meanwhile is taken once all pages are there. */
async function fillOn(transaction: TendTransaction, head: ShelfHead | undefined): Promise<void> {
  const records = transaction.objectStore('records');
  const shelf = transaction.objectStore('shelfPages');
  const isBegun = head?.format === SHELF_FORMAT;
  if (!isBegun) await shelf.clear();
  let upTo = isBegun ? head.upTo : null;
  let hasMore = true;
  for (let filled = 0; filled < PAGES_AT_ONCE && hasMore; filled += 1) {
    const page = await nextPage(records, upTo);
    hasMore = page !== null;
    if (page === null) continue;
    await shelf.put(await readPage(records, page), page);
    upTo = page;
  }
  const next = { format: SHELF_FORMAT, upTo: hasMore ? (upTo ?? '') : null, first: null };
  await transaction.objectStore('shelfHead').put(next, HEAD);
}

async function takeNotes(transaction: TendTransaction): Promise<void> {
  const records = transaction.objectStore('records');
  const shelf = transaction.objectStore('shelfPages');
  const pending = transaction.objectStore('listPending');
  const [numbers, notes] = await Promise.all([
    pending.getAllKeys(null, NOTES_AT_ONCE),
    pending.getAll(null, NOTES_AT_ONCE),
  ]);
  const pages = await pagesOf(records, notes);
  const taken = new Set([...new Set(pages.values())].slice(0, PAGES_AT_ONCE));
  for (const page of taken) {
    const read = await readPage(records, page);
    await (read.rows.length + read.tagged.length > 0 ? shelf.put(read, page) : shelf.delete(page));
  }
  for (const [at, { keys }] of notes.entries()) {
    const rest = keys.filter((key) => pages.has(key) && !taken.has(pages.get(key) ?? ''));
    const number = numbers[at] ?? 0;
    await (rest.length > 0 ? pending.put({ keys: rest }, number) : pending.delete(number));
  }
  const first = (await pending.count()) === 0 ? await readFirst(records, FIRST) : null;
  await transaction.objectStore('shelfHead').put({ format: SHELF_FORMAT, upTo: null, first }, HEAD);
}
