import { deletedAt, emptyDeleted, emptyWith, goesWith } from '../../protocol/deletion.ts';
import { joinRecords } from '../../protocol/merge.ts';
import type { SyncRecord } from '../../protocol/records.ts';
import type { RecordRow, WriteTransaction } from './database.ts';
import { blobHashes, linksOf } from './links.ts';
import { readParts } from './merged.ts';
import { queueUnknownBlobs } from './queue-blobs.ts';
import { linked, type RecordsReader } from './read-records.ts';
import { SERVICE_TIME } from './restamp.ts';
import { putListed } from './shelf-rows.ts';
import { isSteadyFor } from './steady-clock.ts';
import type { Store } from './store.ts';
import { sweepBlobs } from './sweep-blobs.ts';
import { bestTime, openForWriting, recordOf, versionFloor, type Written } from './write.ts';

/** 回收站 keeps what was deleted for this long. */
const KEPT_MS = 30 * 24 * 60 * 60_000;

/** The kinds that can be deleted, as the index names them. */
const DELETABLE = ['article', 'mark', 'tag', 'site', 'site-rule', 'saved-search'];

/**
 * Empties what was deleted more than 30 days ago, with the deletion's own stamp: so a restore on another device wins whenever it
 * arrives. The service does the same; whoever comes first, both make the same record. Marks and their notes go with their article.
 */
export async function emptyDeletedRecords(store: Store): Promise<void> {
  const now = await timeToEmptyBy(store);
  if (now === null) return;
  // Mostly there is nothing, and nobody who writes need wait for the look.
  const found = await readOverTime(store.database.transaction('records').store, now);
  if (found.length === 0) return;
  const transaction = openForWriting(store, 'relaxed');
  const records = transaction.objectStore('records');
  const parts = await readParts(records);
  for (const { kind, id } of found) {
    const row = await records.get([kind, id]);
    if (!row || !(await isOverTime(records, row, { now, parts }))) continue;
    const record = recordOf(row);
    if (deletedAt(record) !== null) await emptyRow(store, transaction, row);
    if (kind === 'article') await emptyWhatGoes(store, transaction, record, parts.get(id));
  }
  await transaction.done;
}

/** Null where no clock is to be trusted with it. */
async function timeToEmptyBy(store: Store): Promise<number | null> {
  const transaction = store.database.transaction('meta', 'readwrite', { durability: 'relaxed' });
  const isSteady = await isSteadyFor(transaction.store, store.now(), KEPT_MS);
  const [told, best] = [await transaction.store.get(SERVICE_TIME), await bestTime(store, transaction)];
  await transaction.done;
  // A machine that runs a year ahead must not empty what was deleted a minute ago: where a service ever told its time, that alone counts.
  if (typeof told !== 'number' && !isSteady) return null;
  return Math.min(best, typeof told === 'number' ? told : Infinity);
}

async function readOverTime(records: RecordsReader, now: number): Promise<RecordRow[]> {
  const parts = await readParts(records);
  const found: RecordRow[] = [];
  for (const kind of DELETABLE) {
    for (const row of await records.index('byLink').getAll(`deleted:${kind}`)) {
      if (await isOverTime(records, row, { now, parts })) found.push(row);
    }
  }
  return found;
}

/** Whether it is to be emptied now, or something that goes with it: also with an article that was emptied before, since a mark may have come since. */
async function isOverTime(
  records: RecordsReader,
  row: RecordRow,
  { now, parts }: { now: number; parts: Map<string, RecordRow[]> },
): Promise<boolean> {
  const deleted = deletedAt(recordOf(row));
  if (deleted !== null) return now - deleted.getTime() >= KEPT_MS;
  return row.kind === 'article' && (await whatGoes(records, row, parts.get(row.id))).length > 0;
}

/**
 * Empties 回收站 by the reader's own word, before its time: of articles and marks. By the same stamp as time would, so that a restore on another
 * device wins here too. Texts and images that nothing else names go from this device at once.
 */
export async function emptyBin(store: Store): Written<{ articles: number; marks: number }> {
  const emptied = { articles: 0, marks: 0 };
  const changed: { kind: string; id: string }[] = [];
  const texts: string[] = [];
  const transaction = openForWriting(store, 'strict');
  const records = transaction.objectStore('records');
  const parts = await readParts(records);
  for (const kind of ['article', 'mark'] as const) {
    for (const row of await records.index('byLink').getAll(`deleted:${kind}`)) {
      // One that holds nothing but its deletion is not shown, and stays as it is.
      if (!Object.entries(row.fields).some(([name, [, value]]) => name !== 'deleted' && value !== null))
        continue;
      const own = kind === 'article' ? (parts.get(row.id) ?? []) : [];
      texts.push(...[row, ...own].flatMap(blobHashes));
      await emptyRow(store, transaction, row);
      if (kind === 'article') changed.push(...(await emptyWhatGoes(store, transaction, recordOf(row), own)));
      emptied[kind === 'article' ? 'articles' : 'marks'] += 1;
      changed.push({ kind, id: row.id });
    }
  }
  await transaction.done;
  await sweepBlobs(store, { atOnce: texts });
  return { result: emptied, changed };
}

/**
 * Empties what goes with a deleted article: the marks on it, and the articles that became part of it, which nobody sees any more and which hold the same once again.
 * Gives which.
 */
async function emptyWhatGoes(
  store: Store,
  transaction: WriteTransaction,
  article: SyncRecord,
  parts: RecordRow[] = [],
): Promise<{ kind: string; id: string }[]> {
  const going = await whatGoes(transaction.objectStore('records'), article, parts);
  for (const row of going) {
    const record = recordOf(row);
    await putEmptied(store, transaction, row, joinRecords(record, emptyWith(record, article)));
  }
  if (going.length > 0) await putListed(transaction, [`article:${article.id}`]);
  return going.map(({ kind, id }) => ({ kind, id }));
}

async function whatGoes(
  records: RecordsReader,
  article: SyncRecord,
  parts: RecordRow[] = [],
): Promise<RecordRow[]> {
  const onIt = await linked(records, 'mark', `article:${article.id}`);
  return [...onIt.filter((row) => goesWith(recordOf(row), article)), ...parts];
}

async function emptyRow(store: Store, transaction: WriteTransaction, row: RecordRow): Promise<void> {
  const record = recordOf(row);
  await putEmptied(store, transaction, row, joinRecords(record, emptyDeleted(record)));
}

async function putEmptied(
  store: Store,
  transaction: WriteTransaction,
  row: RecordRow,
  emptied: SyncRecord,
): Promise<void> {
  const record = recordOf(row);
  const version = Math.max(row.version, await versionFloor(transaction)) + 1;
  await transaction.objectStore('records').put({ ...emptied, version, links: linksOf(emptied) });
  await queueUnknownBlobs(transaction, { before: record, after: emptied }, store.now());
  const outbox = transaction.objectStore('outbox');
  const waiting = await outbox.get([row.kind, row.id]);
  const { unsent, offered, since } = waiting ?? { unsent: [], offered: [], since: store.now() };
  await outbox.put({ kind: row.kind, id: row.id, version, unsent, offered, since });
}
