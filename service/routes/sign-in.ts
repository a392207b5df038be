import { signedInSchema, signInRequestSchema } from '../../protocol/account.ts';
import { audit } from '../account/audit.ts';
import { checkPassword } from '../account/check-password.ts';
import { finishSignIn } from '../account/finish-sign-in.ts';
import { forgetAttempts, takeSignIn } from '../account/limits.ts';
import { accountKey, findByAccount, isStillPassword } from '../account/members.ts';
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
    const isOver = await db.transaction().execute((tx) => takeSignIn(tx, accountAttempts, addressHash()));
    if (isOver) throw isOver;

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
