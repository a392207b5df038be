import { randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import { CODE_LIFETIME_S, CODE_TRIES, type SMS_PURPOSES } from '../../protocol/account.ts';
import type { Tx } from '../db/database.ts';
import { ServiceError } from '../errors.ts';
import type { HashSecret } from './hash-secret.ts';
import { LIMITS, lockKey, takeAttempt, takeOrRefuse } from './limits.ts';
import { isNumber } from './phone.ts';

export interface CodeOwner {
  /** A number in E.164 form, or else an account's key: nobody has to have either. */
  contact: string;
  purpose: CodePurpose;
}
export type CodePurpose =
  | (typeof SMS_PURPOSES)[number]
  | 'recover'
  | 'prove'
  | 'change-phone'
  | 'verify-email';

/** Makes and stores a code of six digits. An earlier one of the same number and purpose stops working. */
export async function issueCode(tx: Tx, hashSecret: HashSecret, owner: CodeOwner): Promise<string> {
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const now = Date.now();
  await tx
    .insertInto('smsCode')
    .values({
      id: randomUUID(),
      phoneHash: contactHash(hashSecret, owner.contact),
      purpose: owner.purpose,
      codeHash: codeHash(hashSecret, owner, code),
      tries: 0,
      createdAt: new Date(now),
      expiresAt: new Date(now + CODE_LIFETIME_S * 1000),
      usedAt: null,
    })
    .execute();
  return code;
}

/** Whose guesses a guess is one of. */
export interface Guess extends CodeOwner {
  /** Who is signed in: theirs are counted apart from those of the world at large, which would use them up. */
  memberId?: string;
  /**
   * Of a recovery, the account behind the name that was typed, or the name's hash where there is none. What is counted for it is never told: it would
   * tell which names are one account's. Beyond it no code is right.
   */
  account?: string;
}

/** Only the error's value leaves the transaction: thrown inside, it would take the counted guess back. */
export type GuessVerdict = { codeId: string } | ServiceError;

/**
 * Checks a code without using it up, so that a failure further on doesn't cost another SMS. A wrong one counts,
 * against this code and against all codes of the number today: a resend gives no new guesses. That a code was used is told to who has it.
 */
export async function guessCode(
  tx: Tx,
  hashSecret: HashSecret,
  owner: Guess,
  code: string,
): Promise<GuessVerdict> {
  const phoneHash = contactHash(hashSecret, owner.contact);
  const stored = await tx
    .selectFrom('smsCode')
    .selectAll()
    .where('phoneHash', '=', phoneHash)
    .where('purpose', '=', owner.purpose)
    .orderBy('createdAt', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  if (!stored || stored.expiresAt.getTime() <= Date.now()) return new ServiceError('code-expired');
  if (stored.tries >= CODE_TRIES) return new ServiceError('code-tries-exceeded');
  for (const key of guessKeys(owner, phoneHash)) {
    const refusal = await takeOrRefuse(tx, key, LIMITS.guessesPerNumber);
    if (refusal) return refusal;
  }
  const isOver =
    owner.account !== undefined &&
    (await takeAttempt(tx, `recover ${owner.account}`, LIMITS.guessesPerNumber)) > 0;

  const isRight = timingSafeEqual(
    Buffer.from(stored.codeHash),
    Buffer.from(codeHash(hashSecret, owner, code)),
  );
  if (isRight && !isOver) return stored.usedAt ? new ServiceError('code-used') : { codeId: stored.id };
  await tx
    .updateTable('smsCode')
    .set({ tries: stored.tries + 1 })
    .where('id', '=', stored.id)
    .execute();
  return new ServiceError('wrong-code', { triesLeft: CODE_TRIES - stored.tries - 1 });
}

/** For the number as well as for the member who is signed in: many members guess no more than one at a number that isn't theirs. */
function guessKeys({ memberId, purpose }: Guess, phoneHash: string): string[] {
  return memberId === undefined
    ? [`guess ${phoneHash}`]
    : [`guess of ${memberId}`, `guess ${purpose} ${phoneHash}`];
}

/** Uses a code up. Throws `code-used` when another request was faster. */
export async function useCode(tx: Tx, codeId: string): Promise<void> {
  const used = await tx
    .updateTable('smsCode')
    .set({ usedAt: new Date() })
    .where('id', '=', codeId)
    .where('usedAt', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!used) throw new ServiceError('code-used');
}

/**
 * Whoever recovers an account is whoever has the name that was typed when the code is told: so codes asked for under it are void once the name
 * becomes a member's, and once what they were sent to is theirs no longer.
 */
export async function voidRecoveryCodes(tx: Tx, hashSecret: HashSecret, names: string[]): Promise<void> {
  await tx
    .updateTable('smsCode')
    .set({ usedAt: new Date() })
    .where('purpose', '=', 'recover' satisfies CodePurpose)
    .where(
      'phoneHash',
      'in',
      names.map((name) => contactHash(hashSecret, name)),
    )
    .where('usedAt', 'is', null)
    .execute();
}

/** A number's hash is the same whatever it is used for, so that its limits are. */
export function contactHash(hashSecret: HashSecret, contact: string): string {
  return hashSecret(isNumber(contact) ? 'phone' : 'account', contact);
}

/** Holds back everybody else who makes this number or address a member's, by whichever way. */
export async function lockContact(tx: Tx, hashSecret: HashSecret, contact: string): Promise<void> {
  await lockKey(tx, `contact ${contactHash(hashSecret, contact)}`);
}

function codeHash(hashSecret: HashSecret, { contact, purpose }: CodeOwner, code: string): string {
  return hashSecret('code', `${contact} ${purpose} ${code}`);
}
