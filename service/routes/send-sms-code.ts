import {
  CODE_LIFETIME_S,
  RESEND_AFTER_S,
  type SmsCodeRequest,
  type SmsCodeResponse,
  smsCodeRequestSchema,
  smsCodeResponseSchema,
} from '../../protocol/account.ts';
import { requireMobile } from '../account/phone.ts';
import { useProof } from '../account/proof-of-work.ts';
import { contactHash, issueCode } from '../account/sms-codes.ts';
import { takeSend } from '../account/take-send.ts';
import type { ServiceContext } from '../context.ts';
import type { Tx } from '../db/database.ts';
import { ServiceError } from '../errors.ts';
import { publicRoute } from './route.ts';
import { deliverNow } from './send-code-to.ts';

/** Nobody is looked up here: work and answer are the same whether or not the number has an account. */
export const sendSmsCode = publicRoute({
  method: 'POST',
  path: '/account/sms-codes',
  summary: 'Send a code to a mobile number',
  input: { body: smsCodeRequestSchema },
  response: smsCodeResponseSchema,
  async answer({ c, context, addressHash, input: { body } }) {
    requireMobile(body.phone);
    const issued = await context.db
      .transaction()
      .execute((tx) => prepareCode(tx, context, body, addressHash()));
    // An error is handed out of the transaction, so that the proof stays used.
    if (issued instanceof ServiceError) throw issued;
    await deliverNow(context, { contact: body.phone, purpose: body.purpose, code: issued });
    return c.json({ expiresIn: CODE_LIFETIME_S, resendAfter: RESEND_AFTER_S } satisfies SmsCodeResponse);
  },
});

async function prepareCode(
  tx: Tx,
  { hashSecret, config }: ServiceContext,
  { phone, purpose, proof }: SmsCodeRequest,
  addressHash: string,
): Promise<string | ServiceError> {
  if (!(await useProof(tx, hashSecret, proof))) return new ServiceError('proof-required');
  const refusal = await takeSend(tx, config, {
    contactHash: contactHash(hashSecret, phone),
    addressHash,
    by: 'sms',
  });
  return refusal ?? (await issueCode(tx, hashSecret, { contact: phone, purpose }));
}
