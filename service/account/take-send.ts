import type { ServiceConfig } from '../config.ts';
import type { Database, Tx } from '../db/database.ts';
import { ServiceError } from '../errors.ts';
import { giveBackAttempt, LIMITS, type Limit, secondsToWait, takeAttempt, takeOrRefuse } from './limits.ts';

const DEFAULT_DAILY_CAP = 5_000;
const DAY_MS = 24 * 60 * 60_000;
/** What costs money, and what everybody can ask for without it: each has a cap of its own, so that neither uses up the other's. */
const CAP_KEYS = {
  sms: 'sms-of-all',
  recovery: 'recoveries-of-all',
  nobody: 'recoveries-of-nobody',
  mail: null,
} as const;

interface Send {
  contactHash: string;
  addressHash: string;
  /** What a recovery goes by, if by anything, shows only once its account was looked up: after the answer. */
  by: 'sms' | 'recovery' | 'mail';
}

/**
 * Counts one more code that is sent: to this contact, from this address, and of all of a day. Returns why it may not be sent. An error is handed
 * back and not thrown, so that what was counted before it stays counted.
 */
export async function takeSend(
  tx: Tx,
  config: ServiceConfig,
  { contactHash, addressHash, by }: Send,
): Promise<ServiceError | null> {
  const isDayFull = await secondsToWait(tx, `sends-of-day ${contactHash}`, LIMITS.sendsPerNumber);
  if (isDayFull > 0) return new ServiceError('sms-daily-limit', { retryAfter: isDayFull });
  const capKey = CAP_KEYS[by];
  // Looked at first: the minute is not to be waited for in vain.
  if (capKey && (await secondsToWait(tx, capKey, capOf(config))) > 0) return new ServiceError('unavailable');

  const refusal =
    (await takeOrRefuse(tx, `send ${contactHash}`, LIMITS.sendPause)) ??
    (await takeOrRefuse(tx, `sends-of-address ${addressHash}`, LIMITS.sendsPerAddress));
  if (refusal) return refusal;
  if (capKey && (await takeAttempt(tx, capKey, capOf(config))) > 0) return new ServiceError('unavailable');
  await takeAttempt(tx, `sends-of-day ${contactHash}`, LIMITS.sendsPerNumber);
  return null;
}

/** Counts a recovery's code for the contact that it goes to, where that is not what was typed. False where it may not be sent. */
export async function takeSendTo(tx: Tx, contactHash: string): Promise<boolean> {
  const day = `sends-of-day ${contactHash}`;
  if ((await secondsToWait(tx, day, LIMITS.sendsPerNumber)) > 0) return false;
  if ((await takeAttempt(tx, `send ${contactHash}`, LIMITS.sendPause)) > 0) return false;
  return (await takeAttempt(tx, day, LIMITS.sendsPerNumber)) === 0;
}

/** Counts one more SMS of all of a day, or one that goes to nobody; false where they are all sent. */
export async function takeSms(tx: Tx, config: ServiceConfig, kind: 'sms' | 'nobody'): Promise<boolean> {
  return (await takeAttempt(tx, CAP_KEYS[kind], capOf(config))) === 0;
}

export async function isSmsLeft(db: Database, config: ServiceConfig): Promise<boolean> {
  return (await secondsToWait(db, CAP_KEYS.sms, capOf(config))) === 0;
}

/** An SMS that the carrier has surely not taken costs nothing. */
export async function giveBackSms(db: Database): Promise<void> {
  await giveBackAttempt(db, CAP_KEYS.sms);
}

/** Nor does it cost its reader one of the day's; the minute until the next one stays. */
export async function giveBackSendOfDay(db: Database, contactHash: string): Promise<void> {
  await giveBackAttempt(db, `sends-of-day ${contactHash}`);
}

function capOf({ smsDailyCap = DEFAULT_DAILY_CAP }: ServiceConfig): Limit {
  return { max: smsDailyCap, windowMs: DAY_MS };
}
