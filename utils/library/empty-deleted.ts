import { deletedAt, emptyDeleted } from '../../protocol/deletion.ts';
import { joinRecords } from '../../protocol/merge.ts';
import { linksOf } from './links.ts';
import { queueUnknownBlobs } from './queue-blobs.ts';
import { SERVICE_TIME } from './restamp.ts';
import { isSteadyFor } from './steady-clock.ts';
import type { Store } from './store.ts';
import { bestTime, openForWriting, recordOf } from './write.ts';

/** 回收站 keeps what was deleted for this long. */
const KEPT_MS = 30 * 24 * 60 * 60_000;

/** The kinds that can be deleted, as the index names them. */
const DELETABLE = ['article', 'mark', 'tag', 'site', 'site-rule', 'saved-search'];

/**
 * Empties what was deleted more than 30 days ago, with the deletion's own stamp: so a restore on another device wins whenever it
 * arrives. The service does the same; whoever comes first, both make the same record.
 */
export async function emptyDeletedRecords(store: Store): Promise<void> {
  const transaction = openForWriting(store, 'relaxed');
  const records = transaction.objectStore('records');
  const outbox = transaction.objectStore('outbox');
  const meta = transaction.objectStore('meta');
  const isSteady = await isSteadyFor(meta, store.now(), KEPT_MS);
  // A machine that runs a year ahead must not empty what was deleted a minute ago: where a service ever told its time, that alone counts.
  const told = await meta.get(SERVICE_TIME);
  if (typeof told !== 'number' && !isSteady) return await transaction.done;
  const now = Math.min(await bestTime(store, transaction), typeof told === 'number' ? told : Infinity);
  for (const kind of DELETABLE) {
    for (const row of await records.index('byLink').getAll(`deleted:${kind}`)) {
      const record = recordOf(row);
      const deleted = deletedAt(record);
      if (deleted === null || now - deleted.getTime() < KEPT_MS) continue;
      const emptied = joinRecords(record, emptyDeleted(record));
      const version = row.version + 1;
      await records.put({ ...emptied, version, links: linksOf(emptied) });
      await queueUnknownBlobs(transaction, { before: record, after: emptied }, store.now());
      const waiting = await outbox.get([row.kind, row.id]);
      const { unsent, offered, since } = waiting ?? { unsent: [], offered: [], since: store.now() };
      await outbox.put({ kind: row.kind, id: row.id, version, unsent, offered, since });
    }
  }
  await transaction.done;
}
