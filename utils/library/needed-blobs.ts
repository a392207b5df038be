import type { RecordRow } from './database.ts';
import { isDeleted, snapshotHashes, snapshotLink } from './links.ts';
import { putPending } from './pending-search.ts';
import { readField, versionSchema } from './record-schemas.ts';
import type { Store } from './store.ts';

/** Rows read at once: texts and images, some megabytes. */
const ROWS_AT_ONCE = 50;

/** The texts and images that this library's articles name, those in 回收站 left out, and that are not on this device. */
export async function missingBlobs(store: Store): Promise<string[]> {
  const { needed, here } = await neededAndHere(store);
  return [...needed.difference(here)];
}

/** Those that are on this device and were sent, as far as it knows. */
export async function sentBlobs(store: Store): Promise<string[]> {
  const waiting = new Set(await store.database.getAllKeys('blobOutbox'));
  const { needed, here } = await neededAndHere(store);
  return [...needed.intersection(here).difference(waiting)];
}

async function neededAndHere(store: Store): Promise<{ needed: Set<string>; here: Set<string> }> {
  const transaction = store.database.transaction(['records', 'snapshots']);
  const articles = IDBKeyRange.bound(['article'], ['article', []]);
  const [rows, here] = await Promise.all([
    transaction.objectStore('records').getAll(articles),
    transaction.objectStore('snapshots').getAllKeys(),
  ]);
  const needed = new Set(rows.filter((row) => !isDeleted(row)).flatMap(blobsOf));
  return { needed, here: new Set(here) };
}

/** Texts before images: a text can be read without its images. */
function blobsOf(row: RecordRow): string[] {
  const texts = snapshotHashes(row);
  const images = texts.flatMap((hash) => readField(row, `snapshot:${hash}`, versionSchema)?.images ?? []);
  return [...texts, ...images.filter((hash) => hash !== null)];
}

/** How many texts and images are on this device, and the bytes they take. `known` saves reading again what was measured before. */
export async function keptBlobs(
  store: Store,
  known: Map<string, number>,
): Promise<{ count: number; bytes: number }> {
  const keys = await store.database.getAllKeys('snapshots');
  const unknown = keys.filter((hash) => !known.has(hash));
  for (let from = 0; from < unknown.length; from += ROWS_AT_ONCE) {
    const snapshots = store.database.transaction('snapshots').store;
    const rows = unknown.slice(from, from + ROWS_AT_ONCE).map((hash) => snapshots.get(hash));
    for (const row of await Promise.all(rows)) if (row) known.set(row.hash, row.bytes.byteLength);
  }
  return { count: keys.length, bytes: keys.reduce((sum, hash) => sum + (known.get(hash) ?? 0), 0) };
}

/** What is here and doesn't wait to be sent: only of these may the service be asked whether they could be removed. */
export async function settledBlobs(store: Store): Promise<string[]> {
  const transaction = store.database.transaction(['snapshots', 'blobOutbox']);
  const [here, waiting] = await Promise.all([
    transaction.objectStore('snapshots').getAllKeys(),
    transaction.objectStore('blobOutbox').getAllKeys(),
  ]);
  return [...new Set(here).difference(new Set(waiting))];
}

/** Removes what the service was found to keep, but for what waits to be sent again by now. Gives how many, and their bytes. */
export async function removeBlobs(store: Store, hashes: string[]): Promise<{ count: number; bytes: number }> {
  const stores = ['snapshots', 'blobOutbox', 'searchPending'] as const;
  const transaction = store.database.transaction(stores, 'readwrite', { durability: 'strict' });
  const removed = { count: 0, bytes: 0 };
  await putPending(transaction, hashes.map(snapshotLink));
  for (const hash of hashes) {
    if ((await transaction.objectStore('blobOutbox').getKey(hash)) !== undefined) continue;
    const row = await transaction.objectStore('snapshots').get(hash);
    if (!row) continue;
    await transaction.objectStore('snapshots').delete(hash);
    removed.count += 1;
    removed.bytes += row.bytes.byteLength;
  }
  await transaction.done;
  return removed;
}
