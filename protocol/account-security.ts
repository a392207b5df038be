import * as z from 'zod/mini';
import { codeSchema, phoneSchema } from './account.ts';
import { assertedSchema } from './passkeys.ts';

/** What a member does about their own account (账号安全). All of it asks for a session; what is marked so, for a proof given lately as well. */

const password = z.string().check(z.minLength(1), z.maxLength(1024));

/** Six digits of an authenticator, or a recovery code as it was shown: `abcde-fghij`. */
export const secondCodeSchema = z.string().check(z.regex(/^(\d{6}|[a-z2-7]{5}-?[a-z2-7]{5})$/i));

/** How long a proof counts, in seconds. Signing in is one. */
export const PROOF_LIFETIME_S = 10 * 60;

const secondCode = z.optional(secondCodeSchema);

/**
 * `POST account/proof`: who is signed in proves again to be the member. By password or by a code from `POST account/proof/codes`, and by the second
 * factor where there is one; or by a passkey that signed what `POST account/proof/passkey` gave, which stands for both. Answers 204.
 */
export const memberProofSchema = z.union([
  z.object({ password, secondCode }),
  z.object({ code: codeSchema, secondCode }),
  z.object({ credential: assertedSchema }),
]);
export type MemberProof = z.infer<typeof memberProofSchema>;

/** `POST account/sign-in/second`: `step` came with `second-factor-needed`, and is good for some minutes and one sign-in. */
export const secondStepRequestSchema = z.object({
  step: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)),
  code: secondCodeSchema,
});
export type SecondStepRequest = z.infer<typeof secondStepRequestSchema>;

/** `GET account/security`. Times in milliseconds since 1970. */
export const securityResponseSchema = z.object({
  phone: z.string(),
  userName: z.nullable(z.string()),
  /** Verified, or there is none. */
  email: z.nullable(z.string()),
  /** Whether the service can send e-mail at all. */
  canMail: z.boolean(),
  /** Null where there is no password. */
  passwordChangedAt: z.nullable(z.number()),
  secondFactorSince: z.nullable(z.number()),
  recoveryCodesLeft: z.number(),
  /** When the account is deleted; null while nobody asked for it. */
  deleteAt: z.nullable(z.number()),
  consents: z.array(z.object({ policyVersion: z.string(), at: z.number() })),
  policy: z.object({ version: z.string(), date: z.string() }),
  /** Third parties’ accounts that sign this member in. */
  thirdParties: z.optional(z.array(z.object({ provider: z.string(), since: z.number() }))),
  /** What passkeys are bound to; absent or null where the service has none. */
  passkeyDomain: z.optional(z.nullable(z.string())),
  /** `isSynced`: kept by whoever keeps the member's passwords too, and so on all their devices. */
  passkeys: z.optional(
    z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        since: z.number(),
        usedAt: z.nullable(z.number()),
        isSynced: z.boolean(),
      }),
    ),
  ),
});
export type SecurityResponse = z.infer<typeof securityResponseSchema>;

/** `POST account/devices/end`, and `…/name`: `id` is a session's, from `GET account/devices`. `POST account/devices/end-others` ends all but this one. */
const deviceId = z.string().check(z.regex(/^[\w-]{1,64}$/));
export const endDeviceRequestSchema = z.object({ id: deviceId });
export const nameDeviceRequestSchema = z.object({
  id: deviceId,
  name: z.string().check(z.minLength(1), z.maxLength(80)),
});

/** `POST account/password`; needs a proof, ends every other session. */
export const passwordRequestSchema = z.object({ password });

/** `POST account/phone/codes` to the new number, then `POST account/phone`; need a proof. */
export const phoneCodeRequestSchema = z.object({ phone: phoneSchema });
export const phoneRequestSchema = z.object({ phone: phoneSchema, code: codeSchema });

/** `POST account/user-name`; needs a proof. Begins with a letter, so that it is neither a number nor an e-mail. */
export const userNameSchema = z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9_-]{2,29}$/));
export const userNameRequestSchema = z.object({ userName: userNameSchema });

/** `POST account/email/codes`, then `POST account/email`; need a proof. Nothing is set before the address is proven. */
export const emailSchema = z.string().check(z.maxLength(254), z.email());
export const emailCodeRequestSchema = z.object({ email: emailSchema });
export const emailRequestSchema = z.object({ email: emailSchema, code: codeSchema });

/** `POST account/second-factor`: the secret to put into an authenticator; it counts once `…/confirm` was answered. All need a proof. */
export const secondFactorResponseSchema = z.object({ secret: z.string(), uri: z.string() });
export type SecondFactorResponse = z.infer<typeof secondFactorResponseSchema>;
export const confirmSecondFactorRequestSchema = z.object({ code: codeSchema });
/** Shown once: of `POST account/second-factor/confirm` and `POST account/recovery-codes`. */
export const recoveryCodesResponseSchema = z.object({ recoveryCodes: z.array(z.string()) });

/** `POST account/deletion`; needs a proof. `POST account/deletion/undo`, or signing in, takes it back. */
export const deletionResponseSchema = z.object({ deleteAt: z.number() });
export const DELETION_GRACE_DAYS = 7;

/** `POST account/consents`: to the policy in force. */
export const consentRequestSchema = z.object({
  policyVersion: z.string().check(z.minLength(1), z.maxLength(40)),
});

/** `GET development/mailbox?email=…`, in development alone: what would have been sent, newest first. */
export const mailboxResponseSchema = z.object({
  messages: z.array(z.object({ to: z.string(), subject: z.string(), text: z.string(), at: z.number() })),
});
