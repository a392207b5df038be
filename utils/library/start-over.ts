import { unwrap } from 'idb';
import { addRecords, type Digest, type DigestSums, formatSums } from '../../protocol/digest.ts';
import type { OutboxRow, RecordRow, WriteTransaction } from './database.ts';
import { eachSlice } from './read-slices.ts';
import type { Store } from './store.ts';
import { CURSOR, EPOCH, positionIn } from './sync-position.ts';
import { abort, openForWriting } from './write.ts';

/**
 * The service has another epoch: it came back from a backup, or is another one. Everything here is sent again, from the first revision on, so
 * that what it lost comes back. With `again` also under the same epoch, to heal a difference.
 */
export async function startOver(store: Store, epoch: string, again = false): Promise<void> {
  const transaction = openForWriting(store, 'relaxed');
  const meta = transaction.objectStore('meta');
  try {
    const present = await positionIn(meta);
    if (present.epoch === epoch && !again) return await transaction.done;
    await meta.put(epoch, EPOCH);
    await meta.put(0, CURSOR);
    if (present.epoch !== null) await sendAllAgain(store, transaction);
    await transaction.done;
  } catch (error) {
    await abort(transaction);
    // As above.
    throw transaction.error ?? error;
  }
}

/** Count and hash per kind of everything here, and whether they can be compared: nothing waits, and no record lies aside. Where they can't, none is read. */
export async function digestStore(
  store: Store,
): Promise<{ kinds: Record<string, Digest>; isSettled: boolean }> {
  const transaction = store.database.transaction(['records', 'outbox', 'refused']);
  const waiting = await transaction.objectStore('outbox').count();
  // What one side refused or can't read differs for good: exchanging everything again would not heal it.
  const aside = (await transaction.objectStore('refused').getAllKeys()).filter(([kind]) => kind !== 'blob');
  if (waiting > 0 || aside.length > 0) return { kinds: {}, isSettled: false };
  const sums: DigestSums = new Map();
  await eachRecord(transaction.objectStore('records'), (rows) => addRecords(sums, rows));
  return { kinds: formatSums(sums), isSettled: true };
}

/** Some hundred thousand requests: none is waited for, and one that fails undoes the transaction. */
async function sendAllAgain(store: Store, transaction: WriteTransaction): Promise<void> {
  const since = store.now();
  const waiting = new Set(
    (await transaction.objectStore('outbox').getAllKeys()).map(([kind, id]) => `${kind} ${id}`),
  );
  const outbox = unwrap(transaction.objectStore('outbox'));
  await eachRecord(transaction.objectStore('records'), (rows) => {
    for (const { kind, id, version } of rows) {
      const row: OutboxRow = { kind, id, version, unsent: [], offered: [], since };
      if (!waiting.has(`${kind} ${id}`)) outbox.put(row);
    }
  });
  const blobOutbox = unwrap(transaction.objectStore('blobOutbox'));
  for (const hash of await transaction.objectStore('snapshots').getAllKeys()) blobOutbox.put({ hash, since });
}

/** Every record: no kind is an array, which comes behind all texts. */
function eachRecord(
  records: { getAll(range: IDBKeyRange, count: number): Promise<RecordRow[]> },
  take: (rows: RecordRow[]) => void,
): Promise<void> {
  const range = IDBKeyRange.bound([''], [[]]);
  return eachSlice(
    (slice, count) => records.getAll(slice, count),
    { range, keyOf: ({ kind, id }) => [kind, id] },
    take,
  );
}
