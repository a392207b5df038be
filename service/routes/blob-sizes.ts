import { sql } from 'kysely';
import {
  type BlobSizesResponse,
  blobSizesRequestSchema,
  blobSizesResponseSchema,
} from '../../protocol/sync.ts';
import { memberRoute } from './route.ts';

/** 1000 hashes of 64 digits, each with quotes and a comma. */
const MAX_BODY_BYTES = 80 * 1024;

/** A row whose file is gone is left out, as HEAD would. Whether a file is whole is looked at where that one is asked for, not of a thousand at once. */
export const blobSizes = memberRoute({
  method: 'POST',
  path: '/blobs/sizes',
  summary: "Which of these blobs are kept of the member's, and the bytes of each as it is sent",
  input: { body: blobSizesRequestSchema },
  maxBodyBytes: MAX_BODY_BYTES,
  response: blobSizesResponseSchema,
  async answer({ c, context, session: { memberId }, input: { body } }) {
    if (body.hashes.length === 0) return c.json({ sizes: {} } satisfies BlobSizesResponse);
    const rows = await context.db
      .selectFrom('blob')
      .select(['sha256', 'bytes'])
      .where('memberId', '=', memberId)
      .where(sql<boolean>`sha256 = any (${body.hashes}::text[])`)
      .execute();
    // One that can't be looked at just now, on a disk that fails, is not gone.
    const kept = await Promise.all(
      rows.map(({ sha256 }) => context.blobs.has({ memberId, sha256 }).catch(() => true)),
    );
    const sizes = rows.filter((_, index) => kept[index]).map(({ sha256, bytes }) => [sha256, bytes] as const);
    return c.json({ sizes: Object.fromEntries(sizes) } satisfies BlobSizesResponse);
  },
});
