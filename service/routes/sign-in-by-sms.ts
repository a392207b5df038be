import { type SignedIn, signedInSchema, smsSignInRequestSchema } from '../../protocol/account.ts';
import { auditWrong } from '../account/audit.ts';
import { finishSignIn } from '../account/finish-sign-in.ts';
import { takeFromAddress } from '../account/limits.ts';
import { findByPhone } from '../account/members.ts';
import { requireMobile } from '../account/phone.ts';
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
    const { phone, code } = body;
    requireMobile(phone);
    const outcome = await db.transaction().execute(async (tx): Promise<SignedIn | ServiceError> => {
      const isOver = await takeFromAddress(tx, addressHash());
      if (isOver) return isOver;
      const guess = await guessCode(tx, hashSecret, { contact: phone, purpose: 'sign-in' }, code);
      if (guess instanceof ServiceError) {
        const memberId = (await findByPhone(tx, phone))?.id ?? null;
        await auditWrong(tx, guess, { event: 'sign-in-refused', memberId, addressHash: addressHash() });
        return guess;
      }
      await useCode(tx, guess.codeId);
      const member = await findByPhone(tx, phone);
      if (!member) return new ServiceError('not-found');
      return finishSignIn(context, tx, member, {
        event: 'sign-in-by-sms',
        device: body,
        addressHash: addressHash(),
      });
    });
    if (!(outcome instanceof ServiceError) || outcome.code === 'second-factor-needed')
      context.metrics.smsUsed.inc({ purpose: 'sign-in' });
    if (outcome instanceof ServiceError) throw outcome;
    return c.json(outcome);
  },
});
