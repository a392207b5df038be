import * as z from 'zod/mini';
import { deviceWords } from './account.ts';
import { line } from './profile.ts';

/**
 * Signing in by a passkey, and proving again to be who is signed in. A challenge is good for five minutes and one answer. At a sign-in no account is
 * named: the authenticator knows which it is, so that asking tells nobody whether there is one.
 */

/** A credential's id by its authenticator: at most 1,023 bytes. */
const credentialId = z.string().check(z.regex(/^[A-Za-z0-9_-]{16,1364}$/));
const bytes = (atMost: number) => z.string().check(z.regex(/^[A-Za-z0-9_-]+$/), z.maxLength(atMost));
const passkeyName = line(80).check(z.minLength(1));
const proven = { id: credentialId, rawId: credentialId, type: z.literal('public-key') };

/** What the authenticator answers, in the JSON of WebAuthn level 3; what the service does not read is left out. */
const createdSchema = z.object({
  ...proven,
  response: z.object({
    clientDataJSON: bytes(4096),
    attestationObject: bytes(8192),
    transports: z.optional(z.array(z.string().check(z.maxLength(32))).check(z.maxLength(10))),
  }),
});
export const assertedSchema = z.object({
  ...proven,
  response: z.object({
    clientDataJSON: bytes(4096),
    authenticatorData: bytes(4096),
    signature: bytes(8192),
    userHandle: z.optional(bytes(128)),
  }),
});

/** `POST account/passkeys/begin`; needs a proof. `domain` is what passkeys of this service are bound to; `existing` the ids of those there are; `user.id` is base64url too. */
export const passkeyOptionsSchema = z.object({
  challenge: bytes(128),
  domain: z.string(),
  user: z.object({ id: z.string(), name: z.string() }),
  existing: z.array(z.string()),
});

/** `POST account/passkeys`; needs a proof. Answers 204. */
export const addPasskeyRequestSchema = z.object({ name: passkeyName, credential: createdSchema });
export type AddPasskeyRequest = z.infer<typeof addPasskeyRequestSchema>;

/** `POST account/passkeys/name`, and `…/remove`, which needs a proof. `id` as `GET account/security` tells it. */
export const namePasskeyRequestSchema = z.object({ id: credentialId, name: passkeyName });
export const removePasskeyRequestSchema = z.object({ id: credentialId });

/** `POST account/passkey/begin`, by anybody. */
export const passkeyChallengeSchema = z.object({ challenge: bytes(128), domain: z.string() });

/** `POST account/proof/passkey`: for who is signed in, in this session alone. `passkeys` are the ids of the member's. */
export const passkeyProofChallengeSchema = z.object({
  challenge: bytes(128),
  domain: z.string(),
  passkeys: z.array(z.string()),
});

/** `POST account/sign-in/passkey`. */
export const passkeySignInRequestSchema = z.object({ credential: assertedSchema, ...deviceWords });
export type PasskeySignInRequest = z.infer<typeof passkeySignInRequestSchema>;
