import {
  CODE_LIFETIME_S,
  RESEND_AFTER_S,
  type RecoveryCodeRequest,
  recoveryCodeRequestSchema,
  type SmsCodeResponse,
  smsCodeResponseSchema,
} from '../../protocol/account.ts';
import { accountKey, type FoundMember, findByAccount } from '../account/members.ts';
import { isNumber } from '../account/phone.ts';
import { useProof } from '../account/proof-of-work.ts';
import { contactHash, issueCode } from '../account/sms-codes.ts';
import { isSmsLeft, takeSend, takeSendTo, takeSms } from '../account/take-send.ts';
import type { ServiceContext } from '../context.ts';
import type { Tx } from '../db/database.ts';
import { ServiceError } from '../errors.ts';
import { publicRoute } from './route.ts';
import { deliverCode } from './send-code-to.ts';

/**
 * Whether the account exists shows neither in the answer nor in its time: a code is made for whatever was typed, and looking the account up and
 * sending come after the answer.
 */
export const sendRecoveryCode = publicRoute({
  method: 'POST',
  path: '/account/recovery/codes',
  summary: 'Send a code to what is verified of an account, should there be one',
  input: { body: recoveryCodeRequestSchema },
  response: smsCodeResponseSchema,
  async answer({ c, context, addressHash, input: { body } }) {
    const code = await context.db
      .transaction()
      .execute((tx) => prepareCode(tx, context, body, addressHash()));
    // An error is handed out of the transaction, so that the proof stays used.
    if (code instanceof ServiceError) throw code;
    context.afterwards.run('send a recovery code', () => deliver(context, body.account, code));
    return c.json({ expiresIn: CODE_LIFETIME_S, resendAfter: RESEND_AFTER_S } satisfies SmsCodeResponse);
  },
});

async function prepareCode(
  tx: Tx,
  { hashSecret, config }: ServiceContext,
  { account, proof }: RecoveryCodeRequest,
  addressHash: string,
): Promise<string | ServiceError> {
  if (!(await useProof(tx, hashSecret, proof))) return new ServiceError('proof-required');
  const contact = accountKey(account);
  // Told to whoever asks, for accounts that are not there as well.
  if (!contact.includes('@') && !(await isSmsLeft(tx, config))) return new ServiceError('unavailable');
  const refusal = await takeSend(tx, config, {
    contactHash: contactHash(hashSecret, contact),
    addressHash,
    by: 'recovery',
  });
  return refusal ?? (await issueCode(tx, hashSecret, { contact, purpose: 'recover' }));
}

async function deliver(context: ServiceContext, account: string, code: string): Promise<void> {
  const { db } = context;
  const member = await findByAccount(db, account);
  const contact = member && contactOf(context, member, account);
  const isTaken = await db.transaction().execute((tx) => takeDelivery(tx, context, account, contact));
  if (contact && isTaken) await deliverCode(context, { contact, purpose: 'recover', code });
}

/**
 * Asked for by a user name it was counted for that name; it counts for the number it goes to as well, and where that is one, as an SMS. Where there is
 * nobody the work is the same, and costs no SMS.
 */
async function takeDelivery(
  tx: Tx,
  { hashSecret, config }: ServiceContext,
  account: string,
  contact: string | null,
): Promise<boolean> {
  const typed = accountKey(account);
  const isCounted = contact === null || contact === typed;
  if (!isCounted && !(await takeSendTo(tx, contactHash(hashSecret, contact)))) return false;
  return !isNumber(contact ?? typed) || takeSms(tx, config, contact === null ? 'nobody' : 'sms');
}

/** Where the member is reached: by the address where that was typed and there is mail, else by the number, as long as either is verified. */
function contactOf({ mail }: ServiceContext, member: FoundMember, account: string): string | null {
  const email = mail && member.emailVerified ? member.email : null;
  return email === accountKey(account) ? email : (member.phoneNumber ?? email);
}
