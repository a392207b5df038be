import { newestStamp } from '../../protocol/merge.ts';
import { recordBytes, type SyncRecord } from '../../protocol/records.ts';
import type { PushResponse } from '../../protocol/sync.ts';
import type { RecordRow, WriteTransaction } from './database.ts';
import { snapshotHashes } from './links.ts';
import type { Store } from './store.ts';
import { readRows } from './store-rows.ts';
import { CURSOR, positionIn } from './sync-position.ts';
import { openForWriting, recordOf, settle } from './write.ts';

/** Records read for one push, with the version each had then. */
export interface PushBatch {
  /** In which they are pushed: to a service of another they have not been sent. */
  epoch: string | null;
  records: SyncRecord[];
  versions: number[];
}

export type PushOutcome = 'stored' | { refused: string };

/**
 * Reads the next records to push, at most `maxRecords` and `maxBytes` of JSON. An article waits until the snapshots it names have been
 * sent, so that no device meets a record whose text is nowhere. With one that was merged once waits what belongs to it: a device that heard of a merge
 * taken back by the marks alone would carry them over again.
 */
export async function readPushBatch(store: Store, maxRecords: number, maxBytes: number): Promise<PushBatch> {
  const transaction = openForWriting(store, 'relaxed');
  const batch = await readBatch(transaction, maxRecords, maxBytes);
  await markOffered(transaction, batch);
  await transaction.done;
  return batch;
}

async function readBatch(
  transaction: WriteTransaction,
  maxRecords: number,
  maxBytes: number,
): Promise<PushBatch> {
  const unsentBlobs = new Set(await transaction.objectStore('blobOutbox').getAllKeys());
  const keys = await transaction.objectStore('outbox').getAllKeys();
  const { epoch } = await positionIn(transaction.objectStore('meta'));
  const batch: PushBatch = { epoch, records: [], versions: [] };
  const merged = new Set<string>();
  let bytes = 0;
  for (let from = 0; from < keys.length; from += maxRecords) {
    const waiting = keys.slice(from, from + maxRecords).map(([kind, id]) => ({ kind, id }));
    for (const row of await readRows(transaction.objectStore('records'), waiting)) {
      // Articles come before what belongs to them.
      if (row && namesAny(row, unsentBlobs) && row.fields.mergedInto) merged.add(`article:${row.id}`);
      if (!row || namesAny(row, unsentBlobs)) continue;
      if (row.links.some((link) => merged.has(link))) continue;
      const record = recordOf(row);
      bytes += recordBytes(record) + 1;
      const isFull = batch.records.length === maxRecords || (bytes > maxBytes && batch.records.length > 0);
      if (isFull) return batch;
      batch.records.push(record);
      batch.versions.push(row.version);
    }
  }
  return batch;
}

async function markOffered(transaction: WriteTransaction, batch: PushBatch): Promise<void> {
  const outbox = transaction.objectStore('outbox');
  for (const { kind, id } of batch.records) {
    const waiting = await outbox.get([kind, id]);
    if (!waiting || waiting.unsent.every((stamp) => waiting.offered.includes(stamp))) continue;
    await outbox.put({ ...waiting, offered: [...new Set([...waiting.offered, ...waiting.unsent])] });
  }
}

/**
 * Takes the service's answer to a batch. A record leaves the outbox only if it hasn't changed since it was read for the push; a refused
 * one is set aside where the reader can see it. Those refused for a clock ahead stay, for `restampAhead`. All stay where another context has met
 * another epoch since: what the service had stored may be gone with the database it had then.
 */
export async function acknowledge(store: Store, batch: PushBatch, outcomes: PushOutcome[]): Promise<void> {
  const transaction = openForWriting(store, 'relaxed');
  const { epoch } = await positionIn(transaction.objectStore('meta'));
  for (const [index, record] of batch.records.entries()) {
    const outcome = outcomes[index];
    if (epoch !== batch.epoch || outcome === undefined || isAhead(outcome)) continue;
    if (outcome === 'stored') await takeAsStored(transaction, record);
    else await setAside(transaction, record, outcome.refused, store.now());
    await leaveOutbox(transaction, record, batch.versions[index] ?? -1);
  }
  await transaction.done;
}

/**
 * Where the device stood in the feed right before its push, it stands right behind it from now on: what it would pull is what it has sent. A service of
 * the version before does not tell.
 */
export async function passOwnPush(
  store: Store,
  { epoch, feed }: Pick<PushResponse, 'epoch' | 'feed'>,
): Promise<void> {
  if (!feed || feed.after === feed.before) return;
  const transaction = store.database.transaction('meta', 'readwrite', { durability: 'relaxed' });
  const present = await positionIn(transaction.store);
  if (present.epoch === epoch && present.cursor === feed.before)
    await transaction.store.put(feed.after, CURSOR);
  await transaction.done;
}

/** What was set aside of it before holds no longer. */
async function takeAsStored(transaction: WriteTransaction, record: SyncRecord): Promise<void> {
  await settle(transaction, newestStamp(record));
  await transaction.objectStore('refused').delete([record.kind, record.id]);
}

async function setAside(transaction: WriteTransaction, record: SyncRecord, reason: string, at: number) {
  await transaction.objectStore('refused').put({ kind: record.kind, id: record.id, reason, at, record });
}

async function leaveOutbox(
  transaction: WriteTransaction,
  record: SyncRecord,
  version: number,
): Promise<void> {
  const outbox = transaction.objectStore('outbox');
  const waiting = await outbox.get([record.kind, record.id]);
  if (!waiting) return;
  if (waiting.version === version) {
    await outbox.delete([record.kind, record.id]);
    return;
  }
  // What another context has offered since may be there too, though its answer never comes.
  const settled = newestStamp(record);
  const unsent = waiting.unsent.filter((stamp) => stamp > settled);
  await outbox.put({ ...waiting, unsent, offered: waiting.offered.filter((stamp) => stamp > settled) });
}

function namesAny(row: RecordRow, hashes: Set<string>): boolean {
  return row.kind === 'article' && snapshotHashes(recordOf(row)).some((hash) => hashes.has(hash));
}

function isAhead(outcome: PushOutcome): boolean {
  return outcome !== 'stored' && outcome.refused === 'clock-ahead';
}
