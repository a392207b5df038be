import { emptyDeleted } from '../../protocol/deletion.ts';
import { joinRecords } from '../../protocol/merge.ts';
import { syncRecordSchema } from '../../protocol/records.ts';
import type { ServiceContext } from '../context.ts';
import { joinPushed } from '../sync/join-pushed.ts';
import { forEachMember } from './for-each-member.ts';

/** 回收站 keeps a deleted record for this long. */
const KEPT_MS = 30 * 24 * 60 * 60_000;
const BATCH = 200;

/** Empties records deleted more than 30 days ago, as a device would: joined in, with revisions of their own, and announced. */
export async function emptyDeletedRecords(context: ServiceContext, now = Date.now()): Promise<void> {
  const due = new Date(now - KEPT_MS);
  const members = await context.db
    .selectFrom('record')
    .select('memberId')
    .distinct()
    .where('deletedAt', '<', due)
    .orderBy('memberId')
    .execute();
  const memberIds = members.map(({ memberId }) => memberId);
  await forEachMember(context, memberIds, async (memberId) => {
    while (!context.stopping.aborted && (await emptyBatch(context, memberId, due))) {
      // until none of this member's is left
    }
  });
}

/** False when there was nothing left to empty. */
async function emptyBatch(context: ServiceContext, memberId: string, due: Date): Promise<boolean> {
  const rows = await context.db
    .selectFrom('record')
    .select('body')
    .where('memberId', '=', memberId)
    .where('deletedAt', '<', due)
    .limit(BATCH)
    .execute();
  if (rows.length === 0) return false;
  // What a push changes meanwhile is joined with this, as with another device's: the deletion's own stamp decides.
  const read = rows
    .map(({ body }) => syncRecordSchema.parse(JSON.parse(body)))
    .map((record) => joinRecords(record, emptyDeleted(record)));
  const push = { memberId, read, quotaBytes: Number.POSITIVE_INFINITY };
  const { feed } = await context.inTurn(memberId, () => joinPushed(context, push));
  const { before, after } = feed;
  if (after > before) await context.signals.announce(memberId, after);
  return after > before;
}
