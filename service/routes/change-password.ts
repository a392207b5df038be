import { passwordRequestSchema } from '../../protocol/account-security.ts';
import { audit } from '../account/audit.ts';
import { LIMITS, requireAttempt } from '../account/limits.ts';
import { requireMemberProof } from '../account/member-proof.ts';
import { holdMember, setPassword } from '../account/members.ts';
import { requireGoodPassword } from '../account/passwords.ts';
import { closeSessionsOf, requireLiving } from '../account/sessions.ts';
import { tellEnded } from '../account/tell-ended.ts';
import { memberRoute } from './route.ts';

export const changePassword = memberRoute({
  method: 'POST',
  path: '/account/password',
  summary: 'Change the password, and end every other session',
  input: { body: passwordRequestSchema },
  async answer({ c, context, session, addressHash, input: { body } }) {
    requireMemberProof(session);
    requireGoodPassword(body.password);
    const { id: sessionId, memberId } = session;
    await requireAttempt(context.db, `passwords of ${memberId}`, LIMITS.passwordsPerMember);
    const passwordHash = await context.passwords.hash(body.password); // no transaction is open here
    await context.db.transaction().execute(async (tx) => {
      await holdMember(tx, memberId);
      await requireLiving(tx, sessionId);
      await setPassword(tx, memberId, passwordHash);
      await closeSessionsOf(tx, memberId, sessionId);
      await audit(tx, { event: 'change-password', memberId, sessionId, addressHash: addressHash() });
    });
    await tellEnded(context, memberId);
    return c.body(null, 204);
  },
});
