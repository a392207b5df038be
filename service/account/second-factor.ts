import { randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { SecondFactorResponse } from '../../protocol/account-security.ts';
import type { Database, Tx } from '../db/database.ts';
import { ServiceError } from '../errors.ts';
import type { HashSecret } from './hash-secret.ts';
import { forgetAttempts, LIMITS, takeOrRefuse } from './limits.ts';
import type { Seal } from './seal.ts';
import type { Session } from './sessions.ts';

/** RFC 6238 with what every authenticator takes: SHA-1, six digits, half a minute. */
const PERIOD_S = 30;
const SECRET_BYTES = 20;
const ISSUER = '观察伴读';
const RECOVERY_CODES = 10;

export interface Secrets {
  seal: Seal;
  hashSecret: HashSecret;
}

/** Makes a secret, which counts once a code of it was shown. One that counts already is not touched by this. */
export async function beginSecondFactor(
  tx: Tx,
  { seal }: Secrets,
  member: { id: string; label: string },
): Promise<SecondFactorResponse> {
  if (await hasSecondFactor(tx, member.id)) throw new ServiceError('second-factor-on');
  const secret = new Secret({ size: SECRET_BYTES });
  const sealed = seal.close(secret.base32);
  const begun = await tx
    .insertInto('secondFactor')
    .values({ memberId: member.id, secret: sealed, confirmedAt: null, lastStep: 0 })
    .onConflict((conflict) =>
      conflict
        .column('memberId')
        .doUpdateSet({ secret: sealed, lastStep: 0 })
        .where('secondFactor.confirmedAt', 'is', null),
    )
    .returning('memberId')
    .executeTakeFirst();
  // Turned on by another page since it was looked up.
  if (!begun) throw new ServiceError('second-factor-on');
  return { secret: secret.base32, uri: totpOf(secret, member.label).toString() };
}

/** The first code of the authenticator turns it on, and what was proven without it in other sessions counts no more; gives the recovery codes, or why not. */
export async function confirmSecondFactor(
  tx: Tx,
  secrets: Secrets,
  { memberId, id: sessionId }: Pick<Session, 'memberId' | 'id'>,
  code: string,
): Promise<string[] | ServiceError> {
  const refusal = await guessTotp(tx, secrets, memberId, code, false);
  if (refusal) return refusal;
  await tx
    .updateTable('secondFactor')
    .set({ confirmedAt: new Date() })
    .where('memberId', '=', memberId)
    .execute();
  await tx
    .updateTable('session')
    .set({ provedAt: null })
    .where('userId', '=', memberId)
    .where('id', '!=', sessionId)
    .execute();
  return renewRecoveryCodes(tx, secrets, memberId);
}

export async function removeSecondFactor(tx: Tx, memberId: string): Promise<void> {
  await tx.deleteFrom('secondFactor').where('memberId', '=', memberId).execute();
  await tx.deleteFrom('recoveryCode').where('memberId', '=', memberId).execute();
}

export async function hasSecondFactor(db: Database, memberId: string): Promise<boolean> {
  const row = await db
    .selectFrom('secondFactor')
    .select('memberId')
    .where('memberId', '=', memberId)
    .where('confirmedAt', 'is not', null)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Checks six digits or a recovery code, and uses it up. Wrong ones count for the member, whoever guesses and wherever. Null where it is right;
 * an error is handed back, so that what was counted stays.
 */
export async function guessSecondCode(
  tx: Tx,
  secrets: Secrets,
  memberId: string,
  code: string,
): Promise<ServiceError | null> {
  if (/^\d{6}$/.test(code)) return guessTotp(tx, secrets, memberId, code, true);
  const isOver = await takeOrRefuse(tx, `second ${memberId}`, LIMITS.secondGuesses);
  if (isOver) return isOver;
  const used = await tx
    .updateTable('recoveryCode')
    .set({ usedAt: new Date() })
    .where('memberId', '=', memberId)
    .where('codeHash', '=', recoveryHash(secrets, memberId, code))
    .where('usedAt', 'is', null)
    .returning('memberId')
    .executeTakeFirst();
  return used ? null : new ServiceError('wrong-second-code');
}

/** Ten codes of 50 bits; those before them stop working. */
export async function renewRecoveryCodes(tx: Tx, secrets: Secrets, memberId: string): Promise<string[]> {
  await tx.deleteFrom('recoveryCode').where('memberId', '=', memberId).execute();
  const codes = Array.from({ length: RECOVERY_CODES }, () => `${letters(5)}-${letters(5)}`);
  const rows = codes.map((code) => ({
    memberId,
    codeHash: recoveryHash(secrets, memberId, code),
    usedAt: null,
  }));
  await tx.insertInto('recoveryCode').values(rows).execute();
  return codes;
}

async function guessTotp(
  tx: Tx,
  { seal }: Secrets,
  memberId: string,
  code: string,
  isOn: boolean,
): Promise<ServiceError | null> {
  const isOver = await takeOrRefuse(tx, `second ${memberId}`, LIMITS.secondGuesses);
  if (isOver) return isOver;
  const stored = await tx
    .selectFrom('secondFactor')
    .selectAll()
    .where('memberId', '=', memberId)
    .where('confirmedAt', isOn ? 'is not' : 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!stored) return new ServiceError('wrong-second-code');
  // One step to either side: a phone's clock may be half a minute off.
  const off = totpOf(Secret.fromBase32(seal.open(stored.secret)), '').validate({
    token: code,
    window: 1,
    timestamp: Date.now(),
  });
  const step = Math.floor(Date.now() / 1000 / PERIOD_S) + (off ?? 0);
  // Each code works once, so that one looked at over a shoulder is worth nothing.
  if (off === null || step <= stored.lastStep) return new ServiceError('wrong-second-code');
  await tx.updateTable('secondFactor').set({ lastStep: step }).where('memberId', '=', memberId).execute();
  await forgetAttempts(tx, `second ${memberId}`);
  return null;
}

function totpOf(secret: Secret, label: string): TOTP {
  return new TOTP({ issuer: ISSUER, label, secret, algorithm: 'SHA1', digits: 6, period: PERIOD_S });
}

function recoveryHash({ hashSecret }: Secrets, memberId: string, code: string): string {
  return hashSecret('recovery', `${memberId} ${code.toLowerCase().replaceAll('-', '')}`);
}

/** Of the alphabet of base32, in which no two look alike when they are written down. */
function letters(count: number): string {
  return Array.from({ length: count }, () => 'abcdefghijklmnopqrstuvwxyz234567'[randomInt(32)]).join('');
}
