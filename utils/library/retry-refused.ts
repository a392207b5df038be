import { openAccountStore } from './open-library.ts';
import { queueBlobs } from './queue-blobs.ts';
import type { Store } from './store.ts';
import { openForWriting, recordOf } from './write.ts';

/** Puts what the service refused back into the outbox of that account, for the next sync to offer again. */
export async function retryRefused(account: string, refused: { kind: string; id: string }): Promise<void> {
  await retryRefusedIn(await openAccountStore(account), refused);
}

const DAY_MS = 24 * 60 * 60_000;
/** So few are offered to see whether there is room again: of images, some megabytes. */
const OFFERED_AT_ONCE = 20;

/**
 * Once a day some of what the account had no room for waits again, the oldest first; where none of it is refused, the others follow by further
 * calls. Gives how many wait for that now.
 */
export async function retryCrowdedOut(store: Store): Promise<number> {
  if ((await store.database.count('refused')) === 0) return 0;
  const refused = await store.database.getAll('refused');
  const crowdedOut = refused.filter(({ reason }) => reason === 'quota-exceeded');
  // Whatever the clock says: it may have been ahead then.
  if (crowdedOut.some(({ at }) => Math.abs(store.now() - at) < DAY_MS)) return 0;
  let offered = 0;
  for (const row of crowdedOut.toSorted((left, right) => left.at - right.at)) {
    if (offered < OFFERED_AT_ONCE && (await retryRefusedIn(store, row))) offered += 1;
  }
  return offered;
}

/**
 * The same for an open library; answers whether it waits again. A record that came malformed from the service, and was never this device's own, stays aside. Its stamps
 * went out once, so none of them may be written anew as if nobody had seen it.
 */
export async function retryRefusedIn(
  store: Store,
  { kind, id }: { kind: string; id: string },
): Promise<boolean> {
  const transaction = openForWriting(store, 'strict');
  const since = store.now();
  let isHere: boolean;
  if (kind === 'blob') {
    isHere = (await transaction.objectStore('snapshots').getKey(id)) !== undefined;
    if (isHere) await transaction.objectStore('blobOutbox').put({ hash: id, since });
    if (isHere) await transaction.objectStore('refused').delete([kind, id]);
  } else {
    const row = await transaction.objectStore('records').get([kind, id]);
    isHere = row !== undefined;
    const outbox = transaction.objectStore('outbox');
    const isWaiting = (await outbox.getKey([kind, id])) !== undefined;
    if (row && !isWaiting) {
      await outbox.put({ kind, id, version: row.version, unsent: [], offered: [], since });
    }
    if (row) await queueBlobs(transaction, recordOf(row), since);
    if (row) await transaction.objectStore('refused').delete([kind, id]);
  }
  await transaction.done;
  return isHere;
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
