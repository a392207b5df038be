import * as z from 'zod/mini';
import { GUEST } from '../current-account.ts';
import { parseJson } from '../parse-json.ts';
import type { RecordRow } from './database.ts';
import { blobHashes, snapshotLink } from './links.ts';
import { putPending } from './pending-search.ts';
import { kindRange } from './read-records.ts';
import type { Store } from './store.ts';
import { CLOCK, openForWriting } from './write.ts';

const UNNAMED = 'unnamed-blobs';
/** Looking through all articles is worth it a few times a day. */
const LOOK_EVERY_MS = 4 * 60 * 60_000;
/**
 * What no article names any more stays for so long after it was first seen: a discarded article may yet be put back, by 撤销 or from another device. With a look before
 * and one after it is gone within a day, as PRIVACY.md says.
 */
const GRACE_MS = 12 * 60 * 60_000;
/** Articles read at once. */
const ROWS_AT_ONCE = 500;

const unnamedSchema = z.object({ at: z.number(), since: z.record(z.string(), z.number()) });
type Unnamed = z.infer<typeof unnamedSchema>;

/**
 * Removes texts and images that no article names any more, from this device: those of articles that were emptied above all. What waits to be sent
 * stays until it was; a guest's never is. At most every few hours, and half a day after it was first seen to be unnamed, but for `atOnce`.
 */
export async function sweepBlobs(
  store: Store,
  { atOnce = [] }: { atOnce?: readonly string[] } = {},
): Promise<{ count: number; bytes: number }> {
  const known = await readUnnamed(store);
  const isEarly = known !== null && Math.abs(store.now() - known.at) < LOOK_EVERY_MS;
  if (isEarly && atOnce.length === 0) return { count: 0, bytes: 0 };
  const here = new Set(await store.database.getAllKeys('snapshots'));
  const unnamed = [...here.difference(await namedBlobs(piecemeal(store)))];
  const since = Object.fromEntries(unnamed.map((hash) => [hash, known?.since[hash] ?? store.now()]));
  const isDue = (hash: string) =>
    atOnce.includes(hash) || Math.abs(store.now() - (since[hash] ?? store.now())) >= GRACE_MS;
  const removed = await removeUnnamed(store, unnamed.filter(isDue));
  const kept: Unnamed = { at: store.now(), since };
  await store.database.put('meta', JSON.stringify(kept), UNNAMED);
  return removed;
}

/** What nobody can read is looked for anew. */
async function readUnnamed(store: Store): Promise<Unnamed | null> {
  return parseJson(await store.database.get('meta', UNNAMED), unnamedSchema) ?? null;
}

interface Articles {
  getAll(range: IDBKeyRange, count: number): Promise<RecordRow[]>;
}

async function namedBlobs(articles: Articles): Promise<Set<string>> {
  const named = new Set<string>();
  let range = kindRange('article');
  for (;;) {
    const rows = await articles.getAll(range, ROWS_AT_ONCE);
    for (const row of rows) for (const hash of blobHashes(row)) named.add(hash);
    const last = rows.at(-1);
    if (!last || rows.length < ROWS_AT_ONCE) return named;
    range = IDBKeyRange.bound(['article', last.id], ['article', []], true);
  }
}

/** Nobody waits meanwhile, and something may be written in between. */
function piecemeal({ database }: Store): Articles {
  return { getAll: (range, count) => database.getAll('records', range, count) };
}

/** One that an article names by now, or that waits, stays: both are looked at in the transaction that removes, all articles once more where anything was written meanwhile. */
async function removeUnnamed(store: Store, hashes: string[]): Promise<{ count: number; bytes: number }> {
  const removed = { count: 0, bytes: 0 };
  if (hashes.length === 0) return removed;
  const clock = await store.database.get('meta', CLOCK);
  const before = await namedBlobs(piecemeal(store));
  const transaction = openForWriting(store, 'strict');
  const isStill = (await transaction.objectStore('meta').get(CLOCK)) === clock;
  const named = isStill ? before : await namedBlobs(transaction.objectStore('records'));
  const [snapshots, waiting] = [transaction.objectStore('snapshots'), transaction.objectStore('blobOutbox')];
  const byLink = transaction.objectStore('records').index('byLink');
  const gone: string[] = [];
  for (const hash of hashes) {
    if (named.has(hash) || (await byLink.getKey(snapshotLink(hash))) !== undefined) continue;
    if (store.account === GUEST) await waiting.delete(hash);
    else if ((await waiting.getKey(hash)) !== undefined) continue;
    const row = await snapshots.get(hash);
    if (!row) continue;
    await snapshots.delete(hash);
    gone.push(snapshotLink(hash));
    removed.count += 1;
    removed.bytes += row.bytes.byteLength;
  }
  await putPending(transaction, gone);
  await transaction.done;
  return removed;
}
