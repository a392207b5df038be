import * as z from 'zod/mini';
import { codeSchema, deviceWords, phoneSchema, signedInSchema } from './account.ts';

/** Signing in by an account elsewhere: any OpenID Connect provider, and WeChat. */

const providerId = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,30}$/));
const token = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));
const password = z.string().check(z.minLength(1), z.maxLength(1024));

/** `GET account/third-parties`. */
export const thirdPartiesResponseSchema = z.object({
  providers: z.array(z.object({ id: z.string(), kind: z.enum(['oidc', 'wechat']), name: z.string() })),
  /** What passkeys are bound to; absent or null where they sign nobody in. */
  passkeyDomain: z.optional(z.nullable(z.string())),
});
export type ThirdPartiesResponse = z.infer<typeof thirdPartiesResponseSchema>;

/**
 * `POST account/third-party/begin`: `returnTo` is where the browser waits for the end (`identity.getRedirectURL`), and is told `back` there; without it a
 * page shows `back` to the reader, as six digits.
 */
export const beginThirdPartyRequestSchema = z.object({
  provider: providerId,
  returnTo: z.optional(z.string().check(z.maxLength(200))),
});
/** The reader goes to `address`; `secret` proves later that whoever ends it began it. */
export const beginThirdPartyResponseSchema = z.object({
  address: z.string(),
  state: z.string(),
  secret: z.string(),
});
export type BegunThirdParty = z.infer<typeof beginThirdPartyResponseSchema>;

/** What the browser that came back was told: whoever began it must be where it ended. */
const back = z.string().check(z.regex(/^(\d{6}|[A-Za-z0-9_-]{43})$/));

/** `POST account/third-party/finish` → signed in, or a ticket for who is not known yet: nothing is created by it. `third-party-pending` until the reader is back. */
export const finishThirdPartyRequestSchema = z.object({ state: token, secret: token, back, ...deviceWords });
export const finishThirdPartyResponseSchema = z.union([
  z.object({ signedIn: signedInSchema }),
  z.object({ unknown: z.object({ ticket: z.string(), provider: z.string(), name: z.string() }) }),
]);
export type FinishedThirdParty = z.infer<typeof finishThirdPartyResponseSchema>;

/** `POST account/third-party/register`: the reader chose 注册. */
export const registerThirdPartyRequestSchema = z.object({
  ticket: token,
  phone: phoneSchema,
  code: codeSchema,
  consent: z.object({ policyVersion: z.string().check(z.minLength(1), z.maxLength(40)) }),
  ...deviceWords,
});
export type RegisterThirdPartyRequest = z.infer<typeof registerThirdPartyRequestSchema>;

/** `POST account/third-party/bind`: the reader chose 绑定已有账号, proven as at sign-in: with a second factor, `POST account/sign-in/second` ends it. */
const bindCommon = { ticket: token, ...deviceWords };
export const bindThirdPartyRequestSchema = z.union([
  z.object({ ...bindCommon, account: z.string().check(z.minLength(1), z.maxLength(254)), password }),
  z.object({ ...bindCommon, phone: phoneSchema, code: codeSchema }),
]);
export type BindThirdPartyRequest = z.infer<typeof bindThirdPartyRequestSchema>;

/** `POST account/third-party/tie` and `…/untie`, for who is signed in; both need a proof. */
export const tieThirdPartyRequestSchema = z.object({ state: token, secret: token, back });
export const untieThirdPartyRequestSchema = z.object({ provider: providerId });
