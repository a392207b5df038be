import type { SyncRecord } from '../../protocol/records.ts';
import type { WriteTransaction } from './database.ts';
import { blobHashes, isDeleted } from './links.ts';

/** Queues the blobs that a record names, as far as they are on this device and were not refused. */
export async function queueBlobs(
  transaction: WriteTransaction,
  record: SyncRecord,
  since: number,
): Promise<void> {
  await queueHashes(transaction, blobHashes(record), since);
}

/**
 * Queues what an edit is the first to name, and all that a record names which lay aside or was deleted: the service removes what no record has
 * named for 30 days, and a deleted one may be empty there by now. What else the record names it was told, or is told again while it waits.
 */
export async function queueUnknownBlobs(
  transaction: WriteTransaction,
  { before, after }: { before: SyncRecord; after: SyncRecord },
  since: number,
): Promise<void> {
  const named = new Set(blobHashes(after));
  if (named.size === 0) return;
  const layAside = (await transaction.objectStore('refused').getKey([after.kind, after.id])) !== undefined;
  const known = new Set(layAside || isDeleted(before) ? [] : blobHashes(before));
  await queueHashes(transaction, [...named.difference(known)], since);
}

/**
 * Queues what received records are the first to name and what is here already: given up once with a record that now comes back from another device, which
 * may never have had the text, while the service may have removed it as named by none. So it may, too, where the article was deleted and came back
 * while this device slept.
 */
export async function queueHeldBlobs(
  transaction: WriteTransaction,
  received: { before: SyncRecord | undefined; after: SyncRecord }[],
  since: number,
): Promise<void> {
  const articles = received.filter(({ after }) => after.kind === 'article');
  // A first sync finds none here.
  if (articles.length === 0 || (await transaction.objectStore('snapshots').count()) === 0) return;
  const named = articles.flatMap(({ before, after }) => {
    const known = new Set(before && isAsAlive(before, after) ? blobHashes(before) : []);
    return blobHashes(after).filter((hash) => !known.has(hash));
  });
  await queueHashes(transaction, [...new Set(named)], since);
}

/** Whether the article was living all along, as far as the stamp of its field `deleted` tells. */
function isAsAlive(before: SyncRecord, after: SyncRecord): boolean {
  return !isDeleted(before) && before.fields.deleted?.[0] === after.fields.deleted?.[0];
}

/** Queues those of them that are on this device and were not refused, and gives how many those are. */
export async function queueHashes(
  transaction: WriteTransaction,
  hashes: string[],
  since: number,
): Promise<number> {
  let queued = 0;
  for (const hash of hashes) {
    const isHere = (await transaction.objectStore('snapshots').getKey(hash)) !== undefined;
    const isRefused = (await transaction.objectStore('refused').getKey(['blob', hash])) !== undefined;
    if (!isHere || isRefused) continue;
    await transaction.objectStore('blobOutbox').put({ hash, since });
    queued += 1;
  }
  return queued;
}
