import { RESEND_AFTER_S } from '../../protocol/account.ts';
import { type CodePurpose, contactHash, issueCode } from '../account/sms-codes.ts';
import { takeSend } from '../account/take-send.ts';
import type { ServiceContext } from '../context.ts';
import { ServiceError } from '../errors.ts';
import { codeLetter } from '../mail/code-letter.ts';
import { reasonOf } from '../reason-of.ts';

interface Sending {
  /** A number in E.164 form, or an e-mail address. */
  contact: string;
  purpose: CodePurpose;
  addressHash: string;
}

/** For a member who is signed in: makes a code and sends it, within the limits that hold for everybody. Throws `ServiceError`. */
export async function sendCodeTo(
  context: ServiceContext,
  { contact, purpose, addressHash }: Sending,
): Promise<void> {
  const { db, hashSecret, config } = context;
  const code = await db.transaction().execute(async (tx) => {
    const refusal = await takeSend(tx, config, {
      contactHash: contactHash(hashSecret, contact),
      addressHash,
    });
    return refusal ?? (await issueCode(tx, hashSecret, { contact, purpose }));
  });
  if (code instanceof ServiceError) throw code;
  try {
    await deliverCode(context, { contact, purpose, code });
  } catch (error) {
    context.log.error({ purpose, reason: reasonOf(error) }, 'a code was not sent');
    const reason = contact.startsWith('+') ? 'sms-not-sent' : 'mail-not-sent';
    throw new ServiceError(reason, { retryAfter: RESEND_AFTER_S });
  }
}

/** By SMS to a number, by e-mail to an address. Throws what the carrier says. */
export async function deliverCode(
  { sms, mail, metrics }: Pick<ServiceContext, 'sms' | 'mail' | 'metrics'>,
  { contact, purpose, code }: { contact: string; purpose: CodePurpose; code: string },
): Promise<void> {
  if (contact.startsWith('+')) {
    await sms.send({ phone: contact, code, purpose });
    metrics.smsSent.inc({ purpose });
  } else {
    await mail?.send(codeLetter(contact, code, purpose === 'recover' ? 'recover' : 'verify-email'));
  }
}
