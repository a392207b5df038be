import type { BlobOutboxRow } from './database.ts';
import { snapshotHashes, snapshotLink } from './links.ts';
import { putPending } from './pending-search.ts';
import { queueBlobs, queueHashes } from './queue-blobs.ts';
import type { Store } from './store.ts';
import { positionIn } from './sync-position.ts';
import { openForWriting, recordOf } from './write.ts';

const ASKED_AGAIN = 'blobs-asked-again';
const ASK_AGAIN_AFTER_MS = 24 * 60 * 60_000;

/** Waiting articles that are looked through for their texts: more than go out before the next look. */
const ARTICLES_READ = 500;

/** What failed alone is begun again after a minute, then after two, at last once an hour. */
const FIRST_REST_MS = 60_000;
const LONGEST_REST_MS = 60 * 60_000;

/**
 * Hashes of the kept texts and images that the service does not have yet, but for those that rest after a failure. The texts that articles wait for come
 * first.
 */
export async function unsentBlobs(store: Store): Promise<string[]> {
  const transaction = store.database.transaction(['records', 'outbox', 'blobOutbox']);
  const waiting = await transaction.objectStore('blobOutbox').getAll();
  const unsent = new Set(waiting.filter((row) => restEnd(row, store.now()) === null).map(({ hash }) => hash));
  if (unsent.size < 2) return [...unsent];
  const articles = IDBKeyRange.bound(['article'], ['article', []]);
  const keys = await transaction.objectStore('outbox').getAllKeys(articles, ARTICLES_READ);
  const rows = await Promise.all(keys.map((key) => transaction.objectStore('records').get(key)));
  const texts = new Set(rows.flatMap((row) => (row ? snapshotHashes(row) : []))).intersection(unsent);
  return [...texts, ...unsent.difference(texts)];
}

/** Lets one rest that failed though all others might not: else each edit would send its megabytes again. */
export async function restBlob(store: Store, hash: string): Promise<void> {
  const transaction = store.database.transaction('blobOutbox', 'readwrite', { durability: 'relaxed' });
  const row = await transaction.store.get(hash);
  const failed = { times: (row?.failed?.times ?? 0) + 1, at: store.now() };
  if (row) await transaction.store.put({ ...row, failed });
  await transaction.done;
}

/** When the first of those that rest has rested, in milliseconds since 1970; null where none rests. */
export async function nextBlobTry(store: Store): Promise<number | null> {
  const rows = await store.database.getAll('blobOutbox');
  const ends = rows.flatMap((row) => restEnd(row, store.now()) ?? []);
  return ends.length > 0 ? ends.reduce((first, end) => Math.min(first, end)) : null;
}

/** Null where it does not rest now. A clock that tells an earlier time than the failure was at has been set since. */
function restEnd({ failed }: BlobOutboxRow, now: number): number | null {
  if (!failed || now < failed.at) return null;
  const end = failed.at + Math.min(FIRST_REST_MS * 2 ** Math.min(failed.times - 1, 10), LONGEST_REST_MS);
  return now < end ? end : null;
}

/**
 * Once a day, whatever the clock says: texts and images that waiting records name count as unsent again, though they may have gone out. The
 * service removes what no record has named for 30 days, and a device may sleep for longer between sending a text and the record.
 */
export async function askAgainForBlobs(store: Store): Promise<void> {
  const asked = await store.database.get('meta', ASKED_AGAIN);
  if (typeof asked === 'number' && Math.abs(store.now() - asked) < ASK_AGAIN_AFTER_MS) return;
  const transaction = openForWriting(store, 'relaxed');
  for (const key of await transaction.objectStore('outbox').getAllKeys()) {
    const row = await transaction.objectStore('records').get(key);
    if (row) await queueBlobs(transaction, recordOf(row), store.now());
  }
  await transaction.objectStore('meta').put(store.now(), ASKED_AGAIN);
  await transaction.done;
}

/** Texts and images that the service was found to keep no more count as unsent again, but for those it refused once. Gives how many wait for that now. */
export async function sendAgain(store: Store, hashes: string[]): Promise<number> {
  const transaction = openForWriting(store, 'relaxed');
  const queued = await queueHashes(transaction, hashes, store.now());
  await transaction.done;
  return queued;
}

/**
 * The service has it, as it said in this epoch. Where another context has met another one since, it may be gone with the database the service had then, and
 * is sent again.
 */
export async function blobSent(store: Store, hash: string, epoch: string | null): Promise<void> {
  const transaction = openForWriting(store, 'relaxed');
  const present = await positionIn(transaction.objectStore('meta'));
  if (present.epoch === epoch) await transaction.objectStore('blobOutbox').delete(hash);
  await transaction.done;
}

/** Sets a blob aside that the service will not take: it stays on this device, and the reader sees why. */
export async function refuseBlob(store: Store, hash: string, reason: string): Promise<void> {
  const transaction = openForWriting(store, 'relaxed');
  await transaction.objectStore('blobOutbox').delete(hash);
  const row = { kind: 'blob', id: hash, reason, at: store.now(), record: null };
  await transaction.objectStore('refused').put(row);
  await transaction.done;
}

/** Keeps a blob that came from the service. */
export async function keepFetchedBlob(
  store: Store,
  blob: { hash: string; type: string; bytes: Uint8Array<ArrayBuffer>; size: number },
): Promise<void> {
  const transaction = store.database.transaction(['snapshots', 'searchPending'], 'readwrite');
  await transaction.objectStore('snapshots').put({ ...blob, savedAt: store.now() });
  await putPending(transaction, [snapshotLink(blob.hash)]);
  await transaction.done;
}
