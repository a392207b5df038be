import {
  CODE_LIFETIME_S,
  RESEND_AFTER_S,
  type SmsCodeRequest,
  type SmsCodeResponse,
  smsCodeRequestSchema,
  smsCodeResponseSchema,
} from '../../protocol/account.ts';
import { LIMITS, secondsToWait, takeAttempt } from '../account/limits.ts';
import { requireMobile } from '../account/phone.ts';
import { useProof } from '../account/proof-of-work.ts';
import { issueCode } from '../account/sms-codes.ts';
import type { ServiceContext } from '../context.ts';
import type { Tx } from '../db/database.ts';
import { ServiceError } from '../errors.ts';
import { publicRoute } from './route.ts';

const DEFAULT_DAILY_CAP = 5_000;
const DAY_MS = 24 * 60 * 60_000;

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
    await deliver(context, body, issued);
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
  const number = hashSecret('phone', phone);
  const isDayFull = await secondsToWait(tx, `sends-of-day ${number}`, LIMITS.sendsPerNumber);
  if (isDayFull > 0) return new ServiceError('sms-daily-limit', { retryAfter: isDayFull });

  const limits = [
    { key: `send ${number}`, limit: LIMITS.sendPause },
    { key: `sends-of-address ${addressHash}`, limit: LIMITS.sendsPerAddress },
  ];
  for (const { key, limit } of limits) {
    const wait = await takeAttempt(tx, key, limit);
    if (wait > 0) return new ServiceError('rate-limited', { retryAfter: wait });
  }
  const cap = { max: config.smsDailyCap ?? DEFAULT_DAILY_CAP, windowMs: DAY_MS };
  if ((await takeAttempt(tx, 'sends-of-all', cap)) > 0) return new ServiceError('unavailable');
  await takeAttempt(tx, `sends-of-day ${number}`, LIMITS.sendsPerNumber);
  return await issueCode(tx, hashSecret, { phone, purpose });
}

async function deliver(
  context: ServiceContext,
  { phone, purpose }: SmsCodeRequest,
  code: string,
): Promise<void> {
  try {
    await context.sms.send({ phone, code, purpose });
    context.metrics.smsSent.inc({ purpose });
  } catch (error) {
    context.log.error({ reason: error instanceof Error ? error.message : '' }, 'an SMS was not sent');
    throw new ServiceError('sms-not-sent', { retryAfter: RESEND_AFTER_S });
  }
}
