import { unwrap } from 'idb';
import { addRecords, type Digest, type DigestSums, formatSums } from '../../protocol/digest.ts';
import { isSameRecord, joinRecords, newestStamp } from '../../protocol/merge.ts';
import { parseSyncRecord } from '../../protocol/parse-record.ts';
import { recordBytes, type SyncRecord } from '../../protocol/records.ts';
import { EARLIEST_STAMP, laterStamp } from '../../protocol/stamps.ts';
import type { PushResponse } from '../../protocol/sync.ts';
import type { OutboxRow, RecordRow, WriteTransaction } from './database.ts';
import { linksOf, snapshotHashes } from './links.ts';
import { putPending, searchKeysOf } from './pending-search.ts';
import { countPulled, notePage } from './pull-progress.ts';
import { queueHeldBlobs } from './queue-blobs.ts';
import { eachSlice } from './read-slices.ts';
import { putListed } from './shelf-rows.ts';
import type { Store } from './store.ts';
import { addRows, putRows } from './store-rows.ts';
import { abort, advanceClock, openForWriting, recordOf, settle } from './write.ts';

/** Where this device stands in the service's feed of changes. */
export interface SyncPosition {
  /** Null before the first sync. */
  epoch: string | null;
  cursor: number;
}

/** Records read for one push, with the version each had then. */
export interface PushBatch {
  /** In which they are pushed: to a service of another they have not been sent. */
  epoch: string | null;
  records: SyncRecord[];
  versions: number[];
}

export type PushOutcome = 'stored' | { refused: string };

const EPOCH = 'epoch';
export const CURSOR = 'cursor';

export async function readPosition(store: Store): Promise<SyncPosition> {
  return positionIn(store.database.transaction('meta').store);
}

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

/** What was set aside of it before holds no longer. */
async function takeAsStored(transaction: WriteTransaction, record: SyncRecord): Promise<void> {
  await settle(transaction, newestStamp(record));
  await transaction.objectStore('refused').delete([record.kind, record.id]);
}

async function setAside(transaction: WriteTransaction, record: SyncRecord, reason: string, at: number) {
  await transaction.objectStore('refused').put({ kind: record.kind, id: record.id, reason, at, record });
}

async function setAsideMalformed(transaction: WriteTransaction, value: unknown, index: number, at: number) {
  const named = value !== null && typeof value === 'object' ? value : {};
  const kind = 'kind' in named && typeof named.kind === 'string' ? named.kind : 'unknown';
  const id = 'id' in named && typeof named.id === 'string' ? named.id : `received-${at}-${index}`;
  await transaction.objectStore('refused').put({ kind, id, reason: 'malformed', at, record: value });
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

function readRows(
  records: { get(key: [string, string]): Promise<RecordRow | undefined> },
  keys: { kind: string; id: string }[],
): Promise<(RecordRow | undefined)[]> {
  return Promise.all(keys.map(({ kind, id }) => records.get([kind, id])));
}

/** The same, within a transaction. */
export async function positionIn(meta: {
  get(key: string): Promise<string | number | undefined>;
}): Promise<SyncPosition> {
  const [epoch, cursor] = await Promise.all([meta.get(EPOCH), meta.get(CURSOR)]);
  return {
    epoch: typeof epoch === 'string' ? epoch : null,
    cursor: typeof cursor === 'number' ? cursor : 0,
  };
}

function namesAny(row: RecordRow, hashes: Set<string>): boolean {
  return row.kind === 'article' && snapshotHashes(recordOf(row)).some((hash) => hashes.has(hash));
}

function isAhead(outcome: PushOutcome): boolean {
  return outcome !== 'stored' && outcome.refused === 'clock-ahead';
}
