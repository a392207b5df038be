import type { ServiceContext } from '../context.ts';
import { lockFeed } from '../sync/feed.ts';
import { forEachMember } from './for-each-member.ts';

/**
 * Deletes the accounts whose days of grace are over: files first, then every row, so that a crash between leaves an account that is deleted the
 * next time. Each is locked while it goes, and instances pass over those another one has. What the audit knows loses its member.
 */
export async function deleteMembers(context: ServiceContext, now = Date.now()): Promise<number> {
  const due = await context.db
    .selectFrom('member')
    .select('id')
    .where('deleteAt', '<=', new Date(now))
    .orderBy('deleteAt')
    .execute();
  const memberIds = due.map(({ id }) => id);
  let deleted = 0;
  await forEachMember(context, memberIds, async (memberId) => {
    if (await deleteMember(context, memberId, now)) deleted += 1;
  });
  return deleted;
}

/** False where it is another instance's, or was taken back meanwhile. */
async function deleteMember(
  { db, blobs, signals }: ServiceContext,
  memberId: string,
  now: number,
): Promise<boolean> {
  const isDeleted = await db.transaction().execute(async (tx) => {
    const due = await tx
      .selectFrom('member')
      .select('id')
      .where('id', '=', memberId)
      .where('deleteAt', '<=', new Date(now))
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (!due) return false;
    await lockFeed(tx, due.id); // no upload may bring a file between
    await blobs.removeMember(due.id);
    for (const table of ['record', 'blob', 'memberFeed'] as const)
      await tx.deleteFrom(table).where('memberId', '=', due.id).execute();
    await tx
      .updateTable('audit')
      .set({ memberId: null, sessionId: null })
      .where('memberId', '=', due.id)
      .execute();
    await tx.deleteFrom('member').where('id', '=', due.id).execute();
    return true;
  });
  if (isDeleted) await signals.endSessions(memberId);
  return isDeleted;
}
