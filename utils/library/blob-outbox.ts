import type { Store } from './store.ts';
import { openForWriting } from './write.ts';

/** Hashes of the kept texts and images that the service does not have yet. */
export function unsentBlobs(store: Store): Promise<string[]> {
  return store.database.getAllKeys('blobOutbox');
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
