import { type SignedIn, signedInSchema } from '../../protocol/account.ts';
import { secondStepRequestSchema } from '../../protocol/account-security.ts';
import { auditWrong, isAuditEvent } from '../account/audit.ts';
import { completeSignIn } from '../account/finish-sign-in.ts';
import { findById, holdMember } from '../account/members.ts';
import { guessSecondCode } from '../account/second-factor.ts';
import type { Tx } from '../db/database.ts';
import { ServiceError } from '../errors.ts';
import { publicRoute } from './route.ts';

/** The first factor was proven: it gave the step. Wrong codes count for the member, so that another step gives no new guesses. */
export const signInSecond = publicRoute({
  method: 'POST',
  path: '/account/sign-in/second',
  summary: 'Go on with a sign-in by the second factor: an authenticator’s code, or a recovery code',
  input: { body: secondStepRequestSchema },
  response: signedInSchema,
  async answer({ c, context, addressHash, input: { body } }) {
    const { db, hashSecret } = context;
    const outcome = await db.transaction().execute(async (tx): Promise<SignedIn | ServiceError> => {
      const tokenHash = hashSecret('token', body.step);
      const step = await holdStep(tx, tokenHash);
      if (!step || step.expiresAt.getTime() <= Date.now() || !isAuditEvent(step.event))
        return new ServiceError('step-expired');
      const refusal = await guessSecondCode(tx, context, step.memberId, body.code);
      if (refusal) {
        await auditWrong(tx, refusal, {
          event: 'second-step-refused',
          memberId: step.memberId,
          addressHash: addressHash(),
        });
        return refusal;
      }
      await tx.deleteFrom('signInStep').where('tokenHash', '=', tokenHash).execute();
      return completeSignIn(context, tx, await findById(tx, step.memberId), {
        event: step.event,
        device: { deviceName: step.deviceName ?? undefined, timeZone: step.timeZone ?? undefined },
        addressHash: addressHash(),
        ticketHash: step.ticketHash,
      });
    });
    if (outcome instanceof ServiceError) throw outcome;
    return c.json(outcome);
  },
});

/** The step, and whose it is first: whoever ends all of a member's sign-ins holds them in this order. */
async function holdStep(tx: Tx, tokenHash: string) {
  const step = tx.selectFrom('signInStep').selectAll().where('tokenHash', '=', tokenHash);
  const begun = await step.executeTakeFirst();
  if (!begun || !(await holdMember(tx, begun.memberId))) return undefined;
  return step.forUpdate().executeTakeFirst();
}
