import { openAccountStore } from './open-library.ts';
import { queueBlobs } from './queue-blobs.ts';
import type { Store } from './store.ts';
import { openForWriting, recordOf } from './write.ts';

/** Puts what the service refused back into the outbox of that account, for the next sync to offer again. */
export async function retryRefused(account: string, refused: { kind: string; id: string }): Promise<void> {
  await retryRefusedIn(await openAccountStore(account), refused);
}

/**
 * The same for an open library. A record that came malformed from the service, and was never this device's own, stays aside. Its stamps
 * went out once, so none of them may be written anew as if nobody had seen it.
 */
export async function retryRefusedIn(
  store: Store,
  { kind, id }: { kind: string; id: string },
): Promise<void> {
  const transaction = openForWriting(store, 'strict');
  const since = store.now();
  if (kind === 'blob') {
    const isHere = (await transaction.objectStore('snapshots').getKey(id)) !== undefined;
    if (isHere) await transaction.objectStore('blobOutbox').put({ hash: id, since });
    if (isHere) await transaction.objectStore('refused').delete([kind, id]);
  } else {
    const row = await transaction.objectStore('records').get([kind, id]);
    const outbox = transaction.objectStore('outbox');
    const isWaiting = (await outbox.getKey([kind, id])) !== undefined;
    if (row && !isWaiting) {
      await outbox.put({ kind, id, version: row.version, unsent: [], offered: [], since });
    }
    if (row) await queueBlobs(transaction, recordOf(row), since);
    if (row) await transaction.objectStore('refused').delete([kind, id]);
  }
  await transaction.done;
}

/**
 * Speaks no more of what lies aside: an image the reader leaves on this device alone, or a record of the service that can't be read. What
 * is kept here stays as it is.
 */
export async function dismissRefused(
  account: string,
  { kind, id }: { kind: string; id: string },
): Promise<void> {
  const store = await openAccountStore(account);
  await store.database.delete('refused', [kind, id]);
}
