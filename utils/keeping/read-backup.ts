import { BlobReader, type Entry, type FileEntry, ZipReader } from '@zip.js/zip.js/index-native.js';
import * as z from 'zod/mini';
import { parseJson } from '../parse-json.ts';
import {
  BACKUP_VERSION,
  BLOB_LIST,
  BLOB_PATH,
  DRAFTS,
  EXPLANATION,
  LIMITS,
  MANIFEST,
  type Manifest,
  manifestSchema,
  RECORDS,
} from './backup-format.ts';

/** Why a file can't be restored from; nothing has been changed then. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
  readonly code: 'not-a-backup' | 'newer' | 'damaged' | 'too-large';

  constructor(code: BackupError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export interface Backup {
  manifest: Manifest;
  /** The lines of a list, each read as JSON; null for one that is none. */
  lines(name: typeof RECORDS | typeof DRAFTS | typeof BLOB_LIST): AsyncGenerator<unknown>;
  /** A text or image; null where the archive has none of that hash. @throws {BackupError} */
  blob(hash: string): Promise<Uint8Array<ArrayBuffer> | null>;
  close(): Promise<void>;
}

/**
 * Opens an archive that may come from anywhere: its table is read, every name, number and size in it checked, and no content before it is asked for.
 * @throws {BackupError}
 */
export async function openBackup(file: Blob): Promise<Backup> {
  if (file.size > LIMITS.archive) throw new BackupError('too-large', `the archive has ${file.size} bytes`);
  const zip = new ZipReader(new BlobReader(file), { useWebWorkers: false, checkSignature: true });
  const entries = await readTable(zip);
  const manifest = await readManifest(entries);
  return {
    manifest,
    lines: (name) => readLines(entries.get(name)),
    async blob(hash) {
      const entry = entries.get(hash);
      return entry ? unpack(entry, LIMITS.blob) : null;
    },
    close: () => zip.close(),
  };
}

/** Blobs by their hash, lists by their name. */
async function readTable(zip: ZipReader<Blob>): Promise<Map<string, FileEntry>> {
  const entries = new Map<string, FileEntry>();
  let unpacked = 0;
  try {
    for await (const entry of zip.getEntriesGenerator()) {
      const key = keyOf(entry);
      if (key === null || entry.directory) continue;
      if (entries.has(key)) throw new BackupError('damaged', `${entry.filename} is there twice`);
      unpacked += entry.uncompressedSize;
      if (entries.size >= LIMITS.files || unpacked > LIMITS.unpacked)
        throw new BackupError('too-large', `${entries.size} files of ${unpacked} bytes`);
      if (entry.uncompressedSize > LIMITS.ratio * Math.max(entry.compressedSize, 1024))
        throw new BackupError(
          'too-large',
          `${entry.filename} would unpack to ${entry.uncompressedSize} bytes`,
        );
      entries.set(key, entry);
    }
  } catch (cause) {
    if (cause instanceof BackupError) throw cause;
    throw new BackupError('not-a-backup', 'no readable archive', { cause });
  }
  return entries;
}

/** Names are the archive's, and lead nowhere: those that are not ours are left out. */
function keyOf(entry: Entry): string | null {
  if (entry.encrypted) return null;
  if ([MANIFEST, RECORDS, DRAFTS, BLOB_LIST, EXPLANATION].includes(entry.filename)) return entry.filename;
  return BLOB_PATH.exec(entry.filename)?.[1] ?? null;
}

async function readManifest(entries: ReadonlyMap<string, FileEntry>): Promise<Manifest> {
  const entry = entries.get(MANIFEST);
  if (!entry) throw new BackupError('not-a-backup', `no ${MANIFEST} in the archive`);
  const text = new TextDecoder().decode(await unpack(entry, LIMITS.manifest));
  const manifest = parseJson(text, manifestSchema);
  if (!manifest) throw new BackupError('not-a-backup', `${MANIFEST} says something else`);
  if (manifest.version > BACKUP_VERSION)
    throw new BackupError('newer', `the archive is of version ${manifest.version}`);
  return manifest;
}

async function unpack(entry: FileEntry, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of contentOf(entry, most)) {
    pieces.push(piece);
    length += piece.length;
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** The content by pieces. What an archive says of its sizes is not believed: it is cut off where it gives more. */
async function* contentOf(entry: FileEntry, most: number): AsyncGenerator<Uint8Array> {
  const allowed = Math.min(most, LIMITS.ratio * Math.max(entry.compressedSize, 1024));
  const pipe = new TransformStream<Uint8Array, Uint8Array>();
  const stopping = new AbortController();
  const reading = entry.getData(pipe.writable, { signal: stopping.signal, checkSignature: true });
  // Told below, by the stream that breaks off.
  reading.catch(() => undefined);
  let length = 0;
  try {
    for await (const piece of pipe.readable) {
      length += piece.length;
      if (length > allowed)
        throw new BackupError('too-large', `${entry.filename} unpacks to more than ${allowed} bytes`);
      yield piece;
    }
    await reading;
  } catch (cause) {
    if (cause instanceof BackupError) throw cause;
    throw new BackupError('damaged', `${entry.filename} can't be unpacked`, { cause });
  } finally {
    stopping.abort();
  }
}

async function* readLines(entry: FileEntry | undefined): AsyncGenerator<unknown> {
  if (!entry) return;
  const decoder = new TextDecoder();
  let rest = '';
  let count = 0;
  for await (const piece of contentOf(entry, Number.POSITIVE_INFINITY)) {
    rest += decoder.decode(piece, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LIMITS.line)
      throw new BackupError('too-large', `a line of ${entry.filename} is too long`);
    for (const line of lines) {
      count += 1;
      if (count > LIMITS.lines) throw new BackupError('too-large', `${entry.filename} has too many lines`);
      if (line !== '') yield parseJson(line, z.unknown());
    }
  }
  rest += decoder.decode();
  if (rest !== '') yield parseJson(rest, z.unknown());
}
