import * as z from 'zod/mini';
import { sha256Schema } from '../../protocol/sync.ts';
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
    const blob = await context.db
      .selectFrom('blob')
      .select(['contentType', 'bytes'])
      .where('memberId', '=', memberId)
      .where('sha256', '=', params.sha256)
      .executeTakeFirst();
    if (!blob) throw new ServiceError('not-found');
    const headers = {
      'Content-Type': blob.contentType,
      'Content-Encoding': 'gzip',
      'Content-Length': String(blob.bytes),
      'Content-Disposition': 'attachment',
    };
    // Row and file part only where a backup brought back the one without the other: then devices send it again.
    if (c.req.method === 'HEAD') {
      if (!(await context.blobs.has(key))) throw new ServiceError('not-found');
      return c.body(null, 200, headers);
    }
    const body = await context.blobs.read(key);
    if (!body) throw new ServiceError('not-found');
    return c.body(body, 200, headers);
  },
});
