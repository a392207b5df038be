import { RESEND_AFTER_S } from '../../protocol/account.ts';
import { giveBackAttempt, LIMITS, takeOrRefuse } from '../account/limits.ts';
import { isNumber } from '../account/phone.ts';
import { type CodePurpose, contactHash, issueCode } from '../account/sms-codes.ts';
import { giveBackSendOfDay, giveBackSms, takeSend } from '../account/take-send.ts';
import type { ServiceContext } from '../context.ts';
import type { Tx } from '../db/database.ts';
import { ServiceError } from '../errors.ts';
import { codeLetter } from '../mail/code-letter.ts';
import { reasonOf } from '../reason-of.ts';
import { SmsError } from '../sms/sms-sender.ts';

interface Sending {
  /** A number in E.164 form, or an e-mail address. */
  contact: string;
  purpose: CodePurpose;
  addressHash: string;
  /** Of who names a contact that may be anybody's. */
  newContactOf?: string;
}

/** For a member who is signed in: makes a code and sends it, within the limits that hold for everybody. Throws `ServiceError`. */
export async function sendCodeTo(context: ServiceContext, sending: Sending): Promise<void> {
  const code = await context.db.transaction().execute((tx) => prepareCode(tx, context, sending));
  if (code instanceof ServiceError) throw code;
  await deliverNow(context, { contact: sending.contact, purpose: sending.purpose, code });
}

async function prepareCode(
  tx: Tx,
  { hashSecret, config }: ServiceContext,
  { contact, purpose, addressHash, newContactOf }: Sending,
): Promise<string | ServiceError> {
  const contacts = newContactOf === undefined ? null : `${purpose} of ${newContactOf}`;
  const isOver = contacts && (await takeOrRefuse(tx, contacts, LIMITS.newContactsPerMember));
  if (isOver) return isOver;
  const refusal = await takeSend(tx, config, {
    contactHash: contactHash(hashSecret, contact),
    addressHash,
    by: isNumber(contact) ? 'sms' : 'mail',
  });
  if (refusal === null) return issueCode(tx, hashSecret, { contact, purpose });
  if (contacts) await giveBackAttempt(tx, contacts);
  return refusal;
}

interface Delivery {
  contact: string;
  purpose: CodePurpose;
  code: string;
}

/** While its reader waits. Throws `sms-not-sent` or `mail-not-sent`; what the carrier refused for good is none of the day's messages. */
export async function deliverNow(context: ServiceContext, delivery: Delivery): Promise<void> {
  const { contact, purpose } = delivery;
  try {
    await deliverCode(context, delivery);
  } catch (error) {
    context.log.error({ purpose, reason: reasonOf(error) }, 'a code was not sent');
    if (isRefused(error)) await giveBackSendOfDay(context.db, contactHash(context.hashSecret, contact));
    const reason = isNumber(contact) ? 'sms-not-sent' : 'mail-not-sent';
    throw new ServiceError(reason, { retryAfter: RESEND_AFTER_S });
  }
}

/** By SMS to a number, by e-mail to an address. Throws what the carrier says. */
export async function deliverCode(
  { db, sms, mail, metrics }: Pick<ServiceContext, 'db' | 'sms' | 'mail' | 'metrics'>,
  { contact, purpose, code }: Delivery,
): Promise<void> {
  if (!isNumber(contact)) {
    await mail?.send(codeLetter(contact, code, purpose === 'recover' ? 'recover' : 'verify-email'));
    return;
  }
  try {
    await sms.send({ phone: contact, code, purpose });
  } catch (error) {
    if (isRefused(error)) await giveBackSms(db);
    throw error;
  }
  metrics.smsSent.inc({ purpose });
}

function isRefused(error: unknown): boolean {
  return error instanceof SmsError && error.isRefused;
}
