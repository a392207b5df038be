import { MAX_BLOB_BYTES } from '../../protocol/sync.ts';
import { ServiceError, type ServiceErrorCode } from '../account/service-error.ts';
import { blobSent, refuseBlob, unsentBlobs } from '../library/blob-outbox.ts';
import type { SyncContext } from './run-sync.ts';
import { hasBlob, sendBlob } from './sync-calls.ts';

/** Reasons that will not go away by asking again: the blob is set aside, and the records that name it go through. */
const REFUSALS: ServiceErrorCode[] = ['too-large', 'hash-mismatch', 'quota-exceeded', 'bad-request'];

/** Sends the texts and images the service does not have yet, before the records that name them. */
export async function pushBlobs({ store, access, signal }: SyncContext): Promise<void> {
  for (const hash of await unsentBlobs(store)) {
    signal.throwIfAborted();
    const blob = await store.database.get('snapshots', hash);
    if (!blob || (await hasBlob(access, hash, signal))) {
      await blobSent(store, hash);
      continue;
    }
    if (blob.bytes.byteLength > MAX_BLOB_BYTES) {
      await refuseBlob(store, hash, 'too-large');
      continue;
    }
    try {
      await sendBlob(access, blob, signal);
      await blobSent(store, hash);
    } catch (error) {
      if (!(error instanceof ServiceError) || !REFUSALS.includes(error.code)) throw error;
      await refuseBlob(store, hash, error.code);
    }
  }
}
