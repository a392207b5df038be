import { type SignedIn, signedInSchema, smsSignInRequestSchema } from '../../protocol/account.ts';
import { audit } from '../account/audit.ts';
import { findByPhone } from '../account/members.ts';
import { requireMobile } from '../account/phone.ts';
import { openSession } from '../account/sessions.ts';
import { guessCode, useCode } from '../account/sms-codes.ts';
import { ServiceError } from '../errors.ts';
import { publicRoute } from './route.ts';

/** That a number has no account (`not-found`) is told only after the code proved it is the caller's. */
export const signInBySms = publicRoute({
  method: 'POST',
  path: '/account/sign-in/sms',
  summary: 'Sign in by mobile number and code',
  input: { body: smsSignInRequestSchema },
  response: signedInSchema,
  async answer({ c, context, addressHash, input: { body } }) {
    const { db, hashSecret } = context;
    const { phone, code, deviceName } = body;
    requireMobile(phone);
    const outcome = await db.transaction().execute(async (tx): Promise<SignedIn | ServiceError> => {
      const guess = await guessCode(tx, hashSecret, { phone, purpose: 'sign-in' }, code);
      if (guess instanceof ServiceError) return guess;
      await useCode(tx, guess.codeId);
      const member = await findByPhone(tx, phone);
      if (!member) return new ServiceError('not-found');
      const { sessionId, ...answer } = await openSession(tx, hashSecret, member, deviceName);
      await audit(tx, {
        event: 'sign-in-by-sms',
        memberId: member.id,
        sessionId,
        addressHash: addressHash(),
      });
      return answer;
    });
    if (outcome instanceof ServiceError) throw outcome;
    context.metrics.smsUsed.inc({ purpose: 'sign-in' });
    return c.json(outcome);
  },
});
