import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';
import { signedInSchema } from '../../protocol/account.ts';
import type { MemberProof } from '../../protocol/account-security.ts';
import {
  type AddPasskeyRequest,
  type PasskeySignInRequest,
  passkeyChallengeSchema,
  passkeyOptionsSchema,
  passkeyProofChallengeSchema,
} from '../../protocol/passkeys.ts';
import { thirdPartiesResponseSchema } from '../../protocol/third-party.ts';
import { browser } from '../browser.ts';
import { keepSession, openAccess, type SignInOutcome } from './account-client.ts';
import { act, ask, prove } from './member-client.ts';
import { PasskeyError } from './passkey-error.ts';
import { serviceAddress } from './service-address.ts';
import { ServiceError } from './service-error.ts';
import { serviceJson } from './service-fetch.ts';

/** Passkeys of this service. Each throws `ServiceError` for what the service says, and `PasskeyError` for what became of it before. */

/** A touch, a PIN, a phone that has to be found first. */
const CEREMONY_MS = 5 * 60_000;
/** Ed25519, ECDSA on P-256, RSA: https://www.iana.org/assignments/cose/cose.xhtml#algorithms */
const ALGORITHMS = [-8, -7, -257];
const SERVICE_NAME = '观察伴读';

/** Whether passkeys of `domain` work here: in Chromium, where the service is found by that name and the name is one it lets an extension claim. */
export async function canUsePasskeys(domain: string | null | undefined): Promise<boolean> {
  if (!domain || location.protocol !== 'chrome-extension:' || !('PublicKeyCredential' in globalThis))
    return false;
  const known = await serviceAddress();
  return known !== null && new URL(known.address).hostname === domain;
}

/** Whether passkeys sign in at the service in use, before anybody has signed in. False where it can't be asked. */
export async function offersPasskeys(): Promise<boolean> {
  try {
    const request = { path: 'account/third-parties' };
    const { passkeyDomain } = await serviceJson(await openAccess(), request, thirdPartiesResponseSchema);
    return await canUsePasskeys(passkeyDomain);
  } catch (error) {
    if (error instanceof ServiceError) return false;
    throw error;
  }
}

/**
 * Asks the reader to let the extension speak for the service's host, which Chromium wants before an extension uses its passkeys. Must be called
 * by the reader's press; answers at once where it was given before.
 */
export async function permitPasskeys(): Promise<void> {
  const known = await serviceAddress();
  if (known === null) throw new ServiceError('unreachable');
  const { protocol, hostname } = new URL(known.address);
  const isGiven = await browser.permissions.request({ origins: [`${protocol}//${hostname}/*`] });
  if (!isGiven) throw new PasskeyError('no-permission');
}

/** Makes a passkey for the member who is signed in, and has the service keep it. Needs a proof. */
export async function addPasskey(name: string): Promise<void> {
  const asked = await ask('account/passkeys/begin', passkeyOptionsSchema);
  const optionsJSON: PublicKeyCredentialCreationOptionsJSON = {
    rp: { id: asked.domain, name: SERVICE_NAME },
    user: { id: asked.user.id, name: asked.user.name, displayName: asked.user.name },
    challenge: asked.challenge,
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ alg, type: 'public-key' })),
    excludeCredentials: asked.existing.map((id) => ({ id, type: 'public-key' })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    attestation: 'none',
    timeout: CEREMONY_MS,
  };
  const { id, rawId, response } = await perform(() => startRegistration({ optionsJSON }));
  const { clientDataJSON, attestationObject, transports } = response;
  const credential: AddPasskeyRequest['credential'] = {
    id,
    rawId,
    type: 'public-key',
    response: { clientDataJSON, attestationObject, ...(transports && { transports }) },
  };
  await act('account/passkeys', { name, credential } satisfies AddPasskeyRequest);
}

export const namePasskey = (id: string, name: string): Promise<void> =>
  act('account/passkeys/name', { id, name });
/** Needs a proof. */
export const removePasskey = (id: string): Promise<void> => act('account/passkeys/remove', { id });

/** Signs in by whichever passkey the reader chooses. */
export async function signInByPasskey(device: {
  deviceName: string;
  timeZone: string;
}): Promise<SignInOutcome> {
  const access = await openAccess();
  const begin = { method: 'POST', path: 'account/passkey/begin', json: {} } as const;
  const { challenge, domain } = await serviceJson(access, begin, passkeyChallengeSchema);
  const json: PasskeySignInRequest = { credential: await sign({ challenge, rpId: domain }), ...device };
  const request = { method: 'POST', path: 'account/sign-in/passkey', json } as const;
  return keepSession(access, await serviceJson(access, request, signedInSchema));
}

/** Proves again, by one of the passkeys of the member who is signed in, that it is still them. */
export async function proveByPasskey(): Promise<void> {
  const asked = await ask('account/proof/passkey', passkeyProofChallengeSchema);
  // Removed on another device meanwhile. An empty list would let the browser offer any.
  if (asked.passkeys.length === 0) throw new PasskeyError('none-shown');
  const credential = await sign({
    challenge: asked.challenge,
    rpId: asked.domain,
    allowCredentials: asked.passkeys.map((id) => ({ id, type: 'public-key' })),
  });
  await prove({ credential } satisfies MemberProof);
}

/** Has a passkey sign the challenge; the reader is known by touch or PIN. */
async function sign(
  asked: PublicKeyCredentialRequestOptionsJSON,
): Promise<PasskeySignInRequest['credential']> {
  const optionsJSON: PublicKeyCredentialRequestOptionsJSON = {
    ...asked,
    userVerification: 'required',
    timeout: CEREMONY_MS,
  };
  const { id, rawId, response } = await perform(() => startAuthentication({ optionsJSON }), 'none-shown');
  const { clientDataJSON, authenticatorData, signature, userHandle } = response;
  return {
    id,
    rawId,
    type: 'public-key',
    response: { clientDataJSON, authenticatorData, signature, ...(userHandle && { userHandle }) },
  };
}

/**
 * What each of the browser's errors means: https://www.w3.org/TR/webauthn-3/#sctn-createCredential. That the reader said no, that it took too long and
 * that no passkey was there is one error, so that a page can't learn who has one: `refused` says it.
 */
async function perform<T>(
  ceremony: () => Promise<T>,
  refused: 'cancelled' | 'none-shown' = 'cancelled',
): Promise<T> {
  try {
    return await ceremony();
  } catch (cause) {
    const name = nameOf(cause);
    if (name === 'InvalidStateError') throw new PasskeyError('exists', { cause });
    if (name === 'NotAllowedError' || name === 'AbortError') throw new PasskeyError(refused, { cause });
    throw new PasskeyError('failed', { cause });
  }
}

/** The library wraps what the browser threw, and keeps its name. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}
