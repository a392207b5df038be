import { MERGED } from './links.ts';
import { kindRange, linked, type RecordsReader } from './read-records.ts';
import { markFields, readField, readFields, readText, taggingFields } from './record-schemas.ts';
import { FORMAT, type FreshRow, REBUILT, SEARCH_FORMAT } from './search-rows.ts';
import { type Indexed, readIndexed } from './search-texts.ts';
import type { Store } from './store.ts';

/** Articles taken in by one step: some ten milliseconds of work. */
const AT_ONCE = 48;

/**
 * One step of taking in what changed since, and of making the index anew where it is missing or of another format. Any context may take it at any time, several at once too: what
 * another has taken in meanwhile is left as it is. Answers whether there is more.
 */
export async function indexPending(store: Store): Promise<boolean> {
  await startAnew(store);
  const batch = (await readBatch(store)) ?? (await readRebuild(store));
  if (!batch) return false;
  await keep(store, batch, await Promise.all(batch.ids.map((id) => readIndexed(store, id))));
  return true;
}

/** How many articles have still to be taken in before everything can be found. */
export async function countUnindexed(store: Store): Promise<number> {
  const transaction = store.database.transaction(['searchPending', 'meta', 'records']);
  const meta = transaction.objectStore('meta');
  const [pending, format, rebuilt] = await Promise.all([
    transaction.objectStore('searchPending').getAll(),
    meta.get(FORMAT),
    meta.get(REBUILT),
  ]);
  const changed = new Set(pending.flatMap(({ keys }) => keys)).size;
  const after = format === SEARCH_FORMAT ? rebuilt : '';
  if (typeof after !== 'string') return changed;
  return changed + (await transaction.objectStore('records').count(articlesAfter(after)));
}

/** What one step takes in. `isPresent` and `finish` run in the transaction that keeps it. */
interface Batch {
  ids: string[];
  /** Which taking in of each article stood there when it was read; absent where what was read is kept in any case. */
  turns?: ReadonlyMap<string, number | undefined>;
  isPresent(transaction: KeepTransaction): Promise<boolean>;
  finish(transaction: KeepTransaction): Promise<unknown>;
}

const KEEP = ['searchFresh', 'searchTexts', 'searchPending', 'meta'] as const;
type KeepTransaction = ReturnType<typeof openToKeep>;

function openToKeep(store: Store) {
  return store.database.transaction(KEEP, 'readwrite', { durability: 'relaxed' });
}

/** Nothing is kept where another context was there first: it may have read something newer. */
async function keep(store: Store, batch: Batch, read: Indexed[]): Promise<void> {
  const transaction = openToKeep(store);
  if (await batch.isPresent(transaction)) {
    const fresh = transaction.objectStore('searchFresh');
    const shown = transaction.objectStore('searchTexts');
    const now = await turnsOf(fresh, batch.ids);
    await Promise.all(
      read
        .filter(({ document: { id } }) => !batch.turns || batch.turns.get(id) === now.get(id))
        .flatMap(({ document, texts }): Promise<unknown>[] => [
          fresh.put({ ...document, turn: Math.random() }),
          texts.length > 0 ? shown.put(texts, document.id) : shown.delete(document.id),
        ]),
    );
    await batch.finish(transaction);
  }
  await transaction.done;
}

/** Empties an index of another format; what is noted as changed is taken in with everything else. */
async function startAnew(store: Store): Promise<void> {
  if ((await store.database.get('meta', FORMAT)) === SEARCH_FORMAT) return;
  const stores = [...KEEP, 'searchSegments', 'searchDead', 'searchBlocks'] as const;
  const transaction = store.database.transaction(stores, 'readwrite', { durability: 'relaxed' });
  const meta = transaction.objectStore('meta');
  if ((await meta.get(FORMAT)) !== SEARCH_FORMAT) {
    for (const name of stores) if (name !== 'meta') await transaction.objectStore(name).clear();
    await meta.put('', REBUILT);
    await meta.put(SEARCH_FORMAT, FORMAT);
  }
  await transaction.done;
}

/** The first notes of changes, as many as one step can take in. */
async function readBatch(store: Store): Promise<Batch | null> {
  const transaction = store.database.transaction(['searchPending', 'records']);
  const pending = transaction.objectStore('searchPending');
  const [numbers, rows] = await Promise.all([
    pending.getAllKeys(null, AT_ONCE),
    pending.getAll(null, AT_ONCE),
  ]);
  if (rows.length === 0) return null;
  const ids = new Set<string>();
  const taken: { number: number; length: number; rest: string[] }[] = [];
  for (const [index, { keys }] of rows.entries()) {
    const articles = await articlesOf(transaction.objectStore('records'), keys);
    const rest: string[] = [];
    for (const id of articles) {
      if (ids.size < AT_ONCE || ids.has(id)) ids.add(id);
      else rest.push(`article:${id}`);
    }
    taken.push({ number: numbers[index] ?? 0, length: keys.length, rest });
    if (ids.size >= AT_ONCE) break;
  }
  return {
    ids: [...ids],
    async isPresent(writing) {
      const notes = writing.objectStore('searchPending');
      const present = await Promise.all(taken.map(({ number }) => notes.get(number)));
      return taken.every(({ length }, index) => present[index]?.keys.length === length);
    },
    async finish(writing) {
      const notes = writing.objectStore('searchPending');
      for (const { number, rest } of taken)
        await (rest.length > 0 ? notes.put({ keys: rest }, number) : notes.delete(number));
    },
  };
}

/** The next articles while the index is made anew. */
async function readRebuild(store: Store): Promise<Batch | null> {
  const transaction = store.database.transaction(['meta', 'records', 'searchFresh']);
  const after = await transaction.objectStore('meta').get(REBUILT);
  if (typeof after !== 'string') return null;
  const keys = await transaction.objectStore('records').getAllKeys(articlesAfter(after), AT_ONCE);
  const ids = keys.map(([, id]) => id);
  const last = ids.at(-1);
  return {
    ids,
    // Another context may take in a change of one of them meanwhile, and what was read here is of before.
    turns: await turnsOf(transaction.objectStore('searchFresh'), ids),
    isPresent: async (writing) => (await writing.objectStore('meta').get(REBUILT)) === after,
    async finish(writing) {
      const meta = writing.objectStore('meta');
      await (last === undefined ? meta.delete(REBUILT) : meta.put(last, REBUILT));
    },
  };
}

async function turnsOf(
  fresh: { get(id: string): Promise<FreshRow | undefined> },
  ids: string[],
): Promise<Map<string, number | undefined>> {
  const rows = await Promise.all(ids.map((id) => fresh.get(id)));
  return new Map(ids.map((id, at) => [id, rows[at]?.turn]));
}

function articlesAfter(id: string): IDBKeyRange {
  return IDBKeyRange.bound(['article', id], ['article', []], true);
}

/** The articles that are to be read anew for these. */
async function articlesOf(records: RecordsReader, keys: readonly string[]): Promise<Set<string>> {
  const articles = new Set<string>();
  const parts = new Map<string | null, string[]>();
  for (const part of await linked(records, 'article', MERGED)) {
    const into = readText(part, 'mergedInto');
    parts.set(into, [...(parts.get(into) ?? []), part.id]);
  }
  for (const key of keys) {
    const [kind, id] = partsOf(key);
    // Whether an article's parts stand for themselves hangs on it.
    if (kind === 'article') for (const one of [id, ...(parts.get(id) ?? [])]) articles.add(one);
    else if (kind === 'mark') await addArticleOfMark(records, id, articles);
    else if (kind === 'snapshot')
      for (const row of await linked(records, 'article', key)) articles.add(row.id);
    else {
      for (const tag of [id, ...(await mergedInto(records, id))]) {
        for (const row of await linked(records, 'tagging', `tag:${tag}`)) {
          const [of, owner] = partsOf(readFields(row, taggingFields).owner ?? '');
          if (of === 'article') articles.add(owner);
          else await addArticleOfMark(records, owner, articles);
        }
      }
    }
  }
  return articles;
}

/** Tags that became part of this one: another device may still give them to something. */
async function mergedInto(records: RecordsReader, id: string): Promise<string[]> {
  const tags = await records.getAll(kindRange('tag'));
  return tags.filter((tag) => readText(tag, 'mergedInto') === id).map((tag) => tag.id);
}

async function addArticleOfMark(records: RecordsReader, id: string, to: Set<string>): Promise<void> {
  const mark = await records.get(['mark', id]);
  const article = mark ? readField(mark, 'article', markFields.article) : null;
  if (article) to.add(article);
}

function partsOf(key: string): [kind: string, id: string] {
  const colon = key.indexOf(':');
  return [key.slice(0, colon), key.slice(colon + 1)];
}
