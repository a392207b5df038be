import { queueBlobs } from './queue-blobs.ts';
import type { Store } from './store.ts';
import { openForWriting, recordOf } from './write.ts';

const ASKED_AGAIN = 'blobs-asked-again';
const ASK_AGAIN_AFTER_MS = 24 * 60 * 60_000;

/** Hashes of the kept texts and images that the service does not have yet. */
export function unsentBlobs(store: Store): Promise<string[]> {
  return store.database.getAllKeys('blobOutbox');
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

export async function blobSent(store: Store, hash: string): Promise<void> {
  await store.database.delete('blobOutbox', hash);
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
  await store.database.put('snapshots', { ...blob, savedAt: store.now() });
}
