import * as z from 'zod/mini';

/** Why the service could not do what was asked. The extension says each of them in the reader's language. */
export const ERROR_CODES = [
  'bad-request',
  'too-large',
  'unauthorized',
  'not-found',
  'rate-limited',
  'unavailable',
  'internal',
  // sync
  'epoch-changed',
  'hash-mismatch',
  'quota-exceeded',
  // account
  'wrong-account-or-password',
  'wrong-code',
  'code-expired',
  'code-used',
  'code-tries-exceeded',
  'phone-taken',
  'phone-invalid',
  'password-too-short',
  'password-too-long',
  'password-too-common',
  'consent-required',
  'proof-required',
  'sms-daily-limit',
  'sms-not-sent',
  'mail-not-sent',
  'wrong-password',
  'second-factor-needed',
  'wrong-second-code',
  'step-expired',
  'second-factor-on',
  'proof-needed',
  'user-name-taken',
  'email-taken',
  'third-party-pending',
  'third-party-cancelled',
  'third-party-expired',
  'third-party-used',
  'third-party-wrong-back',
  'third-party-failed',
  'identity-taken',
  'provider-bound',
  'last-way',
  'passkey-refused',
  'passkey-expired',
  'passkey-exists',
  'passkey-limit',
  'image-not-accepted',
  'image-too-many-pixels',
  'image-broken',
] as const;
export const errorCodeSchema = z.enum(ERROR_CODES);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

/** The body of every answer that is not a success. `retryAfter` is in seconds; `epoch` comes with `epoch-changed`. */
export const errorBodySchema = z.object({
  error: z.object({
    code: z.catch(errorCodeSchema, 'internal'),
    detail: z.optional(z.string()),
    retryAfter: z.optional(z.number()),
    epoch: z.optional(z.string()),
    triesLeft: z.optional(z.number()),
    /** With `second-factor-needed`: what the second code is sent with. */
    step: z.optional(z.string()),
  }),
});
export type ErrorBody = z.infer<typeof errorBodySchema>;
