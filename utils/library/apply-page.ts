import { isSameRecord, joinRecords, newestStamp } from '../../protocol/merge.ts';
import { parseSyncRecord } from '../../protocol/parse-record.ts';
import type { SyncRecord } from '../../protocol/records.ts';
import { EARLIEST_STAMP, laterStamp } from '../../protocol/stamps.ts';
import type { RecordRow, WriteTransaction } from './database.ts';
import { linksOf } from './links.ts';
import { putPending, searchKeysOf } from './pending-search.ts';
import { countPulled, notePage } from './pull-progress.ts';
import { queueHeldBlobs } from './queue-blobs.ts';
import { putListed } from './shelf-rows.ts';
import type { Store } from './store.ts';
import { addRows, putRows, readRows } from './store-rows.ts';
import { CURSOR, EPOCH, positionIn, type SyncPosition } from './sync-position.ts';
import { abort, advanceClock, openForWriting, recordOf, settle } from './write.ts';

/**
 * Joins a page of the feed and moves the cursor, in one transaction. Answers `stale`, and changes nothing, when another context has moved
 * on since the page was asked for. A malformed record is set aside; the rest goes through.
 */
export async function applyPage(
  store: Store,
  asked: SyncPosition,
  page: { epoch: string; records: unknown[]; next: number; more?: boolean; total?: number | undefined },
): Promise<{ status: 'applied' | 'stale'; changed: { kind: string; id: string }[] }> {
  const transaction = openForWriting(store, 'relaxed');
  try {
    // Nothing waits for the look at the position: where it is another, all that followed is undone.
    const looking = positionIn(transaction.objectStore('meta'));
    const joining = joinAll(store, transaction, page.records);
    joining.catch(() => undefined);
    const present = await looking;
    if (present.epoch !== asked.epoch || present.cursor !== asked.cursor) {
      await abort(transaction);
      return { status: 'stale', changed: [] };
    }
    const changed = await joining;
    await countPulled(transaction.objectStore('meta'), asked, page);
    await notePage(transaction.objectStore('meta'), page);
    await transaction.objectStore('meta').put(page.epoch, EPOCH);
    await transaction.objectStore('meta').put(page.next, CURSOR);
    await transaction.done;
    return { status: 'applied', changed };
  } catch (error) {
    await abort(transaction);
    // What came after the request that failed says only that the transaction is over.
    throw transaction.error ?? error;
  }
}

async function joinAll(store: Store, transaction: WriteTransaction, received: unknown[]) {
  const parsed = received.map((value) => ({ value, record: parseSyncRecord(value) }));
  const valid = parsed.flatMap(({ record }) => (record ? [record] : []));
  const changed = (await looksNew(transaction, valid))
    ? await joinUnknown(store, transaction, valid)
    : await joinKnown(store, transaction, valid);
  const keys = changed.flatMap(({ before, after }) => [
    ...(before ? searchKeysOf(before) : []),
    ...searchKeysOf(after),
  ]);
  await putPending(transaction, keys);
  await putListed(transaction, keys);
  for (const [index, { value, record }] of parsed.entries()) {
    if (!record) await setAsideMalformed(transaction, value, index, store.now());
  }
  const newest = valid.map(newestStamp).reduce(laterStamp, EARLIEST_STAMP);
  await advanceClock(transaction, newest);
  await settle(transaction, newest);
  return changed.map(({ after: { kind, id } }) => ({ kind, id }));
}

/** Fewer are looked up sooner than guessed at. */
const WORTH_GUESSING = 50;
const SAMPLES = 4;

/** Whether a page is one of a first sync, as far as a few of its records tell. A wrong guess costs time and nothing else. */
async function looksNew(transaction: WriteTransaction, page: SyncRecord[]): Promise<boolean> {
  if (page.length < WORTH_GUESSING) return false;
  const samples = page.filter((_, index) => index % Math.floor(page.length / SAMPLES) === 0);
  const rows = await readRows(transaction.objectStore('records'), samples);
  return rows.every((row) => row === undefined);
}

/** What a record was here, and what it is now: a mark may have been another article's. */
interface Joined {
  before: SyncRecord | undefined;
  after: SyncRecord;
}

async function joinUnknown(
  store: Store,
  transaction: WriteTransaction,
  page: SyncRecord[],
): Promise<Joined[]> {
  const rows = page.map((record) => ({ ...record, version: 0, links: linksOf(record) }));
  const present = new Set(await addRows(transaction, rows));
  const added = rows.filter((row) => !present.has(row));
  const received = added.map((row) => ({ before: undefined, after: recordOf(row) }));
  await queueHeldBlobs(transaction, received, store.now());
  const joined = await joinKnown(store, transaction, [...present].map(recordOf));
  return [...received, ...joined];
}

async function joinKnown(store: Store, transaction: WriteTransaction, page: SyncRecord[]): Promise<Joined[]> {
  const rows = await readRows(transaction.objectStore('records'), page);
  // A page may hold one record twice only from a broken service; the later copy then joins the earlier.
  const written = new Map<string, RecordRow>();
  const received: Joined[] = [];
  for (const [index, record] of page.entries()) {
    const key = `${record.kind} ${record.id}`;
    const row = written.get(key) ?? rows[index];
    const joined = row ? joinRecords(recordOf(row), record) : record;
    if (row && isSameRecord(recordOf(row), joined)) continue;
    written.set(key, { ...joined, version: row?.version ?? 0, links: linksOf(joined) });
    received.push({ before: row, after: joined });
  }
  await putRows(transaction, [...written.values()]);
  await queueHeldBlobs(transaction, received, store.now());
  return received;
}

async function setAsideMalformed(transaction: WriteTransaction, value: unknown, index: number, at: number) {
  const named = value !== null && typeof value === 'object' ? value : {};
  const kind = 'kind' in named && typeof named.kind === 'string' ? named.kind : 'unknown';
  const id = 'id' in named && typeof named.id === 'string' ? named.id : `received-${at}-${index}`;
  await transaction.objectStore('refused').put({ kind, id, reason: 'malformed', at, record: value });
}
