import { recoveryRequestSchema } from '../../protocol/account.ts';
import { audit, auditWrong } from '../account/audit.ts';
import { forgetAttempts, takeFromAddress } from '../account/limits.ts';
import { accountKey, findByAccount, holdMember, setPassword } from '../account/members.ts';
import { requireGoodPassword } from '../account/passwords.ts';
import { closeSessionsOf } from '../account/sessions.ts';
import { contactHash, guessCode, useCode } from '../account/sms-codes.ts';
import { tellEnded } from '../account/tell-ended.ts';
import { ServiceError } from '../errors.ts';
import { publicRoute } from './route.ts';

/**
 * An account that does not exist has a code as well, which nobody was told: so a wrong code is refused in the same words and by the same work.
 * Nobody is signed in by this: a second factor stays one.
 */
export const recover = publicRoute({
  method: 'POST',
  path: '/account/recovery',
  summary: 'Set a new password by a code, and end every session of the account',
  input: { body: recoveryRequestSchema },
  async answer({ c, context, addressHash, input: { body } }) {
    const { db, hashSecret } = context;
    requireGoodPassword(body.password);
    const contact = accountKey(body.account);
    const guess = await db.transaction().execute(async (tx) => {
      const isOver = await takeFromAddress(tx, addressHash());
      if (isOver) return isOver;
      const memberId = (await findByAccount(tx, body.account))?.id ?? null;
      const account = memberId ?? contactHash(hashSecret, contact);
      const guess = await guessCode(tx, hashSecret, { contact, purpose: 'recover', account }, body.code);
      if (guess instanceof ServiceError)
        await auditWrong(tx, guess, { event: 'recover-refused', memberId, addressHash: addressHash() });
      return guess;
    });
    if (guess instanceof ServiceError) throw guess;
    const passwordHash = await context.passwords.hash(body.password); // no transaction is open here

    const memberId = await db.transaction().execute(async (tx) => {
      const member = await findByAccount(tx, body.account);
      const isThere = member !== null && (await holdMember(tx, member.id));
      await useCode(tx, guess.codeId);
      if (!isThere) return null;
      await setPassword(tx, member.id, passwordHash);
      await closeSessionsOf(tx, member.id);
      await forgetAttempts(tx, `sign-in ${hashSecret('account', contact)}`);
      await audit(tx, { event: 'recover', memberId: member.id, addressHash: addressHash() });
      return member.id;
    });
    // Guessed by chance, for an account that is not there.
    if (memberId === null) throw new ServiceError('code-used');
    await tellEnded(context, memberId);
    context.metrics.smsUsed.inc({ purpose: 'recover' });
    return c.body(null, 204);
  },
});
