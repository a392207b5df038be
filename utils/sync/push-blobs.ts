import { MAX_BLOB_BYTES } from '../../protocol/sync.ts';
import { ServiceError, type ServiceErrorCode } from '../account/service-error.ts';
import { askAgainForBlobs, blobSent, refuseBlob, unsentBlobs } from '../library/blob-outbox.ts';
import type { SyncContext } from './run-sync.ts';
import { hasBlob, sendBlob } from './sync-calls.ts';

/** Reasons that will not go away by asking again: the blob is set aside, and the records that name it go through. */
const REFUSALS: ServiceErrorCode[] = ['too-large', 'hash-mismatch', 'quota-exceeded', 'bad-request'];

/** Reasons that may lie with this one blob, the last two where the service had just answered: too much for the line, or for a proxy's patience. */
const OF_ONE_BLOB: ServiceErrorCode[] = ['internal', 'bad-answer'];
const OF_ITS_SIZE: ServiceErrorCode[] = ['unreachable', 'unavailable'];

/**
 * Sends the texts and images the service does not have yet, before the records that name them. Answers why one of them still waits, or null.
 * @throws {ServiceError} for what would meet every request.
 */
export async function pushBlobs(context: SyncContext): Promise<ServiceError | null> {
  let failure: ServiceError | null = null;
  await askAgainForBlobs(context.store);
  for (const hash of await unsentBlobs(context.store)) {
    context.signal.throwIfAborted();
    failure = (await pushBlob(context, hash)) ?? failure;
  }
  return failure;
}

async function pushBlob({ store, access, signal }: SyncContext, hash: string): Promise<ServiceError | null> {
  const blob = await store.database.get('snapshots', hash);
  if (blob && blob.bytes.byteLength > MAX_BLOB_BYTES) {
    await refuseBlob(store, hash, 'too-large');
    return null;
  }
  let isAnswering = false;
  try {
    const isThere = !blob || (await hasBlob(access, blob, signal));
    isAnswering = true;
    if (!isThere) await sendBlob(access, blob, signal);
    await blobSent(store, hash);
    return null;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    // The records that name it wait, all others need not.
    if (OF_ONE_BLOB.includes(error.code) || (isAnswering && OF_ITS_SIZE.includes(error.code))) return error;
    if (!REFUSALS.includes(error.code)) throw error;
    await refuseBlob(store, hash, error.code);
    return null;
  }
}
