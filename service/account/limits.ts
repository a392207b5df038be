import { sql } from 'kysely';
import type { Database, Tx } from '../db/database.ts';
import { ServiceError } from '../errors.ts';

/** At most `max` attempts under one key in any `windowMs`. */
export interface Limit {
  max: number;
  windowMs: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Every limit there is. Numbers, accounts and addresses count in the database, so that restarts and other instances don't forget. */
export const LIMITS = {
  sendPause: { max: 1, windowMs: MINUTE_MS },
  sendsPerNumber: { max: 5, windowMs: DAY_MS },
  /** An office may stand behind one address. */
  sendsPerAddress: { max: 50, windowMs: DAY_MS },
  /** Across codes: with six digits, 10 guesses a day are a chance of 1 in 100,000. */
  guessesPerNumber: { max: 10, windowMs: DAY_MS },
  /** Of a second factor's codes, of which three work at a time: 480 guesses a day are a chance of 1 in 700. */
  secondGuesses: { max: 5, windowMs: 15 * MINUTE_MS },
  /** Of one member: each makes a challenge, and one that was signed wrong is written down. */
  passkeyProofs: { max: 20, windowMs: 15 * MINUTE_MS },
  /** Of the six digits that one sign-in by a third party ended with. */
  guessesPerReturn: { max: 5, windowMs: 15 * MINUTE_MS },
  /** Of one member: whoever tries a user name learns whether it is taken. */
  userNamesPerMember: { max: 10, windowMs: DAY_MS },
  /** Of one member, by SMS and by e-mail each: codes to a number or an address that may be anybody's. */
  newContactsPerMember: { max: 5, windowMs: DAY_MS },
  /** Of one member: each costs a hash. */
  passwordsPerMember: { max: 10, windowMs: DAY_MS },
  /** Of one member, right ones included: each by a password costs a hash. */
  proofsPerMember: { max: 30, windowMs: 15 * MINUTE_MS },
  /** Of one member: each unpacks a picture. */
  avatarsPerMember: { max: 30, windowMs: 15 * MINUTE_MS },
  /** Each unpacks all that the service holds of a member. */
  exportsPerMember: { max: 5, windowMs: DAY_MS },
  failuresPerAccount: { max: 5, windowMs: 15 * MINUTE_MS },
  /** Right ones count too: an office signs in once a day, a guesser all day. */
  attemptsPerAddress: { max: 100, windowMs: 15 * MINUTE_MS },
  challengesPerAddress: { max: 120, windowMs: 15 * MINUTE_MS },
} as const satisfies Record<string, Limit>;

/** The longest window: older attempts count nowhere. */
export const ATTEMPTS_KEPT_MS = DAY_MS;

/**
 * Counts one more attempt, unless the limit is reached: then returns the seconds until it is possible again, else 0.
 * The lock makes parallel attempts count one after the other.
 */
export async function takeAttempt(tx: Tx, key: string, limit: Limit): Promise<number> {
  await lockKey(tx, key);
  const wait = await secondsToWait(tx, key, limit);
  if (wait === 0) await tx.insertInto('attempt').values({ key, at: new Date() }).execute();
  return wait;
}

/** The same, as the error to answer with; null where it is counted. Handed back and not thrown, so that what was counted before it stays. */
export async function takeOrRefuse(tx: Tx, key: string, limit: Limit): Promise<ServiceError | null> {
  const wait = await takeAttempt(tx, key, limit);
  return wait > 0 ? new ServiceError('rate-limited', { retryAfter: wait }) : null;
}

/** The same in a transaction of its own. Throws `rate-limited`. */
export async function requireAttempt(db: Database, key: string, limit: Limit): Promise<void> {
  const refusal = await db.transaction().execute((tx) => takeOrRefuse(tx, key, limit));
  if (refusal) throw refusal;
}

/** Counts one more try from an address to sign in, or to prove by a code to be somebody. */
export async function takeFromAddress(tx: Tx, addressHash: string): Promise<ServiceError | null> {
  return takeOrRefuse(tx, `sign-in-from ${addressHash}`, LIMITS.attemptsPerAddress);
}

/** Of a password, before it is looked at, so that many guesses at once can't all slip through. `attempts` are those at what was typed. */
export async function takeSignIn(
  tx: Tx,
  attempts: string,
  addressHash: string,
): Promise<ServiceError | null> {
  return (
    (await takeFromAddress(tx, addressHash)) ?? (await takeOrRefuse(tx, attempts, LIMITS.failuresPerAccount))
  );
}

/** Seconds until one more attempt is possible; 0 if it is now. */
export async function secondsToWait(db: Database, key: string, limit: Limit): Promise<number> {
  const since = new Date(Date.now() - limit.windowMs);
  const oldest = await db
    .selectFrom('attempt')
    .select('at')
    .where('key', '=', key)
    .where('at', '>', since)
    .orderBy('at', 'desc')
    .offset(limit.max - 1)
    .limit(1)
    .executeTakeFirst();
  if (!oldest) return 0;
  return Math.max(1, Math.ceil((oldest.at.getTime() + limit.windowMs - Date.now()) / 1000));
}

/** After a success: failures before it count no more. */
export async function forgetAttempts(db: Database, key: string): Promise<void> {
  await db.deleteFrom('attempt').where('key', '=', key).execute();
}

/** An attempt that came to nothing for reasons of our own: the latest counts no more. */
export async function giveBackAttempt(db: Database, key: string): Promise<void> {
  await sql`
    delete from attempt
    where ctid = (select ctid from attempt where key = ${key} order by at desc limit 1)
  `.execute(db);
}

/** Holds everybody else with this key back until the transaction ends. */
export async function lockKey(tx: Tx, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx);
}
