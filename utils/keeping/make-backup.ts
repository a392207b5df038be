import type { Store } from '../library/store.ts';
import { type BackupOrder, writeBackup } from './write-backup.ts';

/** The whole archive as a blob, which the browser keeps on disk where it is large. */
export async function makeBackup(store: Store, order: BackupOrder = {}): Promise<Blob> {
  const pipe = new TransformStream<Uint8Array, Uint8Array>();
  const archive = new Response(pipe.readable, { headers: { 'content-type': 'application/zip' } }).blob();
  // Said by `writeBackup` itself.
  archive.catch(() => undefined);
  await writeBackup(store, pipe.writable, order);
  return archive;
}
