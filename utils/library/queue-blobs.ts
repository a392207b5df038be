import type { SyncRecord } from '../../protocol/records.ts';
import type { WriteTransaction } from './database.ts';
import { blobHashes } from './links.ts';

/** Queues the blobs that a record names, as far as they are on this device and were not refused. */
export function queueBlobs(transaction: WriteTransaction, record: SyncRecord, since: number): Promise<void> {
  return queue(transaction, blobHashes(record), since);
}

/**
 * Queues what an edit is the first to name, and all that a record names which lay aside: the service removes what no record has named for 30
 * days, and knows neither yet. What else the record names it was told, or is told again while it waits.
 */
export async function queueUnknownBlobs(
  transaction: WriteTransaction,
  { before, after }: { before: SyncRecord; after: SyncRecord },
  since: number,
): Promise<void> {
  const named = new Set(blobHashes(after));
  if (named.size === 0) return;
  const layAside = (await transaction.objectStore('refused').getKey([after.kind, after.id])) !== undefined;
  const known = new Set(layAside ? [] : blobHashes(before));
  await queue(transaction, [...named.difference(known)], since);
}

async function queue(transaction: WriteTransaction, hashes: string[], since: number): Promise<void> {
  for (const hash of hashes) {
    const isHere = (await transaction.objectStore('snapshots').getKey(hash)) !== undefined;
    const isRefused = (await transaction.objectStore('refused').getKey(['blob', hash])) !== undefined;
    if (isHere && !isRefused) await transaction.objectStore('blobOutbox').put({ hash, since });
  }
}
