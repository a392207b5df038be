import * as z from 'zod/mini';

/** A number in E.164 form. Dialogs prefix +86 unless the reader typed a country code. */
export const phoneSchema = z.string().check(z.regex(/^\+[1-9]\d{6,14}$/));
export const codeSchema = z.string().check(z.regex(/^\d{6}$/));

export const CODE_LIFETIME_S = 5 * 60;
export const CODE_TRIES = 5;
export const RESEND_AFTER_S = 60;
export const MIN_PASSWORD_LENGTH = 8;
export const RECOMMENDED_PASSWORD_LENGTH = 15;
export const MAX_PASSWORD_LENGTH = 128;

/** Members sign in by mobile number; a user name or e-mail works once it was set and verified. */
const accountName = z.string().check(z.minLength(1), z.maxLength(254));
const password = z.string().check(z.minLength(1), z.maxLength(1024));

/** `POST account/challenge` → a puzzle to solve before an SMS is sent: a nonce so that SHA-256(`${challenge}.${nonce}`) begins with `difficulty` zero bits. */
export const challengeResponseSchema = z.object({ challenge: z.string(), difficulty: z.number() });
export type ChallengeResponse = z.infer<typeof challengeResponseSchema>;

/** The puzzle's solution. Each is taken once. */
const proofOfWork = z.object({
  challenge: z.string().check(z.maxLength(512)),
  nonce: z.string().check(z.maxLength(64)),
});

/** `POST account/sms-codes`. The answer is the same whether or not the number has an account. */
export const SMS_PURPOSES = ['register', 'sign-in'] as const;
export const smsCodeRequestSchema = z.object({
  phone: phoneSchema,
  purpose: z.enum(SMS_PURPOSES),
  proof: proofOfWork,
});
export type SmsCodeRequest = z.infer<typeof smsCodeRequestSchema>;
export const smsCodeResponseSchema = z.object({ expiresIn: z.number(), resendAfter: z.number() });
export type SmsCodeResponse = z.infer<typeof smsCodeResponseSchema>;

/** What the list of devices calls this one, and where its clock stands: `Asia/Shanghai`. */
export const deviceWords = {
  deviceName: z.optional(z.string().check(z.maxLength(80))),
  timeZone: z.optional(z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/))),
};

/** `POST account/register`. Consent is recorded with the policy's version and the time. */
export const registerRequestSchema = z.object({
  phone: phoneSchema,
  code: codeSchema,
  password,
  consent: z.object({ policyVersion: z.string().check(z.minLength(1), z.maxLength(40)) }),
  ...deviceWords,
});
export type RegisterRequest = z.infer<typeof registerRequestSchema>;

/** `POST account/sign-in`. */
export const signInRequestSchema = z.object({
  account: accountName,
  password,
  ...deviceWords,
});
export type SignInRequest = z.infer<typeof signInRequestSchema>;

/** `POST account/sign-in/sms`. A number without an account is told so only after the code proved it is the caller's. */
export const smsSignInRequestSchema = z.object({
  phone: phoneSchema,
  code: codeSchema,
  ...deviceWords,
});
export type SmsSignInRequest = z.infer<typeof smsSignInRequestSchema>;

/**
 * `POST account/recovery/codes`: a code to whatever is verified of the account. Answered in the same words and with the same work whether or not
 * the account exists. `POST account/recovery` sets the password and ends every session; it answers 204 and signs nobody in.
 */
export const recoveryCodeRequestSchema = z.object({ account: accountName, proof: proofOfWork });
export type RecoveryCodeRequest = z.infer<typeof recoveryCodeRequestSchema>;
export const recoveryRequestSchema = z.object({ account: accountName, code: codeSchema, password });
export type RecoveryRequest = z.infer<typeof recoveryRequestSchema>;

/** Names the member's library on a device, so it can't be the one in which a guest keeps what nobody is to be sent. */
const memberIdSchema = z.string().check(z.regex(/^(?!guest$)[A-Za-z0-9_-]{1,64}$/));

/** The phone is masked by the service: `138 **** 4071`. */
export const memberSchema = z.object({ id: memberIdSchema, name: z.string(), phone: z.string() });
export type Member = z.infer<typeof memberSchema>;

/**
 * The answer of register and of each sign-in. The token goes into `Authorization: Bearer`; no cookie ever authenticates. With a second factor a
 * sign-in answers `second-factor-needed` first.
 */
export const signedInSchema = z.object({
  token: z.string(),
  member: memberSchema,
  /** The account was to be deleted, and signing in took that back. */
  isDeletionUndone: z.optional(z.boolean()),
});
export type SignedIn = z.infer<typeof signedInSchema>;

/** `GET account/session`; `POST account/sign-out` answers 204. */
export const sessionResponseSchema = z.object({ member: memberSchema });

/**
 * `GET account/devices`: where the member is signed in, the latest sync first. `id` names a session, and opens none; `lastSyncedAt` in
 * milliseconds since 1970, to the minute, null where it never synced.
 */
export const devicesResponseSchema = z.object({
  devices: z.array(
    z.object({
      id: z.string(),
      name: z.nullable(z.string()),
      isThis: z.boolean(),
      signedInAt: z.number(),
      /** To the hour; a device that syncs, to the minute. */
      lastSeenAt: z.optional(z.number()),
      /** As its browser told at sign-in: the only place that is kept of it. */
      timeZone: z.optional(z.nullable(z.string())),
      /** What it called itself at sign-in, whatever name it was given since. */
      browser: z.optional(z.nullable(z.string())),
      lastSyncedAt: z.nullable(z.number()),
    }),
  ),
});
export type DevicesResponse = z.infer<typeof devicesResponseSchema>;

/** `GET account/policy?language=zh-CN|en`: the privacy policy in force. `text` is Markdown. */
export const policyResponseSchema = z.object({ version: z.string(), date: z.string(), text: z.string() });
export type PolicyResponse = z.infer<typeof policyResponseSchema>;

/** `GET development/outbox?phone=…`, in development alone: what the SMS sender would have sent, newest first. */
export const outboxResponseSchema = z.object({
  messages: z.array(z.object({ phone: z.string(), code: z.string(), purpose: z.string(), at: z.number() })),
});
