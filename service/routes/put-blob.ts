import * as z from 'zod/mini';
import { sha256Schema } from '../../protocol/sync.ts';
import type { BlobKey } from '../blobs/blob-store.ts';
import { isIntact, receiveBlob } from '../blobs/receive-blob.ts';
import type { BlobTable, Tx } from '../db/database.ts';
import { ServiceError } from '../errors.ts';
import { authenticate } from '../middleware/authenticate.ts';
import { lockFeed } from '../sync/feed.ts';
import { memberRoute } from './route.ts';

const DEFAULT_QUOTA_BYTES = 2 * 1024 ** 3;
const MAX_CONTENT_TYPE_LENGTH = 200;

export const putBlob = memberRoute({
  method: 'PUT',
  path: '/blobs/:sha256',
  summary: 'Keep a blob: the body in gzip, addressed by the SHA-256 of the unpacked bytes',
  input: { params: z.object({ sha256: sha256Schema }) },
  async answer({ c, context, session: { memberId }, input: { params } }) {
    const { db, blobs, config } = context;
    const { sha256 } = params;
    const key = { memberId, sha256 };
    const quotaBytes = config.blobQuotaBytes ?? DEFAULT_QUOTA_BYTES;
    const contentType = readContentType(c.req.header('content-type'));
    if (c.req.header('content-encoding') !== 'gzip' || !c.req.raw.body) {
      throw new ServiceError('bad-request', { detail: 'a blob comes with Content-Encoding: gzip' });
    }
    const { upload, bytes } = await receiveBlob(blobs, c.req.raw.body, sha256);
    try {
      await authenticate(context, c.req.raw); // the session may have ended while the blob came
      const isNew = await db.transaction().execute(async (tx) => {
        await lockFeed(tx, memberId); // uploads at once must not share what is left of the quota
        // The same bytes, however they are packed: what is there stays. Its file may have been lost or damaged.
        if ((await isKept(tx, key)) && (await isIntact(blobs, key))) return false;
        await putRow(tx, { ...key, contentType, bytes, namedAt: new Date() }, quotaBytes);
        // Inside, so that a row never commits without its file.
        await blobs.keep(key, upload);
        return true;
      });
      return c.body(null, isNew ? 201 : 200);
    } finally {
      await upload.discard();
    }
  },
});

/** Sent again means wanted again: it counts as named from now. */
async function isKept(tx: Tx, { memberId, sha256 }: BlobKey): Promise<boolean> {
  const row = await tx
    .updateTable('blob')
    .set({ namedAt: new Date() })
    .where('memberId', '=', memberId)
    .where('sha256', '=', sha256)
    .returning('sha256')
    .executeTakeFirst();
  return row !== undefined;
}

async function putRow(tx: Tx, blob: BlobTable, quotaBytes: number): Promise<void> {
  const { kept } = await tx
    .selectFrom('blob')
    .select((row) => row.fn.coalesce(row.fn.sum<number>('bytes'), row.lit(0)).as('kept'))
    .where('memberId', '=', blob.memberId)
    .where('sha256', '!=', blob.sha256)
    .executeTakeFirstOrThrow();
  if (kept + blob.bytes > quotaBytes) throw new ServiceError('quota-exceeded');
  const { contentType, bytes, namedAt } = blob;
  await tx
    .insertInto('blob')
    .values(blob)
    .onConflict((row) => row.columns(['memberId', 'sha256']).doUpdateSet({ contentType, bytes, namedAt }))
    .execute();
}

function readContentType(header: string | undefined): string {
  const type = header ?? 'application/octet-stream';
  const isWellFormed =
    type.length <= MAX_CONTENT_TYPE_LENGTH && /^[\w.+-]+\/[\w.+-]+(\s*;[\x20-\x7e]*)?$/.test(type);
  if (!isWellFormed) throw new ServiceError('bad-request', { detail: 'the content type is not one' });
  return type;
}
