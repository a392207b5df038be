import { MAX_BLOB_BYTES } from '../../protocol/sync.ts';
import { ServiceError, type ServiceErrorCode } from '../account/service-error.ts';
import { blobSent, refuseBlob, restBlob, sendAgain, unsentBlobs } from '../library/blob-outbox.ts';
import { sentBlobs } from '../library/needed-blobs.ts';
import { packedBytes } from '../library/pack-stored.ts';
import { readPosition } from '../library/sync-position.ts';
import { askBlobSizes } from './blob-sizes.ts';
import type { SyncContext } from './run-sync.ts';
import { hasBlob, sendBlob } from './sync-calls.ts';

/** Reasons that will not go away by asking again: the blob is set aside, and the records that name it go through. */
const REFUSALS: ServiceErrorCode[] = ['too-large', 'hash-mismatch', 'quota-exceeded', 'bad-request'];

/** Reasons that may lie with this one blob: it waits on by itself, and the sync goes well without it. */
const OF_ONE_BLOB: ServiceErrorCode[] = ['internal', 'bad-answer'];
/** So may these where the service had just answered: too much for the line, or for a proxy's patience. Or the line is gone. */
const OF_ITS_SIZE: ServiceErrorCode[] = ['unreachable', 'unavailable'];

/** Records have their turn after that long. A text or image that has begun goes to its end. */
const BLOBS_FOR_MS = 5_000;

/** What did not go through in this sync, by hash, and why: none is begun twice. */
export type FailedBlobs = Map<string, ServiceError>;

/**
 * Sends texts and images the service does not have yet, for some seconds. Answers `none` where none waited, `some` where the time was over, and adds to
 * `failed` what waits on.
 * @throws {ServiceError} for what would meet every request.
 */
export async function pushBlobs(context: SyncContext, failed: FailedBlobs): Promise<'none' | 'all' | 'some'> {
  const begun = context.store.now();
  const hashes = (await unsentBlobs(context.store)).filter((hash) => !failed.has(hash));
  for (const hash of hashes) {
    context.signal.throwIfAborted();
    const failure = await pushBlob(context, hash);
    if (failure) failed.set(hash, failure);
    // Whatever the clock says: it may be set meanwhile.
    if (Math.abs(context.store.now() - begun) >= BLOBS_FOR_MS) return 'some';
  }
  return hashes.length > 0 ? 'all' : 'none';
}

/**
 * Has texts and images of this device that the service keeps no more sent again: a file was lost there, or found damaged when another device asked for it.
 * Answers whether there are any. @throws {ServiceError} where the service can't be asked.
 */
export async function queueLostBlobs({ store, access, signal }: SyncContext): Promise<boolean> {
  const sent = await sentBlobs(store);
  const kept = await askBlobSizes(access, sent, signal).catch((error: unknown) => {
    // A service of the version before doesn't tell.
    if (error instanceof ServiceError && error.code === 'not-found') return null;
    throw error;
  });
  if (kept === null) return false;
  return (
    (await sendAgain(
      store,
      sent.filter((hash) => !kept.has(hash)),
    )) > 0
  );
}

async function pushBlob({ store, access, signal }: SyncContext, hash: string): Promise<ServiceError | null> {
  const { epoch } = await readPosition(store);
  const row = await store.database.get('snapshots', hash);
  const blob = row && { ...row, bytes: await packedBytes(row) };
  if (blob && blob.bytes.byteLength > MAX_BLOB_BYTES) {
    await refuseBlob(store, hash, 'too-large');
    return null;
  }
  let isAnswering = false;
  try {
    const isThere = !blob || (await hasBlob(access, blob, signal));
    isAnswering = true;
    if (!isThere) await sendBlob(access, blob, signal);
    await blobSent(store, hash, epoch);
    return null;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    // The records that name it wait, all others need not.
    if (isAnswering && OF_ITS_SIZE.includes(error.code)) return error;
    if (OF_ONE_BLOB.includes(error.code)) {
      await restBlob(store, hash);
      // Who asks to come later asks it of everything.
      return error.retryAfter === null ? null : error;
    }
    if (!REFUSALS.includes(error.code)) throw error;
    await refuseBlob(store, hash, error.code);
    return null;
  }
}
