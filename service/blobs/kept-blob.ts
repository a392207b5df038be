import type { ServiceContext } from '../context.ts';
import { lockFeed } from '../sync/feed.ts';
import type { BlobKey } from './blob-store.ts';
import { isIntact } from './receive-blob.ts';

/**
 * Whether a blob can be given as it was sent. One that is damaged counts as not kept from then on: the devices that have it are asked for it again, and
 * what they send takes its place.
 */
export async function isKeptWhole(
  { db, blobs, log }: Pick<ServiceContext, 'db' | 'blobs' | 'log'>,
  key: BlobKey,
): Promise<boolean> {
  if (await isIntact(blobs, key)) return true;
  if (!(await blobs.has(key))) return false;
  return db.transaction().execute(async (tx) => {
    await lockFeed(tx, key.memberId); // an upload may have brought a whole one, and none may now
    if (await isIntact(blobs, key)) return true;
    log.error('a kept text or image is damaged, and its devices are asked for it again');
    await tx
      .deleteFrom('blob')
      .where('memberId', '=', key.memberId)
      .where('sha256', '=', key.sha256)
      .execute();
    return false;
  });
}
