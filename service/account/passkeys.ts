import { randomBytes } from 'node:crypto';
import {
  type AuthenticatorTransport,
  type VerifiedAuthenticationResponse,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { decodeClientDataJSON, isoBase64URL } from '@simplewebauthn/server/helpers';
import * as z from 'zod/mini';
import type { SecurityResponse } from '../../protocol/account-security.ts';
import type { AddPasskeyRequest, PasskeySignInRequest } from '../../protocol/passkeys.ts';
import type { ServiceConfig } from '../config.ts';
import type { Database, Tx } from '../db/database.ts';
import { ServiceError } from '../errors.ts';
import type { HashSecret } from './hash-secret.ts';
import { lockKey } from './limits.ts';
import { holdMember } from './members.ts';
import { passkeyDomain } from './passkey-domain.ts';
import { canSignInWithout } from './ways-to-sign-in.ts';

/** Long enough to fetch a key from a drawer. */
const CHALLENGE_LIFETIME_MS = 5 * 60_000;
const MAX_PASSKEYS = 20;

/** What an answer of an authenticator is held against. */
export interface PasskeySettings {
  domain: string;
  /** Exact origins of the extension. */
  origins: string[];
}

/** Of this service. Throws `not-found` where it has no passkeys. */
export function passkeySettings(config: ServiceConfig): PasskeySettings {
  const domain = passkeyDomain(config);
  if (domain === null) throw new ServiceError('not-found');
  return { domain, origins: config.extensionOrigins };
}

/** Whom a challenge is made for, and so what for: nobody, to sign in; a member, to add a passkey; a member in one session, to prove who they are. */
export interface ChallengeOwner {
  memberId: string | null;
  sessionId: string | null;
}

/** Makes a challenge, and gives it; its hash is kept. */
export async function makeChallenge(
  db: Database,
  hashSecret: HashSecret,
  { memberId, sessionId }: ChallengeOwner,
): Promise<string> {
  const challenge = randomBytes(32).toString('base64url');
  const expiresAt = new Date(Date.now() + CHALLENGE_LIFETIME_MS);
  const challengeHash = hashSecret('token', challenge);
  await db.insertInto('passkeyChallenge').values({ challengeHash, memberId, sessionId, expiresAt }).execute();
  return challenge;
}

/**
 * Uses up the challenge that an authenticator says it signed; null where there is none for this owner, or it has run out. In a statement of its
 * own: whatever comes of the answer, the challenge is gone.
 */
export async function useChallenge(
  db: Database,
  hashSecret: HashSecret,
  { clientDataJSON, memberId, sessionId }: ChallengeOwner & { clientDataJSON: string },
): Promise<string | null> {
  const challenge = challengeIn(clientDataJSON);
  if (challenge === null) return null;
  const used = await db
    .deleteFrom('passkeyChallenge')
    .where('challengeHash', '=', hashSecret('token', challenge))
    .where('memberId', memberId === null ? 'is' : '=', memberId)
    .where('sessionId', sessionId === null ? 'is' : '=', sessionId)
    .returning('expiresAt')
    .executeTakeFirst();
  return used && used.expiresAt.getTime() > Date.now() ? challenge : null;
}

/** Keeps a passkey that was made for this member. Hands back why not. */
export async function addPasskey(
  tx: Tx,
  memberId: string,
  made: { request: AddPasskeyRequest; challenge: string },
  settings: PasskeySettings,
): Promise<ServiceError | null> {
  const { name, credential } = made.request;
  const verified = await verifyRegistrationResponse({
    response: { ...credential, clientExtensionResults: {}, response: withTransports(credential.response) },
    expectedChallenge: made.challenge,
    expectedOrigin: settings.origins,
    expectedRPID: settings.domain,
    requireUserVerification: true,
  }).catch(() => null);
  if (!verified?.verified) return new ServiceError('passkey-refused');
  const { credential: key, credentialBackedUp } = verified.registrationInfo;
  await lockKey(tx, `passkeys ${memberId}`); // two at once must not each be the last that is allowed
  if ((await listPasskeys(tx, memberId)).length >= MAX_PASSKEYS) return new ServiceError('passkey-limit');
  const added = await tx
    .insertInto('passkey')
    .values({
      id: key.id,
      memberId,
      name,
      publicKey: isoBase64URL.fromBuffer(key.publicKey),
      counter: key.counter,
      transports: JSON.stringify(key.transports ?? []),
      isSynced: credentialBackedUp,
      createdAt: new Date(),
      usedAt: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return added ? null : new ServiceError('passkey-exists');
}

/** Whose passkey signed the challenge, held; null where it is none of ours, none of `memberId`'s where one is expected, or anything about the answer is wrong. */
export async function checkPasskey(
  tx: Tx,
  credential: PasskeySignInRequest['credential'],
  { challenge, memberId }: { challenge: string; memberId: string | null },
  settings: PasskeySettings,
): Promise<{ memberId: string } | null> {
  const named = tx.selectFrom('passkey').selectAll().where('id', '=', credential.id);
  const found = await named.executeTakeFirst();
  if (!found || !(await holdMember(tx, found.memberId))) return null;
  const kept = await named
    .forUpdate() // of two answers with the same count one is a copy's
    .executeTakeFirst();
  if (!kept || (memberId !== null && kept.memberId !== memberId)) return null;
  const { userHandle } = credential.response;
  if (userHandle !== undefined && isoBase64URL.toUTF8String(userHandle) !== kept.memberId) return null;
  const verified = await verifyAuthenticationResponse({
    response: { ...credential, clientExtensionResults: {}, response: withHandle(credential.response) },
    expectedChallenge: challenge,
    expectedOrigin: settings.origins,
    expectedRPID: settings.domain,
    requireUserVerification: true,
    credential: {
      id: kept.id,
      publicKey: isoBase64URL.toBuffer(kept.publicKey),
      counter: kept.counter,
    },
  }).catch((): VerifiedAuthenticationResponse | null => null);
  if (!verified?.verified) return null;
  const { newCounter, credentialBackedUp } = verified.authenticationInfo;
  await tx
    .updateTable('passkey')
    .set({ counter: newCounter, isSynced: credentialBackedUp, usedAt: new Date() })
    .where('id', '=', kept.id)
    .execute();
  return { memberId: kept.memberId };
}

/** Removes it, unless the member could then no longer sign in. */
export async function removePasskey(tx: Tx, memberId: string, id: string): Promise<ServiceError | null> {
  if (!(await canSignInWithout(tx, memberId, { passkey: id }))) return new ServiceError('last-way');
  const removed = await tx
    .deleteFrom('passkey')
    .where('memberId', '=', memberId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  return removed ? null : new ServiceError('not-found');
}

export async function listPasskeys(
  db: Database,
  memberId: string,
): Promise<NonNullable<SecurityResponse['passkeys']>> {
  const rows = await db
    .selectFrom('passkey')
    .select(['id', 'name', 'createdAt', 'usedAt', 'isSynced'])
    .where('memberId', '=', memberId)
    .orderBy('createdAt')
    .execute();
  return rows.map(({ id, name, createdAt, usedAt, isSynced }) => ({
    id,
    name,
    since: createdAt.getTime(),
    usedAt: usedAt?.getTime() ?? null,
    isSynced,
  }));
}

const TRANSPORTS = ['ble', 'hybrid', 'internal', 'nfc', 'usb'] as const;
const transportsSchema = z.array(z.catch(z.nullable(z.enum(TRANSPORTS)), null));

/** Those that are known; a newer browser may name more. */
function withTransports({ transports, ...rest }: AddPasskeyRequest['credential']['response']) {
  const known: AuthenticatorTransport[] = z
    .parse(transportsSchema, transports ?? [])
    .filter((one) => one !== null);
  return { ...rest, transports: known };
}

function withHandle({ userHandle, ...rest }: PasskeySignInRequest['credential']['response']) {
  return userHandle === undefined ? rest : { ...rest, userHandle };
}

const clientDataSchema = z.object({ challenge: z.string() });

function challengeIn(clientDataJSON: string): string | null {
  try {
    const read = clientDataSchema.safeParse(decodeClientDataJSON(clientDataJSON));
    return read.success ? read.data.challenge : null;
  } catch {
    return null; // no JSON: nothing that an authenticator signs
  }
}
