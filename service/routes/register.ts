import { registerRequestSchema, type SignedIn, signedInSchema } from '../../protocol/account.ts';
import { audit, auditWrong } from '../account/audit.ts';
import { takeFromAddress } from '../account/limits.ts';
import { createMember, findByPhone } from '../account/members.ts';
import { requireGoodPassword } from '../account/passwords.ts';
import { requireMobile } from '../account/phone.ts';
import { POLICY_VERSION } from '../account/policy.ts';
import { openSession } from '../account/sessions.ts';
import { guessCode, lockContact, useCode } from '../account/sms-codes.ts';
import { ServiceError } from '../errors.ts';
import { publicRoute } from './route.ts';

/** An occupied number is told only to a caller who proved by SMS that it is theirs. */
export const register = publicRoute({
  method: 'POST',
  path: '/account/register',
  summary: 'Create an account for a proven mobile number, and sign in',
  input: { body: registerRequestSchema },
  response: signedInSchema,
  async answer({ c, context, addressHash, input: { body } }) {
    const { db, hashSecret } = context;
    const { phone, code, password, consent } = body;
    requireMobile(phone);
    if (consent.policyVersion !== POLICY_VERSION) throw new ServiceError('consent-required');
    requireGoodPassword(password);

    const guess = await db.transaction().execute(async (tx) => {
      const isOver = await takeFromAddress(tx, addressHash());
      if (isOver) return isOver;
      const guess = await guessCode(tx, hashSecret, { contact: phone, purpose: 'register' }, code);
      if (guess instanceof ServiceError) {
        const memberId = (await findByPhone(tx, phone))?.id ?? null;
        await auditWrong(tx, guess, { event: 'register-refused', memberId, addressHash: addressHash() });
      }
      return guess;
    });
    if (guess instanceof ServiceError) throw guess;
    const passwordHash = await context.passwords.hash(password); // no transaction is open here

    const signedIn = await db.transaction().execute(async (tx) => {
      await useCode(tx, guess.codeId);
      await lockContact(tx, hashSecret, phone);
      if (await findByPhone(tx, phone)) return null;
      const member = await createMember(tx, { phone, passwordHash, policyVersion: consent.policyVersion });
      const { sessionId, ...answer } = await openSession(tx, hashSecret, member, body);
      await audit(tx, { event: 'register', memberId: member.id, sessionId, addressHash: addressHash() });
      return answer satisfies SignedIn;
    });
    context.metrics.smsUsed.inc({ purpose: 'register' });
    if (!signedIn) throw new ServiceError('phone-taken');
    return c.json(signedIn, 201);
  },
});
