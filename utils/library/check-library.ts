import * as z from 'zod/mini';
import { parseSyncRecord } from '../../protocol/parse-record.ts';
import { noteValueSchema, registerSchema, type SyncRecord } from '../../protocol/records.ts';
import { gunzip } from './compress.ts';
import type { RecordRow, SetAsideRow } from './database.ts';
import { sha256Hex } from './hash.ts';
import { isQuotaError } from './library-error.ts';
import { linksOf, snapshotLink } from './links.ts';
import { putPending, searchKeysOf } from './pending-search.ts';
import { putListed } from './shelf-rows.ts';
import type { Store } from './store.ts';
import { openForWriting, type Written, write } from './write.ts';

export interface CheckOrder {
  signal?: AbortSignal;
  /** Also unpacks every text and image and compares it with its hash: some seconds for a large library. */
  isThorough?: boolean;
  /** Rows looked at, and all. */
  onProgress?: (done: number, total: number) => void;
}

export interface CheckResult {
  checked: number;
  setAside: number;
}

/** One at a time is slow, and all at once is a task of seconds. */
const ROWS_AT_ONCE = 200;
const BLOBS_AT_ONCE = 8;

/**
 * Looks at every record, and at what waits to be sent, for what would stop whoever reads it: such a row is set aside whole, and as much of it as can be read
 * stays. So no view fails for one bad row. Links that say something else than their record are written anew.
 */
export async function checkLibrary(store: Store, order: CheckOrder = {}): Promise<CheckResult> {
  const { signal, onProgress } = order;
  const counts = await Promise.all([
    store.database.count('records'),
    store.database.count('outbox'),
    order.isThorough ? store.database.count('snapshots') : 0,
  ]);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const result: CheckResult = { checked: 0, setAside: 0 };
  const tell = (checked: number, setAside: number) => {
    result.checked += checked;
    result.setAside += setAside;
    onProgress?.(result.checked, total);
    signal?.throwIfAborted();
  };
  for (const name of ['records', 'outbox'] as const) {
    let after: IDBKeyRange | null = null;
    for (;;) {
      const keys: [string, string][] = await store.database.getAllKeys(name, after, ROWS_AT_ONCE);
      const rows: unknown[] = await store.database.getAll(name, after, ROWS_AT_ONCE);
      const bad = rows.some((row) =>
        name === 'records' ? !isSound(row) : !outboxSchema.safeParse(row).success,
      );
      tell(rows.length, bad ? await mend(store, name, keys) : 0);
      const last = keys.at(-1);
      if (!last || keys.length < ROWS_AT_ONCE) break;
      after = IDBKeyRange.lowerBound(last, true);
    }
  }
  if (order.isThorough) await checkBlobs(store, tell);
  return result;
}

const outboxSchema = z.object({
  kind: z.string(),
  id: z.string(),
  version: z.number(),
  unsent: z.array(z.string()),
  offered: z.array(z.string()),
  since: z.number(),
});
const versionSchema = z.object({ version: z.number().check(z.nonnegative()) });
const rowSchema = z.extend(versionSchema, { links: z.array(z.string()) });
const blobSchema = z.object({
  hash: z.string(),
  type: z.string(),
  bytes: z.instanceof(Uint8Array),
  size: z.number(),
});

function isSound(row: unknown): row is RecordRow {
  const bookkeeping = rowSchema.safeParse(row);
  const record = bookkeeping.success ? readable(row) : null;
  return record !== null && bookkeeping.data?.links.join('\n') === linksOf(record).join('\n');
}

const partsSchema = z.object({ kind: z.string(), id: z.string(), fields: z.unknown(), notes: z.unknown() });

/** The record of a row, read as if it came from the network. */
function readable(row: unknown): SyncRecord | null {
  const parts = partsSchema.safeParse(row);
  if (!parts.success) return null;
  const { kind, id, fields, notes } = parts.data;
  return parseSyncRecord({ kind, id, fields, notes });
}

/** What of a row can be read: field by field, value by value. Null where its name can't be. */
export function salvage(row: unknown): SyncRecord | null {
  const parts = partsSchema.safeParse(row);
  if (!parts.success) return null;
  const { kind, id } = parts.data;
  const fields = entriesOf(parts.data.fields).filter(([, value]) => registerSchema.safeParse(value).success);
  const notes = entriesOf(parts.data.notes).map(([name, values]) => [
    name,
    Array.isArray(values) ? values.filter((value) => noteValueSchema.safeParse(value).success) : [],
  ]);
  return parseSyncRecord({ kind, id, fields: Object.fromEntries(fields), notes: Object.fromEntries(notes) });
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

/** Each row once more, within the transaction that changes it. Gives how many were set aside. */
async function mend(store: Store, name: 'records' | 'outbox', keys: [string, string][]): Promise<number> {
  const transaction = openForWriting(store, 'strict');
  const searched: string[] = [];
  let count = 0;
  for (const key of keys) {
    const row: unknown = await transaction.objectStore(name).get(key);
    if (row === undefined) continue;
    const aside = (reason: SetAsideRow['reason']): SetAsideRow => {
      count += 1;
      return { store: name, kind: String(key[0]), id: String(key[1]), reason, at: store.now(), row };
    };
    if (name === 'outbox') {
      if (outboxSchema.safeParse(row).success) continue;
      await transaction.objectStore('setAside').put(aside('mended'));
      await putAgain(store, transaction, key);
      continue;
    }
    if (isSound(row)) continue;
    const [whole, part] = [readable(row), salvage(row)];
    const record = whole ?? part;
    searched.push(`${key[0]}:${key[1]}`, ...(record ? searchKeysOf(record) : []));
    if (whole === null)
      await transaction.objectStore('setAside').put(aside(isEmpty(part) ? 'unreadable' : 'mended'));
    if (record === null || (whole === null && isEmpty(record))) {
      await transaction.objectStore('records').delete(key);
      await transaction.objectStore('outbox').delete(key);
    } else {
      const version = versionSchema.safeParse(row).data?.version ?? 1;
      await transaction.objectStore('records').put({ ...record, version, links: linksOf(record) });
      // What waits is sent until it is of the same version: of two that differ there would be no end.
      const waiting = await transaction.objectStore('outbox').get(key);
      if (waiting && waiting.version !== version)
        await transaction.objectStore('outbox').put({ ...waiting, version });
    }
  }
  await putPending(transaction, searched);
  await putListed(transaction, searched);
  await transaction.done;
  return count;
}

function isEmpty(record: SyncRecord | null): boolean {
  return (
    record === null || (Object.keys(record.fields).length === 0 && Object.keys(record.notes).length === 0)
  );
}

/** It waits as if it had been edited just now: sending it twice does no harm. */
async function putAgain(
  store: Store,
  transaction: ReturnType<typeof openForWriting>,
  [kind, id]: [string, string],
): Promise<void> {
  await transaction.objectStore('outbox').delete([kind, id]);
  const row = await transaction.objectStore('records').get([kind, id]);
  const version = rowSchema.safeParse(row).data?.version;
  if (version === undefined) return;
  await transaction
    .objectStore('outbox')
    .put({ kind, id, version, unsent: [], offered: [], since: store.now() });
}

async function checkBlobs(store: Store, tell: (checked: number, setAside: number) => void): Promise<void> {
  const hashes = await store.database.getAllKeys('snapshots');
  for (let from = 0; from < hashes.length; from += BLOBS_AT_ONCE) {
    const some = hashes.slice(from, from + BLOBS_AT_ONCE);
    const sound = await Promise.all(some.map((hash) => isWhole(store, hash)));
    const changed = some.filter((_, at) => !sound[at]);
    for (const hash of changed) await setBlobAside(store, hash);
    tell(some.length, changed.length);
  }
}

async function isWhole(store: Store, hash: string): Promise<boolean> {
  const row = await store.database.get('snapshots', hash);
  if (row === undefined) return true; // It was removed meanwhile.
  if (!blobSchema.safeParse(row).success) return false;
  try {
    return (await sha256Hex(await gunzip(row.bytes))) === hash;
  } catch {
    return false;
  }
}

/** Its article says then that the text is not here, and it comes from the service where that has it. */
async function setBlobAside(store: Store, hash: string): Promise<void> {
  const transaction = openForWriting(store, 'strict');
  const row: unknown = await transaction.objectStore('snapshots').get(hash);
  await transaction.objectStore('setAside').put({
    store: 'snapshots',
    kind: 'blob',
    id: hash,
    reason: 'changed',
    at: store.now(),
    row,
  });
  await transaction.objectStore('snapshots').delete(hash);
  await transaction.objectStore('blobOutbox').delete(hash);
  await putPending(transaction, [snapshotLink(hash)]);
  await transaction.done;
}

export interface SetAside extends SetAsideRow {
  key: number;
}

/** What lies aside, the latest first. */
export async function readSetAside(store: Store): Promise<SetAside[]> {
  const keys = await store.database.getAllKeys('setAside');
  const rows = await Promise.all(keys.map((key) => store.database.get('setAside', key)));
  return rows.flatMap((row, at) => (row ? [{ ...row, key: keys[at] ?? 0 }] : [])).reverse();
}

/**
 * Puts back what can be read of a row by now: a record joins what is there, so that nothing newer is lost; a text must be what its hash names.
 * It lies aside no longer then. False, and it stays, where nothing of it can be read.
 */
export async function putBackAside(store: Store, key: number): Written<boolean> {
  const aside = await store.database.get('setAside', key);
  if (!aside) return { result: false, changed: [] };
  if (aside.store === 'snapshots') return { result: await putBackBlob(store, key, aside), changed: [] };
  const record = aside.store === 'records' ? salvage(aside.row) : null;
  if (isEmpty(record) || record === null)
    return { result: aside.store === 'outbox' && (await dropAside(store, key)), changed: [] };
  return write(store, async (writer) => {
    await writer.adopt(record);
    await writer.transaction.objectStore('setAside').delete(key);
    return true;
  });
}

async function putBackBlob(store: Store, key: number, { id, row }: SetAsideRow): Promise<boolean> {
  const blob = blobSchema.safeParse(row);
  if (!blob.success) return false;
  const { type, size } = blob.data;
  const bytes = new Uint8Array(blob.data.bytes);
  try {
    if ((await sha256Hex(await gunzip(bytes))) !== id) return false;
    const transaction = openForWriting(store, 'strict');
    await transaction.objectStore('snapshots').put({ hash: id, type, bytes, size, savedAt: store.now() });
    // It may never have been sent: the service is asked whether it has it.
    await transaction.objectStore('blobOutbox').put({ hash: id, since: store.now() });
    await transaction.objectStore('setAside').delete(key);
    await putPending(transaction, [snapshotLink(id)]);
    await transaction.done;
    return true;
  } catch (error) {
    if (isQuotaError(error)) throw error;
    return false;
  }
}

/** Drops what lies aside for good. */
export async function dropAside(store: Store, key: number): Promise<true> {
  await store.database.delete('setAside', key);
  return true;
}

/** Lays it aside again: the way back from dropping it. */
export async function layAside(store: Store, { key, ...row }: SetAside): Promise<void> {
  await store.database.put('setAside', row, key);
}
