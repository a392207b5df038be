import { DELETION_GRACE_DAYS, deletionResponseSchema } from '../../protocol/account-security.ts';
import { audit } from '../account/audit.ts';
import { requireMemberProof } from '../account/member-proof.ts';
import { closeSessionsOf } from '../account/sessions.ts';
import { tellEnded } from '../account/tell-ended.ts';
import { memberRoute } from './route.ts';

const DAY_MS = 24 * 60 * 60_000;

/** This session stays, to take it back at once; on another device, signing in does. */
export const deleteAccount = memberRoute({
  method: 'POST',
  path: '/account/deletion',
  summary: 'Have the account deleted when the days of grace are over; every other session ends now',
  input: {},
  response: deletionResponseSchema,
  async answer({ c, context, session, addressHash }) {
    requireMemberProof(session);
    const { memberId, id: sessionId } = session;
    const wanted = new Date(Date.now() + DELETION_GRACE_DAYS * DAY_MS);
    const deleteAt = await context.db.transaction().execute(async (tx) => {
      const { deleteAt } = await tx
        .updateTable('member')
        // Asked for again, the day that was named first stands.
        .set((row) => ({ deleteAt: row.fn.coalesce('deleteAt', row.val(wanted)) }))
        .where('id', '=', memberId)
        .returning('deleteAt')
        .executeTakeFirstOrThrow();
      await closeSessionsOf(tx, memberId, sessionId);
      await audit(tx, { event: 'delete-account', memberId, sessionId, addressHash: addressHash() });
      return deleteAt ?? wanted;
    });
    await tellEnded(context, memberId);
    return c.json({ deleteAt: deleteAt.getTime() });
  },
});

export const keepAccount = memberRoute({
  method: 'POST',
  path: '/account/deletion/undo',
  summary: 'Take the deletion back',
  input: {},
  async answer({ c, context, session, addressHash }) {
    const { memberId, id: sessionId } = session;
    await context.db.transaction().execute(async (tx) => {
      await tx.updateTable('member').set({ deleteAt: null }).where('id', '=', memberId).execute();
      await audit(tx, { event: 'keep-account', memberId, sessionId, addressHash: addressHash() });
    });
    return c.body(null, 204);
  },
});
