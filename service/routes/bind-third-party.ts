import { type SignedIn, signedInSchema } from '../../protocol/account.ts';
import { type BindThirdPartyRequest, bindThirdPartyRequestSchema } from '../../protocol/third-party.ts';
import { audit, auditWrong } from '../account/audit.ts';
import { checkPassword } from '../account/check-password.ts';
import { finishSignIn } from '../account/finish-sign-in.ts';
import { forgetAttempts, takeFromAddress, takeSignIn } from '../account/limits.ts';
import { accountKey, findByAccount, findByPhone, isStillPassword } from '../account/members.ts';
import { requireMobile } from '../account/phone.ts';
import { guessCode, useCode } from '../account/sms-codes.ts';
import type { ServiceContext } from '../context.ts';
import { ServiceError } from '../errors.ts';
import { readTicket } from '../third-party/tickets.ts';
import { publicRoute } from './route.ts';

/**
 * Proven as at sign-in; the same limits, the same work and the same words whether or not the account exists. With a second factor it goes on as every
 * sign-in does: what proved the first stays used, and the step that is handed out binds at its end. The ticket is read first, so that one that
 * has run out costs no code.
 */
export const bindThirdParty = publicRoute({
  method: 'POST',
  path: '/account/third-party/bind',
  summary: 'Tie the third party’s identity to an account that is there, and sign in',
  input: { body: bindThirdPartyRequestSchema },
  response: signedInSchema,
  async answer({ c, context, addressHash, input: { body } }) {
    const signIn: SignIn = {
      event: 'sign-in-by-third-party',
      device: body,
      addressHash: addressHash(),
      ticketHash: context.hashSecret('token', body.ticket),
    };
    const outcome =
      'code' in body ? await bindBySms(context, body, signIn) : await bindByPassword(context, body, signIn);
    if (outcome instanceof ServiceError) throw outcome;
    return c.json(outcome);
  },
});

type SignIn = Parameters<typeof finishSignIn>[3] & { ticketHash: string };

async function bindBySms(
  context: ServiceContext,
  { phone, code }: Extract<BindThirdPartyRequest, { code: string }>,
  signIn: SignIn,
): Promise<SignedIn | ServiceError> {
  requireMobile(phone);
  const { db, hashSecret } = context;
  const outcome = await db.transaction().execute(async (tx): Promise<SignedIn | ServiceError> => {
    const ticket = await readTicket(tx, signIn.ticketHash);
    if (ticket instanceof ServiceError) return ticket;
    const isOver = await takeFromAddress(tx, signIn.addressHash);
    if (isOver) return isOver;
    const guess = await guessCode(tx, hashSecret, { contact: phone, purpose: 'sign-in' }, code);
    if (guess instanceof ServiceError) {
      const memberId = (await findByPhone(tx, phone))?.id ?? null;
      await auditWrong(tx, guess, {
        event: 'sign-in-refused',
        memberId,
        addressHash: signIn.addressHash,
      });
      return guess;
    }
    await useCode(tx, guess.codeId);
    const member = await findByPhone(tx, phone);
    return member ? finishSignIn(context, tx, member, signIn) : new ServiceError('not-found');
  });
  if (!(outcome instanceof ServiceError) || outcome.code === 'second-factor-needed')
    context.metrics.smsUsed.inc({ purpose: 'sign-in' });
  return outcome;
}

async function bindByPassword(
  context: ServiceContext,
  { account, password }: Extract<BindThirdPartyRequest, { password: string }>,
  signIn: SignIn,
): Promise<SignedIn | ServiceError> {
  const { db, hashSecret } = context;
  const { addressHash, ticketHash } = signIn;
  const ticket = await readTicket(db, ticketHash);
  if (ticket instanceof ServiceError) return ticket;
  const attempts = `sign-in ${hashSecret('account', accountKey(account))}`;
  const isOver = await db.transaction().execute((tx) => takeSignIn(tx, attempts, addressHash));
  if (isOver) return isOver;
  const member = await findByAccount(db, account);
  const isRight = await checkPassword(context, attempts, member?.passwordHash ?? null, password);
  if (!member || !isRight) {
    await audit(db, { event: 'sign-in-refused', memberId: member?.id ?? null, addressHash });
    return new ServiceError('wrong-account-or-password');
  }
  return db.transaction().execute(async (tx) => {
    if (!(await isStillPassword(tx, member))) return new ServiceError('wrong-account-or-password');
    await forgetAttempts(tx, attempts);
    return finishSignIn(context, tx, member, signIn);
  });
}
