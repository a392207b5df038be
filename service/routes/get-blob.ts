import * as z from 'zod/mini';
import { sha256Schema } from '../../protocol/sync.ts';
import type { BlobKey } from '../blobs/blob-store.ts';
import type { BlobTable, Database } from '../db/database.ts';
import { ServiceError } from '../errors.ts';
import { memberRoute } from './route.ts';

/** Another member's blob answers like one that was never there. */
export const getBlob = memberRoute({
  method: 'GET',
  path: '/blobs/:sha256',
  summary: 'A kept blob, in gzip; HEAD asks whether it is kept',
  input: { params: z.object({ sha256: sha256Schema }) },
  async answer({ c, context, session: { memberId }, input: { params } }) {
    const key = { memberId, sha256: params.sha256 };
    const isAsked = c.req.method === 'HEAD';
    const blob = await (isAsked ? keepLonger(context.db, key) : readRow(context.db, key));
    if (!blob) throw new ServiceError('not-found');
    const headers = {
      'Content-Type': blob.contentType,
      'Content-Encoding': 'gzip',
      'Content-Length': String(blob.bytes),
      'Content-Disposition': 'attachment',
    };
    // Row and file part only where a backup brought back the one without the other: then devices send it again.
    if (isAsked) {
      if (!(await context.blobs.has(key))) throw new ServiceError('not-found');
      return c.body(null, 200, headers);
    }
    const body = await context.blobs.read(key);
    if (!body) throw new ServiceError('not-found');
    return c.body(body, 200, headers);
  },
});

function readRow(db: Database, { memberId, sha256 }: BlobKey): Promise<BlobHead | undefined> {
  return db
    .selectFrom('blob')
    .select(['contentType', 'bytes'])
    .where('memberId', '=', memberId)
    .where('sha256', '=', sha256)
    .executeTakeFirst();
}

/** Whoever asks has a record that names it on the way: it counts as named from now. */
function keepLonger(db: Database, { memberId, sha256 }: BlobKey): Promise<BlobHead | undefined> {
  return db
    .updateTable('blob')
    .set({ namedAt: new Date() })
    .where('memberId', '=', memberId)
    .where('sha256', '=', sha256)
    .returning(['contentType', 'bytes'])
    .executeTakeFirst();
}

type BlobHead = Pick<BlobTable, 'contentType' | 'bytes'>;
