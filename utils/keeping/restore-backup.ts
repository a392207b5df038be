import { isSameRecord, joinRecords } from '../../protocol/merge.ts';
import { parseSyncRecord } from '../../protocol/parse-record.ts';
import { isTooLarge, type SyncRecord } from '../../protocol/records.ts';
import { millisecondsOf, type Stamp } from '../../protocol/stamps.ts';
import { gzip } from '../library/compress.ts';
import { sha256Hex } from '../library/hash.ts';
import { LibraryError } from '../library/library-error.ts';
import { keepBlobs } from '../library/snapshots.ts';
import type { Store } from '../library/store.ts';
import { recordOf, type Writer, write } from '../library/write.ts';
import { BLOB_LIST, blobLineSchema, RECORDS } from './backup-format.ts';
import { bringBack, putTagBackOn, wasDeletedSince } from './bring-back.ts';
import { newDrafts } from './new-drafts.ts';
import type { Backup } from './read-backup.ts';

/** What restoring would do, by the records of the archive. */
export interface RestorePreview {
  /** Milliseconds since 1970. */
  createdAt: number;
  articles: Changes;
  marks: Changes;
  /** Tags, notes' tags, sites, settings and whatever else. */
  others: Changes;
  /** Texts and images that are not here. */
  blobs: number;
  blobBytes: number;
  /** What was being typed, where nothing of the same is here, nor was written since. */
  drafts: number;
  /** Lines that are no record, or are dated in the future. */
  unreadable: number;
}

export interface Changes {
  /** Not here yet. */
  added: number;
  /** Here, and the archive knows something newer. */
  changed: number;
  /** Here already as in the archive, or newer: left as they are. */
  kept: number;
  /** Deleted here since, while the archive has them: they stay deleted unless they are to be brought back. */
  deletedSince: number;
}

export interface RestoreResult {
  records: number;
  blobs: number;
  /** Texts and images that are not what their names say, or missing from the archive. */
  damaged: number;
  /** Records that would pass their limit together with what is here: these stay as they are. */
  tooLarge: number;
}

export interface RestoreOrder {
  signal?: AbortSignal;
  /** Also puts back what was deleted here since. */
  bringsBack?: boolean;
  /** Records and files done, and all. */
  onProgress?: (done: number, total: number) => void;
  /** After each transaction. */
  announce?: (changed: Writer['changed']) => void;
}

/** Clocks differ, but not by more; a record of next year would stand above every edit until then. */
const MOST_AHEAD_MS = 24 * 60 * 60_000;
const BATCH = 100;

export async function previewRestore(store: Store, backup: Backup): Promise<RestorePreview> {
  const none = (): Changes => ({ added: 0, changed: 0, kept: 0, deletedSince: 0 });
  const preview: RestorePreview = {
    createdAt: backup.manifest.createdAt,
    articles: none(),
    marks: none(),
    others: none(),
    blobs: 0,
    blobBytes: 0,
    drafts: 0,
    unreadable: 0,
  };
  for await (const line of backup.lines(RECORDS)) {
    const record = readRecord(store, line);
    if (!record) {
      preview.unreadable += 1;
      continue;
    }
    const changes =
      record.kind === 'article' ? preview.articles : record.kind === 'mark' ? preview.marks : preview.others;
    const row = await store.database.get('records', [record.kind, record.id]);
    const joined = row && joinRecords(recordOf(row), record);
    if (!row || !joined) changes.added += 1;
    else if (isSameRecord(recordOf(row), joined)) changes.kept += 1;
    else changes.changed += 1;
    if (joined && wasDeletedSince(record, joined)) changes.deletedSince += 1;
  }
  for await (const line of backup.lines(BLOB_LIST)) {
    const blob = blobLineSchema.safeParse(line);
    if (!blob.success) preview.unreadable += 1;
    else if ((await store.database.getKey('snapshots', blob.data.hash)) === undefined) {
      preview.blobs += 1;
      preview.blobBytes += blob.data.size;
    }
  }
  for await (const _ of newDrafts(store, backup)) preview.drafts += 1;
  return preview;
}

/**
 * Puts an archive's contents into a library: texts and images first, each checked against its hash, then the records, joined with what is here as in a
 * sync, so that nothing newer is ever overwritten. May be cut at any step and run again.
 * @throws {LibraryError} `storage-full`; {BackupError} where the archive breaks off. What came before is kept.
 */
export async function restoreBackup(
  store: Store,
  backup: Backup,
  { signal, bringsBack = false, onProgress, announce }: RestoreOrder = {},
): Promise<RestoreResult> {
  const result: RestoreResult = { records: 0, blobs: 0, damaged: 0, tooLarge: 0 };
  const total = backup.manifest.records + backup.manifest.blobs;
  let done = 0;
  const step = (count: number) => {
    done += count;
    onProgress?.(Math.min(done, total), total);
    signal?.throwIfAborted();
  };
  for await (const line of backup.lines(BLOB_LIST)) {
    const outcome = await restoreBlob(store, backup, line);
    if (outcome === 'restored') result.blobs += 1;
    else if (outcome === 'damaged') result.damaged += 1;
    step(1);
  }
  const put = async (joining: (writer: Writer) => Promise<number>) => {
    const { changed, result: tooLarge } = await write(store, joining);
    result.tooLarge += tooLarge;
    result.records += new Set(changed.map(({ kind, id }) => `${kind} ${id}`)).size;
    announce?.(changed);
  };
  const order: JoinOrder = { bringsBack, deletedTags: new Map() };
  let batch: SyncRecord[] = [];
  const flush = async () => {
    await put((writer) => eachFitting(batch, (record) => joinOne(writer, record, order)));
    step(batch.length);
    batch = [];
  };
  for await (const line of backup.lines(RECORDS)) {
    const record = readRecord(store, line);
    if (record) batch.push(record);
    if (batch.length >= BATCH) await flush();
  }
  await flush();
  const tags = [...order.deletedTags.values()];
  if (tags.length > 0) await put((writer) => eachFitting(tags, (tag) => bringBack(writer, tag)));
  // What lay here without a record that named it may have been swept meanwhile.
  for await (const line of backup.lines(BLOB_LIST)) await restoreBlob(store, backup, line);
  await restoreDrafts(store, backup);
  return result;
}

/** Null for what is no record, and for one that no clock can have written yet. */
function readRecord(store: Store, line: unknown): SyncRecord | null {
  const record = parseSyncRecord(line);
  if (!record || isTooLarge(record)) return null;
  return isLaterThan(record, store.now() + MOST_AHEAD_MS) ? null : record;
}

/** Contexts count as well: a note that had seen what is still to be written would cover it when it comes. `limit`: milliseconds since 1970. */
function isLaterThan({ fields, notes }: SyncRecord, limit: number): boolean {
  const isLater = (stamp: Stamp) => millisecondsOf(stamp) > limit;
  return (
    Object.values(fields).some(([stamp]) => isLater(stamp)) ||
    Object.values(notes).some((values) =>
      values.some(({ stamp, seen }) => isLater(stamp) || Object.values(seen).some(isLater)),
    )
  );
}

async function restoreBlob(
  store: Store,
  backup: Backup,
  line: unknown,
): Promise<'restored' | 'here' | 'damaged'> {
  const read = blobLineSchema.safeParse(line);
  if (!read.success) return 'damaged';
  const { hash, type, savedAt } = read.data;
  if ((await store.database.getKey('snapshots', hash)) !== undefined) return 'here';
  const content = await backup.blob(hash);
  if (!content || (await sha256Hex(content)) !== hash) return 'damaged';
  const bytes = await gzip(content);
  await write(store, (writer) =>
    keepBlobs(writer, [{ hash, type, bytes, size: content.byteLength }], savedAt),
  );
  return 'restored';
}

/** Answers how many were too large; one of them holds up no other. */
async function eachFitting(
  records: SyncRecord[],
  put: (record: SyncRecord) => Promise<void>,
): Promise<number> {
  let tooLarge = 0;
  for (const record of records) {
    try {
      await put(record);
    } catch (error) {
      if (!(error instanceof LibraryError) || error.code !== 'too-large') throw error;
      tooLarge += 1;
    }
  }
  return tooLarge;
}

interface JoinOrder {
  bringsBack: boolean;
  /**
   * As the archive has them, by id: they come before what carries them, and are brought back after it. Cut between the two, a second run still finds them deleted,
   * and does both.
   */
  deletedTags: Map<string, SyncRecord>;
}

async function joinOne(
  writer: Writer,
  record: SyncRecord,
  { bringsBack, deletedTags }: JoinOrder,
): Promise<void> {
  const joined = await writer.adopt(record);
  if (!bringsBack) return;
  if (record.kind === 'tagging') await putTagBackOn(writer, record, deletedTags);
  else if (!wasDeletedSince(record, joined)) return;
  else if (record.kind === 'tag') deletedTags.set(record.id, record);
  else await bringBack(writer, record);
}

async function restoreDrafts(store: Store, backup: Backup): Promise<void> {
  for await (const { key, text, at } of newDrafts(store, backup))
    await store.database.put('drafts', { text, at }, key);
}
