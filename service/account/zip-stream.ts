import { Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js/index-native.js';

export interface ArchiveEntry {
  /** Within the archive: `records/article.json`. */
  name: string;
  bytes: Uint8Array;
}

/** A ZIP archive of the entries, one after the other as its reader takes them: never more than one is held. */
export function zipStream(entries: AsyncGenerator<ArchiveEntry>): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  void writeAll(entries, writable);
  return readable;
}

/** A reader that leaves, or an entry that can't be had, ends both. */
async function writeAll(
  entries: AsyncGenerator<ArchiveEntry>,
  into: WritableStream<Uint8Array>,
): Promise<void> {
  const zip = new ZipWriter(into, { useWebWorkers: false, level: 6 });
  try {
    for await (const { name, bytes } of entries) await zip.add(name, new Uint8ArrayReader(bytes));
    await zip.close();
  } catch (reason) {
    await into.abort(reason).catch(() => undefined);
  }
}
