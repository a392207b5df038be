import { ZipWriter } from '@zip.js/zip.js/index-native.js';
import { gunzip } from '../library/compress.ts';
import type { SnapshotRow } from '../library/database.ts';
import { packedBytes } from '../library/pack-stored.ts';
import type { Store } from '../library/store.ts';
import { recordOf } from '../library/write.ts';
import {
  BACKUP_FORMAT,
  BACKUP_VERSION,
  BLOB_LIST,
  blobPath,
  DRAFTS,
  EXPLANATION,
  EXPLANATION_TEXT,
  LIMITS,
  MANIFEST,
  type Manifest,
  RECORDS,
} from './backup-format.ts';

export interface BackupOrder {
  signal?: AbortSignal;
  /** Files written and files in all. */
  onProgress?: (done: number, total: number) => void;
}

const ROWS_AT_ONCE = 200;

/**
 * Writes everything of a library into an archive, a piece at a time, so that its size is no matter. What is written meanwhile may be in it or not;
 * nothing is in it by half. @throws whatever `signal` aborts with.
 */
export async function writeBackup(
  store: Store,
  into: WritableStream<Uint8Array>,
  { signal, onProgress }: BackupOrder = {},
): Promise<Manifest> {
  const zip = new ZipWriter(into, { useWebWorkers: false, ...(signal && { signal }) });
  const manifest: Manifest = {
    format: BACKUP_FORMAT,
    version: BACKUP_VERSION,
    createdAt: store.now(),
    records: await store.database.count('records'),
    blobs: await store.database.count('snapshots'),
  };
  const add = (name: string, lines: AsyncIterable<Uint8Array>) =>
    zip.add(name, { readable: streamOf(lines) }, { level: 6 });
  await add(MANIFEST, encoded([JSON.stringify(manifest, null, 2)]));
  await add(EXPLANATION, encoded([EXPLANATION_TEXT]));
  await add(RECORDS, encoded(recordLines(store)));
  await add(DRAFTS, encoded(draftLines(store)));
  // After the records: the text of an article that was saved meanwhile is among them.
  const hashes = await store.database.getAllKeys('snapshots');
  const total = hashes.length + 1;
  onProgress?.(1, total);
  const kept: string[] = [];
  for (const [index, hash] of hashes.entries()) {
    signal?.throwIfAborted();
    const row = await store.database.get('snapshots', hash);
    // It was removed meanwhile.
    if (!row) continue;
    await addBlob(zip, row);
    const { type, size, savedAt } = row;
    kept.push(`${JSON.stringify({ hash, type, size, savedAt })}\n`);
    onProgress?.(index + 2, total);
  }
  await add(BLOB_LIST, encoded(kept));
  await zip.close();
  return manifest;
}

/** Photographs are packed already. What says one thing over and over would shrink so far that it looks like a trick to whoever restores it. */
async function addBlob(zip: ZipWriter<unknown>, row: SnapshotRow): Promise<void> {
  const [content, packed] = [await gunzip(row.bytes), await packedBytes(row)];
  const isPhotograph = row.type.startsWith('image/') && row.type !== 'image/svg+xml';
  const isDense = content.byteLength > (LIMITS.ratio / 4) * packed.byteLength;
  const level = isPhotograph || isDense ? 0 : 6;
  await zip.add(blobPath(row), { readable: new Blob([content]).stream() }, { level });
}

async function* recordLines(store: Store): AsyncGenerator<string> {
  let after: IDBKeyRange | null = null;
  for (;;) {
    const rows = await store.database.getAll('records', after, ROWS_AT_ONCE);
    for (const row of rows) yield `${JSON.stringify(recordOf(row))}\n`;
    const last = rows.at(-1);
    if (!last || rows.length < ROWS_AT_ONCE) return;
    after = IDBKeyRange.lowerBound([last.kind, last.id], true);
  }
}

async function* draftLines(store: Store): AsyncGenerator<string> {
  for (const key of await store.database.getAllKeys('drafts')) {
    const draft = await store.database.get('drafts', key);
    if (draft) yield `${JSON.stringify({ key, text: draft.text, at: draft.at })}\n`;
  }
}

/** Chromium has no `ReadableStream.from` yet. */
function streamOf(pieces: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const next = await iterator.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}

async function* encoded(texts: Iterable<string> | AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const text of texts) yield encoder.encode(text);
}
