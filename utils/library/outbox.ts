import type { OutboxState } from './library.ts';
import type { Store } from './store.ts';

/** How much waits to be sent, and what the service would not take. */
export async function readOutbox(store: Store): Promise<OutboxState> {
  const transaction = store.database.transaction(['outbox', 'blobOutbox', 'refused']);
  const [records, blobs, refused] = await Promise.all([
    transaction.objectStore('outbox').count(),
    transaction.objectStore('blobOutbox').count(),
    transaction.objectStore('refused').getAll(),
  ]);
  return { waiting: records + blobs, refused };
}
