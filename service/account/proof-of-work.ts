import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ChallengeResponse } from '../../protocol/account.ts';
import type { Tx } from '../db/database.ts';
import type { HashSecret } from './hash-secret.ts';

const CHALLENGE_LIFETIME_MS = 10 * 60_000;

/**
 * A puzzle that makes a flood of SMS dear: find a nonce so that SHA-256(`${challenge}.${nonce}`) begins with `difficulty`
 * zero bits (hashcash [1]). It carries its own expiry and signature, so that handing it out stores nothing.
 *
 * [1] http://www.hashcash.org/papers/hashcash.pdf
 */
export function createChallenge(hashSecret: HashSecret, difficulty: number): ChallengeResponse {
  const id = randomBytes(16).toString('base64url');
  const body = `${id}.${Date.now() + CHALLENGE_LIFETIME_MS}.${difficulty}`;
  return { challenge: `${body}.${hashSecret('challenge', body)}`, difficulty };
}

/** Whether the proof is ours, in time, solved, and used for the first time: it is used up by this. */
export async function useProof(
  tx: Tx,
  hashSecret: HashSecret,
  proof: { challenge: string; nonce: string },
): Promise<boolean> {
  const read = readChallenge(hashSecret, proof.challenge);
  if (!read || read.expiresAt < Date.now()) return false;
  const digest = createHash('sha256').update(`${proof.challenge}.${proof.nonce}`).digest();
  if (leadingZeroBits(digest) < read.difficulty) return false;
  const inserted = await tx
    .insertInto('usedChallenge')
    .values({ id: read.id, expiresAt: new Date(read.expiresAt) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

function readChallenge(hashSecret: HashSecret, challenge: string) {
  const [id, expiresAt, difficulty, signature, ...rest] = challenge.split('.');
  if (!id || !expiresAt || !difficulty || !signature || rest.length > 0) return null;
  const expected = Buffer.from(hashSecret('challenge', `${id}.${expiresAt}.${difficulty}`));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return { id, expiresAt: Number(expiresAt), difficulty: Number(difficulty) };
}

function leadingZeroBits(digest: Uint8Array): number {
  const firstSet = digest.findIndex((byte) => byte !== 0);
  if (firstSet === -1) return digest.length * 8;
  return firstSet * 8 + Math.clz32(digest[firstSet] ?? 0) - 24;
}
