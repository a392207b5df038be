import { CODE_LIFETIME_S, RESEND_AFTER_S, smsCodeResponseSchema } from '../../protocol/account.ts';
import {
  emailCodeRequestSchema,
  emailRequestSchema,
  phoneCodeRequestSchema,
  phoneRequestSchema,
  userNameRequestSchema,
} from '../../protocol/account-security.ts';
import { type AuditEvent, audit, auditWrong } from '../account/audit.ts';
import { LIMITS, lockKey, takeOrRefuse } from '../account/limits.ts';
import { requireMemberProof } from '../account/member-proof.ts';
import { accountKey, findByPhone, holdMember } from '../account/members.ts';
import { requireMobile } from '../account/phone.ts';
import { requireLiving } from '../account/sessions.ts';
import {
  type CodePurpose,
  guessCode,
  lockContact,
  useCode,
  voidRecoveryCodes,
} from '../account/sms-codes.ts';
import type { ServiceContext } from '../context.ts';
import type { Tx } from '../db/database.ts';
import { ServiceError } from '../errors.ts';
import { type MemberCall, memberRoute } from './route.ts';
import { sendCodeTo } from './send-code-to.ts';

/** That a number or an address is another member's is told only to who proved by a code that it is theirs as well. */
export const sendPhoneCode = memberRoute({
  method: 'POST',
  path: '/account/phone/codes',
  summary: 'Send a code to the number that is to be the account’s',
  input: { body: phoneCodeRequestSchema },
  response: smsCodeResponseSchema,
  async answer({ c, context, session, addressHash, input: { body } }) {
    requireMemberProof(session);
    requireMobile(body.phone);
    await sendCodeTo(context, {
      contact: body.phone,
      purpose: 'change-phone',
      addressHash: addressHash(),
      newContactOf: session.memberId,
    });
    return c.json({ expiresIn: CODE_LIFETIME_S, resendAfter: RESEND_AFTER_S });
  },
});

export const changePhone = memberRoute({
  method: 'POST',
  path: '/account/phone',
  summary: 'Change the mobile number, proven by a code',
  input: { body: phoneRequestSchema },
  async answer(call) {
    const { phone, code } = call.input.body;
    await setByCode(
      call,
      { contact: phone, purpose: 'change-phone', event: 'change-phone', refused: 'change-phone-refused' },
      code,
      async (tx) => {
        const owner = await findByPhone(tx, phone);
        if (owner && owner.id !== call.session.memberId) return new ServiceError('phone-taken');
        return { phoneNumber: phone, phoneNumberVerified: true };
      },
    );
    return call.c.body(null, 204);
  },
});

export const sendEmailCode = memberRoute({
  method: 'POST',
  path: '/account/email/codes',
  summary: 'Send a code to the address that is to be the account’s',
  input: { body: emailCodeRequestSchema },
  response: smsCodeResponseSchema,
  async answer({ c, context, session, addressHash, input: { body } }) {
    requireMemberProof(session);
    if (!context.mail) throw new ServiceError('mail-not-sent');
    await sendCodeTo(context, {
      contact: accountKey(body.email),
      purpose: 'verify-email',
      addressHash: addressHash(),
      newContactOf: session.memberId,
    });
    return c.json({ expiresIn: CODE_LIFETIME_S, resendAfter: RESEND_AFTER_S });
  },
});

export const setEmail = memberRoute({
  method: 'POST',
  path: '/account/email',
  summary: 'Set the e-mail address, proven by a code',
  input: { body: emailRequestSchema },
  async answer(call) {
    const email = accountKey(call.input.body.email);
    const what = {
      contact: email,
      purpose: 'verify-email',
      event: 'set-email',
      refused: 'set-email-refused',
    } as const;
    await setByCode(call, what, call.input.body.code, async (tx) => {
      const owner = await tx.selectFrom('member').select('id').where('email', '=', email).executeTakeFirst();
      if (owner && owner.id !== call.session.memberId) return new ServiceError('email-taken');
      return { email, emailVerified: true };
    });
    return call.c.body(null, 204);
  },
});

/** A user name is taken in sight of everybody, as anywhere: but only of members, after a proof, some a day. */
export const setUserName = memberRoute({
  method: 'POST',
  path: '/account/user-name',
  summary: 'Set the user name to sign in by',
  input: { body: userNameRequestSchema },
  async answer({ c, context, session, addressHash, input: { body } }) {
    requireMemberProof(session);
    const { memberId, id: sessionId } = session;
    const username = accountKey(body.userName);
    const refusal = await context.db.transaction().execute(async (tx) => {
      const isOver = await takeOrRefuse(tx, `user name of ${memberId}`, LIMITS.userNamesPerMember);
      if (isOver) return isOver;
      await lockKey(tx, `user name ${username}`);
      const owner = await tx
        .selectFrom('member')
        .select('id')
        .where('username', '=', username)
        .executeTakeFirst();
      if (owner && owner.id !== memberId) return new ServiceError('user-name-taken');
      await tx
        .updateTable('member')
        .set({ username, displayUsername: body.userName, updatedAt: new Date() })
        .where('id', '=', memberId)
        .execute();
      await voidRecoveryCodes(tx, context.hashSecret, [username]);
      await audit(tx, { event: 'set-user-name', memberId, sessionId, addressHash: addressHash() });
      return null;
    });
    // Handed out of the transaction, so that the try stays counted.
    if (refusal) throw refusal;
    return c.body(null, 204);
  },
});

interface Change {
  contact: string;
  purpose: CodePurpose;
  event: AuditEvent;
  /** Written down of a wrong code instead. */
  refused: AuditEvent;
}
type MemberChange = Partial<{
  phoneNumber: string;
  phoneNumberVerified: boolean;
  email: string;
  emailVerified: boolean;
}>;

/** A guess that was wrong stays counted; a code that was right is used up, even where the contact turns out to be another member's. */
async function setByCode(
  {
    context,
    session,
    addressHash,
  }: Pick<MemberCall<Record<never, never>>, 'session' | 'addressHash'> & {
    context: ServiceContext;
  },
  { contact, purpose, event, refused }: Change,
  code: string,
  change: (tx: Tx) => Promise<MemberChange | ServiceError>,
): Promise<void> {
  requireMemberProof(session);
  const { memberId, id: sessionId } = session;
  const about = { memberId, sessionId, addressHash: addressHash() };
  const refusal = await context.db.transaction().execute(async (tx) => {
    await holdMember(tx, memberId);
    await requireLiving(tx, sessionId);
    const guess = await guessCode(tx, context.hashSecret, { contact, purpose, memberId }, code);
    if (guess instanceof ServiceError) {
      await auditWrong(tx, guess, { event: refused, ...about });
      return guess;
    }
    await useCode(tx, guess.codeId);
    await lockContact(tx, context.hashSecret, contact);
    const changed = await change(tx);
    if (changed instanceof ServiceError) return changed;
    const { phoneNumber, username, email } = await tx
      .updateTable('member')
      .set({ ...changed, updatedAt: new Date() })
      .where('id', '=', memberId)
      .returning(['phoneNumber', 'username', 'email'])
      .executeTakeFirstOrThrow();
    const names = [phoneNumber, username, email].filter((name) => name !== null);
    await voidRecoveryCodes(tx, context.hashSecret, names);
    await audit(tx, { event, ...about });
    return null;
  });
  if (refusal) throw refusal;
}
