import type { ServiceConfig } from '../config.ts';
import type { Tx } from '../db/database.ts';
import { ServiceError } from '../errors.ts';
import { LIMITS, secondsToWait, takeAttempt } from './limits.ts';

const DEFAULT_DAILY_CAP = 5_000;
const DAY_MS = 24 * 60 * 60_000;

/**
 * Counts one more code that is sent: to this contact, from this address, and of all of a day. Returns why it may not be sent. An error is handed
 * back and not thrown, so that what was counted before it stays counted.
 */
export async function takeSend(
  tx: Tx,
  config: ServiceConfig,
  { contactHash, addressHash }: { contactHash: string; addressHash: string },
): Promise<ServiceError | null> {
  const isDayFull = await secondsToWait(tx, `sends-of-day ${contactHash}`, LIMITS.sendsPerNumber);
  if (isDayFull > 0) return new ServiceError('sms-daily-limit', { retryAfter: isDayFull });

  const limits = [
    { key: `send ${contactHash}`, limit: LIMITS.sendPause },
    { key: `sends-of-address ${addressHash}`, limit: LIMITS.sendsPerAddress },
  ];
  for (const { key, limit } of limits) {
    const wait = await takeAttempt(tx, key, limit);
    if (wait > 0) return new ServiceError('rate-limited', { retryAfter: wait });
  }
  const cap = { max: config.smsDailyCap ?? DEFAULT_DAILY_CAP, windowMs: DAY_MS };
  if ((await takeAttempt(tx, 'sends-of-all', cap)) > 0) return new ServiceError('unavailable');
  await takeSendOfDay(tx, contactHash);
  return null;
}

/** Counts one more of the codes that go to this contact in a day; false where it has had all of them. */
export async function takeSendOfDay(tx: Tx, contactHash: string): Promise<boolean> {
  return (await takeAttempt(tx, `sends-of-day ${contactHash}`, LIMITS.sendsPerNumber)) === 0;
}
