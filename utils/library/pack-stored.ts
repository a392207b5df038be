import { gunzip, gzip } from './compress.ts';
import type { SnapshotRow } from './database.ts';
import { isGzipStored } from './gzip-stored.ts';
import type { Store } from './store.ts';

/** The bytes that were kept in a hurry, packed: what is sent is always packed. Others as they are. */
export async function packedBytes({ bytes }: SnapshotRow): Promise<Uint8Array<ArrayBuffer>> {
  return isGzipStored(bytes) ? await gzip(await gunzip(bytes)) : bytes;
}

/** One step of packing what was kept in a hurry; may be cut anywhere. Answers whether there was something. */
export async function packNext(store: Store): Promise<boolean> {
  const [hash] = await store.database.getAllKeys('unpacked', null, 1);
  if (hash === undefined) return false;
  const row = await store.database.get('snapshots', hash);
  const bytes = row && (await packedBytes(row));
  const transaction = store.database.transaction(['snapshots', 'unpacked'], 'readwrite', {
    durability: 'relaxed',
  });
  const snapshots = transaction.objectStore('snapshots');
  // It may have been removed meanwhile.
  if (row && bytes && (await snapshots.getKey(hash)) !== undefined) await snapshots.put({ ...row, bytes });
  await transaction.objectStore('unpacked').delete(hash);
  await transaction.done;
  return true;
}
