import { goesWith } from '../../protocol/deletion.ts';
import {
  contextOf,
  emptyRecord,
  isSameRecord,
  joinNotes,
  joinRecords,
  newestStamp,
} from '../../protocol/merge.ts';
import {
  isTooLarge,
  type Json,
  type NoteValue,
  type Register,
  recordBytes,
  type SyncRecord,
} from '../../protocol/records.ts';
import { EARLIEST_STAMP, laterStamp, nextStamp, type Stamp } from '../../protocol/stamps.ts';
import { GUEST } from '../current-account.ts';
import { noteCome } from './come-since.ts';
import type { RecordRow, StoreName, WriteTransaction } from './database.ts';
import { isQuotaError, LibraryError } from './library-error.ts';
import { isDeleted, linksOf } from './links.ts';
import { readParts } from './merged.ts';
import { putPending, searchKeysOf } from './pending-search.ts';
import { queueUnknownBlobs } from './queue-blobs.ts';
import { linked } from './read-records.ts';
import { readRenewed } from './renewed-stamps.ts';
import { replaceValues } from './replace-values.ts';
import { putListed } from './shelf-rows.ts';
import { deviceBase, type Store } from './store.ts';

/** The latest stamp: another after every edit made here. */
export const CLOCK = 'clock';
export const SERVICE_OFFSET = 'service-offset';
/** No edit gets this version or a lower one: a record that was discarded had it, and a push of that may still be answered. */
export const VERSION_FLOOR = 'version-floor';

const STORES: StoreName[] = [
  'records',
  'outbox',
  'snapshots',
  'blobOutbox',
  'refused',
  'meta',
  'drafts',
  'staging',
  'searchPending',
  'listPending',
  'unpacked',
  'setAside',
  'guestMerge',
];

/** What an edit may do, all of it in one transaction together with its place in the outbox and the clock. */
export interface Writer {
  readonly transaction: WriteTransaction;
  read(kind: string, id: string): Promise<SyncRecord | null>;
  /** Gives the fields one new stamp. Answers the record as it now is. */
  set(kind: string, id: string, fields: Record<string, Json>): Promise<SyncRecord>;
  /** Replaces the values of a note named by `seen`; others stay beside the new one. */
  writeNote(
    kind: string,
    id: string,
    name: string,
    text: string,
    seen: readonly Stamp[],
  ): Promise<SyncRecord>;
  /**
   * Brings a deleted record back: writes the fields and, anew, every other field and note it still has, all with stamps later than the
   * deletion's, so that an emptying of the record loses against them whenever it arrives. With an article so do the marks that would be emptied with it, and the
   * articles that became part of it, but for their notes: those stand in its own.
   */
  renew(kind: string, id: string, fields: Record<string, Json>): Promise<SyncRecord>;
  /** Joins a record of another library of this device, its stamps as they are. It waits to be sent like an edit made here. */
  adopt(record: SyncRecord): Promise<SyncRecord>;
  /** The records written so far, for those who listen. */
  readonly changed: { kind: string; id: string }[];
  /** Those of them that were adopted. */
  readonly adopted: { kind: string; id: string }[];
  /** What search has to read anew, and what lists have to. */
  readonly searched: Set<string>;
  readonly listed: Set<string>;
}

/** The result of an edit, and which records to tell about. */
export type Written<T> = Promise<{ result: T; changed: Writer['changed'] }>;

/**
 * Runs a reader's edit: everything `work` does is on disk when the promise resolves, or none of it is. `work` may await only the
 * writer and its transaction, never the network.
 * @throws {LibraryError} `too-large` when a record would pass its limit, `storage-full` when the disk has no room.
 */
export async function write<T>(store: Store, work: (writer: Writer) => Promise<T>): Written<T> {
  const transaction = store.database.transaction(STORES, 'readwrite', { durability: 'strict' });
  try {
    const clock = await openClock(store, transaction);
    const writer = makeWriter(store, transaction, clock, await versionFloor(transaction));
    const result = await work(writer);
    await transaction.objectStore('meta').put(clock.latest(), CLOCK);
    if (store.account === GUEST && writer.adopted.length > 0)
      await noteCome(transaction.objectStore('meta'), writer.adopted);
    await putPending(transaction, writer.searched);
    await putListed(transaction, writer.listed);
    await transaction.done;
    return { result, changed: writer.changed };
  } catch (error) {
    await abort(transaction);
    if (isQuotaError(error) || isQuotaError(transaction.error)) {
      throw new LibraryError('storage-full', 'no room for the edit', { cause: error });
    }
    throw error;
  }
}

/** Advances the clock past what was received. Must run inside the transaction that stores it. */
export async function advanceClock(transaction: WriteTransaction, received: Stamp): Promise<void> {
  const meta = transaction.objectStore('meta');
  const latest = await meta.get(CLOCK);
  await meta.put(laterStamp(typeof latest === 'string' ? latest : EARLIEST_STAMP, received), CLOCK);
}

/** The latest stamp the service surely knows: received from it, or acknowledged. A new stamp for an old edit goes above it. */
export const LATEST_SETTLED = 'latest-settled';

export async function settle(transaction: WriteTransaction, known: Stamp): Promise<void> {
  const meta = transaction.objectStore('meta');
  const latest = await meta.get(LATEST_SETTLED);
  await meta.put(laterStamp(typeof latest === 'string' ? latest : EARLIEST_STAMP, known), LATEST_SETTLED);
}

/** Sets the clock back, after stamps that ran ahead were replaced. */
export async function resetClock(transaction: WriteTransaction, latest: Stamp): Promise<void> {
  await transaction.objectStore('meta').put(latest, CLOCK);
}

export function openForWriting(store: Store, durability: 'strict' | 'relaxed'): WriteTransaction {
  return store.database.transaction(STORES, 'readwrite', { durability });
}

/** Aborts a transaction that may have ended already, and waits until it has. */
export async function abort(transaction: WriteTransaction): Promise<void> {
  try {
    transaction.abort();
  } catch {
    // It ended by itself (a failed request aborts it); there is nothing left to undo.
  }
  await transaction.done.catch(() => undefined);
}

/** Milliseconds since 1970: by the service's time where this machine's was found to run ahead of it, as stamps are. */
export async function bestTime(
  store: Store,
  transaction: {
    objectStore(name: 'meta'): { get(key: string): Promise<string | number | undefined> };
  },
): Promise<number> {
  const offset = await transaction.objectStore('meta').get(SERVICE_OFFSET);
  return store.now() + (typeof offset === 'number' ? offset : 0);
}

export async function versionFloor(transaction: WriteTransaction): Promise<number> {
  const floor = await transaction.objectStore('meta').get(VERSION_FLOOR);
  return typeof floor === 'number' ? floor : 0;
}

interface Clock {
  latest(): Stamp;
  next(): Stamp;
  /** Never hands out an earlier one again. */
  pass(stamp: Stamp): void;
}

async function openClock(store: Store, transaction: WriteTransaction): Promise<Clock> {
  const meta = transaction.objectStore('meta');
  const device = (await deviceBase(meta)) + store.session;
  const stored = await meta.get(CLOCK);
  const now = await bestTime(store, transaction);
  let latest: Stamp = typeof stored === 'string' ? stored : EARLIEST_STAMP;
  return {
    latest: () => latest,
    next() {
      latest = nextStamp(latest, now, device);
      return latest;
    },
    pass(stamp) {
      latest = laterStamp(latest, stamp);
    },
  };
}

function makeWriter(store: Store, transaction: WriteTransaction, clock: Clock, floor: number): Writer {
  const records = transaction.objectStore('records');
  const changed: Writer['changed'] = [];
  const adopted: Writer['adopted'] = [];
  const searched: Writer['searched'] = new Set();
  const listed: Writer['listed'] = new Set();

  async function change(kind: string, id: string, edit: Edit) {
    const row = await records.get([kind, id]);
    const before = row ? recordOf(row) : emptyRecord(kind, id);
    const after = joinRecords(before, edit(before, clock.next));
    refuseTooLarge(before, after);
    const version = Math.max(row?.version ?? 0, floor) + 1;
    const added = stampsOf(after).difference(stampsOf(before));
    await records.put({ ...after, version, links: linksOf(after) });
    await queueUnknownBlobs(transaction, { before, after }, store.now());
    await putIntoOutbox(transaction, after, version, [...added], store.now());
    changed.push({ kind, id });
    for (const key of [...searchKeysOf(before), ...searchKeysOf(after)]) {
      listed.add(key);
      if (!isPositionAlone(after, added)) searched.add(key);
    }
    return after;
  }

  function renewOne(kind: string, id: string, fields: Record<string, Json>): Promise<SyncRecord> {
    return change(kind, id, (record, next) => {
      const all = { ...valuesOf(record), ...fields };
      return { ...setFields(kind, id, all, next()), notes: renewNotes(record, next) };
    });
  }

  async function renewWhatGoes(article: SyncRecord): Promise<void> {
    for (const mark of await linked(records, 'mark', `article:${article.id}`))
      if (goesWith(recordOf(mark), article)) await renewOne('mark', mark.id, { deleted: false });
    for (const { id } of (await readParts(records)).get(article.id) ?? [])
      await change('article', id, (record, next) =>
        setFields('article', id, { ...valuesOf(record), deleted: false }, next()),
      );
  }

  return {
    transaction,
    changed,
    adopted,
    searched,
    listed,
    async read(kind, id) {
      const row = await records.get([kind, id]);
      return row ? recordOf(row) : null;
    },
    set: (kind, id, fields) => change(kind, id, (_record, next) => setFields(kind, id, fields, next())),
    async writeNote(kind, id, name, text, shown) {
      const values = (await records.get([kind, id]))?.notes[name] ?? [];
      const isHere = (stamp: Stamp) => values.some((value) => value.stamp === stamp);
      // A view that is open names what it showed by the stamps of then.
      const isCurrent = shown.every(isHere);
      const seen = isCurrent
        ? shown
        : [...shown, ...shown.map(await readRenewed(transaction.objectStore('meta')))];
      return change(kind, id, (_record, next) => {
        const written = replaceValues(values, { text, seen }, next);
        return { ...emptyRecord(kind, id), notes: { [name]: joinNotes(values, written) } };
      });
    },
    async renew(kind, id, fields) {
      const row = await records.get([kind, id]);
      if (row && kind === 'article' && isDeleted(row)) await renewWhatGoes(recordOf(row));
      return renewOne(kind, id, fields);
    },
    async adopt(record) {
      const row = await records.get([record.kind, record.id]);
      if (row && isSameRecord(recordOf(row), joinRecords(recordOf(row), record))) return recordOf(row);
      clock.pass(newestStamp(record));
      adopted.push({ kind: record.kind, id: record.id });
      return change(record.kind, record.id, () => record);
    },
  };
}

/** What an edit writes, to be joined into the record; `next` gives a stamp of its own each time. */
type Edit = (record: SyncRecord, next: () => Stamp) => SyncRecord;

function setFields(kind: string, id: string, fields: Record<string, Json>, stamp: Stamp): SyncRecord {
  const registers = Object.entries(fields).map(([name, value]): [string, Register] => [name, [stamp, value]]);
  return { ...emptyRecord(kind, id), fields: Object.fromEntries(registers) };
}

function valuesOf({ fields }: SyncRecord): Record<string, Json> {
  return Object.fromEntries(Object.entries(fields).map(([name, [, value]]) => [name, value]));
}

/** Every value once more with a new stamp. All have seen the old values, and none the other, so that a conflict stays one. */
function renewNotes(record: SyncRecord, next: () => Stamp): SyncRecord['notes'] {
  const renewed = Object.entries(record.notes).map(([name, values]): [string, NoteValue[]] => {
    const seen = contextOf(values);
    return [name, values.map(({ text }) => ({ stamp: next(), text, seen }))];
  });
  return Object.fromEntries(renewed);
}

/** How far a reader has come is written every few seconds, and is not searched. */
function isPositionAlone({ fields, notes }: SyncRecord, added: ReadonlySet<Stamp>): boolean {
  const written = Object.entries(fields).filter(([, [stamp]]) => added.has(stamp));
  const hasNote = Object.values(notes).some((values) => values.some(({ stamp }) => added.has(stamp)));
  return !hasNote && written.length > 0 && written.every(([name]) => name === 'position' || name === 'place');
}

/** A record that a join made too large can still be edited, as long as the edit makes it smaller. */
function refuseTooLarge(before: SyncRecord, after: SyncRecord): void {
  if (!isTooLarge(after) || recordBytes(after) < recordBytes(before)) return;
  throw new LibraryError('too-large', `${after.kind} ${after.id} would hold ${recordBytes(after)} bytes`);
}

/** Of a record that is edited for a day without a network. Which of them a clock had run ahead for shows only when the service answers. */
const MOST_UNSENT = 500;

async function putIntoOutbox(
  transaction: WriteTransaction,
  record: SyncRecord,
  version: number,
  stamps: Stamp[],
  now: number,
): Promise<void> {
  const outbox = transaction.objectStore('outbox');
  const waiting = await outbox.get([record.kind, record.id]);
  const unsent = [...(waiting?.unsent ?? []), ...stamps].slice(-MOST_UNSENT);
  const { offered, since } = waiting ?? { offered: [], since: now };
  await outbox.put({ kind: record.kind, id: record.id, version, unsent, offered, since });
  // A new edit is a new chance for a record that was refused.
  await transaction.objectStore('refused').delete([record.kind, record.id]);
}

/** The part of a row that travels. */
export function recordOf(row: RecordRow): SyncRecord {
  return { kind: row.kind, id: row.id, fields: row.fields, notes: row.notes };
}

/** Every stamp that stands in the record. */
export function stampsOf(record: SyncRecord): Set<Stamp> {
  const registers = Object.values(record.fields).map(([stamp]) => stamp);
  const notes = Object.values(record.notes).flatMap((values) => values.map((value) => value.stamp));
  return new Set([...registers, ...notes]);
}
