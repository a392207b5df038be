import * as z from 'zod/mini';
import { sha256Schema } from '../../protocol/sync.ts';
import type { BlobKey } from '../blobs/blob-store.ts';
import { isKeptWhole } from '../blobs/kept-blob.ts';
import type { BlobTable, Database } from '../db/database.ts';
import { ServiceError } from '../errors.ts';
import { memberRoute } from './route.ts';

/** Another member's blob answers like one that was never there, and so does a damaged one. */
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
    const headersOf = (bytes: number) => ({
      'Content-Type': blob.contentType,
      'Content-Encoding': 'gzip',
      'Content-Length': String(bytes),
      'Content-Disposition': 'attachment',
    });
    // Also where a backup brought back the row without the file: then devices send it again.
    if (!(await isKeptWhole(context, key))) throw new ServiceError('not-found');
    if (isAsked) return c.body(null, 200, headersOf(blob.bytes));
    const stored = await context.blobs.read(key);
    if (!stored) throw new ServiceError('not-found');
    // Of the file itself: another device may have packed the same bytes otherwise, and a wrong length cuts the answer off.
    return c.body(stored.body, 200, headersOf(stored.bytes));
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
