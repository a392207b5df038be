import { sql } from 'kysely';
import type { ServiceContext } from '../context.ts';
import { lockFeed } from '../sync/feed.ts';

/** A blob may come long before the record that names it, from a device that then goes offline. */
const UNNAMED_FOR_MS = 30 * 24 * 60 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

/** Notes which blobs are named by a record today, and removes those that none has named for 30 days. */
export async function removeUnnamedBlobs(context: ServiceContext, now = Date.now()): Promise<void> {
  const members = await context.db
    .selectFrom('blob')
    .select('memberId')
    .distinct()
    .where('namedAt', '<', new Date(now - DAY_MS))
    .execute();
  for (const { memberId } of members) {
    if (context.stopping.aborted) return;
    await removeOfMember(context, memberId, now);
  }
}

async function removeOfMember({ db, blobs }: ServiceContext, memberId: string, now: number): Promise<void> {
  const removed = await db.transaction().execute(async (tx) => {
    await lockFeed(tx, memberId); // no push may name one between looking and removing
    const rows = await tx.selectFrom('record').select('body').where('memberId', '=', memberId).execute();
    const named = [...new Set(rows.flatMap(({ body }) => hashesIn(body)))];
    if (named.length > 0) {
      await tx
        .updateTable('blob')
        .set({ namedAt: new Date(now) })
        .where('memberId', '=', memberId)
        .where(sql<boolean>`sha256 = any (${named}::text[])`)
        .execute();
    }
    return await tx
      .deleteFrom('blob')
      .where('memberId', '=', memberId)
      .where('namedAt', '<', new Date(now - UNNAMED_FOR_MS))
      .returning('sha256')
      .execute();
  });
  // A file whose row is gone harms nobody; a row whose file is gone would.
  for (const { sha256 } of removed) await blobs.remove({ memberId, sha256 });
}

/** Whatever looks like a hash, in any field of any kind, newer versions' too: rather keep one too many. */
function hashesIn(body: string): string[] {
  return body.match(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g) ?? [];
}
