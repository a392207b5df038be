import { signedInSchema, signInRequestSchema } from '../../protocol/account.ts';
import { audit } from '../account/audit.ts';
import { checkPassword } from '../account/check-password.ts';
import { finishSignIn } from '../account/finish-sign-in.ts';
import { forgetAttempts, LIMITS, takeAttempt } from '../account/limits.ts';
import { accountKey, findByAccount, isStillPassword } from '../account/members.ts';
import type { Tx } from '../db/database.ts';
import { ServiceError } from '../errors.ts';
import { publicRoute } from './route.ts';

/** Unknown account and wrong password cost the same work, count against the same limits and get the same answer. */
export const signIn = publicRoute({
  method: 'POST',
  path: '/account/sign-in',
  summary: 'Sign in by account and password',
  input: { body: signInRequestSchema },
  response: signedInSchema,
  async answer({ c, context, addressHash, input: { body } }) {
    const { db, hashSecret } = context;
    const accountAttempts = `sign-in ${hashSecret('account', accountKey(body.account))}`;
    const wait = await db.transaction().execute((tx) => countAttempt(tx, accountAttempts, addressHash()));
    if (wait > 0) throw new ServiceError('rate-limited', { retryAfter: wait });

    const member = await findByAccount(db, body.account);
    const isRight = await checkPassword(
      context,
      accountAttempts,
      member?.passwordHash ?? null,
      body.password,
    );
    if (!member || !isRight) {
      await audit(db, { event: 'sign-in-refused', memberId: member?.id ?? null, addressHash: addressHash() });
      throw new ServiceError('wrong-account-or-password');
    }
    const outcome = await db.transaction().execute(async (tx) => {
      if (!(await isStillPassword(tx, member))) return new ServiceError('wrong-account-or-password');
      await forgetAttempts(tx, accountAttempts);
      return finishSignIn(context, tx, member, {
        event: 'sign-in',
        device: body,
        addressHash: addressHash(),
      });
    });
    if (outcome instanceof ServiceError) throw outcome;
    return c.json(outcome);
  },
});

/** Counted before the password is looked at, so that many guesses at once can't all slip through. */
async function countAttempt(tx: Tx, accountAttempts: string, addressHash: string): Promise<number> {
  const byAddress = await takeAttempt(tx, `sign-in-from ${addressHash}`, LIMITS.attemptsPerAddress);
  return byAddress > 0 ? byAddress : await takeAttempt(tx, accountAttempts, LIMITS.failuresPerAccount);
}
