import * as z from 'zod/mini';
import {
  challengeResponseSchema,
  outboxResponseSchema,
  type PolicyResponse,
  policyResponseSchema,
  type RecoveryCodeRequest,
  type RecoveryRequest,
  type RegisterRequest,
  type SignedIn,
  type SignInRequest,
  type SmsCodeRequest,
  type SmsCodeResponse,
  type SmsSignInRequest,
  signedInSchema,
  smsCodeResponseSchema,
} from '../../protocol/account.ts';
import type { SecondStepRequest } from '../../protocol/account-security.ts';
import { solveChallenge } from './proof-of-work.ts';
import { serviceAddress } from './service-address.ts';
import { ServiceError } from './service-error.ts';
import { type ServiceAccess, serviceAct, serviceFetch, serviceJson } from './service-fetch.ts';
import { accessOf, currentSession, endSession, type Session, storeSession } from './session.ts';
import { isOnThisMachine } from './valid-service-address.ts';

/** What the account pages ask of the service. Each throws `ServiceError`; register and both sign-ins store the session. */

/** Has a code sent by SMS, after solving the service's puzzle; `onProgress` tells its share, 0–1. */
export async function requestSmsCode(
  phone: string,
  purpose: SmsCodeRequest['purpose'],
  onProgress?: (share: number) => void,
): Promise<SmsCodeResponse> {
  const access = await openAccess();
  const json: SmsCodeRequest = { phone, purpose, proof: await proveWork(access, onProgress) };
  return serviceJson(access, { method: 'POST', path: 'account/sms-codes', json }, smsCodeResponseSchema);
}

/** Has a code sent to what is verified of an account. The answer is the same whether or not there is one. */
export async function requestRecoveryCode(
  account: string,
  onProgress?: (share: number) => void,
): Promise<SmsCodeResponse> {
  const access = await openAccess();
  const json: RecoveryCodeRequest = { account, proof: await proveWork(access, onProgress) };
  return serviceJson(access, { method: 'POST', path: 'account/recovery/codes', json }, smsCodeResponseSchema);
}

/** Sets a new password by a code. Every session of the account ends by it, and none begins. */
export async function recover(json: RecoveryRequest): Promise<void> {
  await serviceAct(await openAccess(), { method: 'POST', path: 'account/recovery', json });
}

async function proveWork(access: ServiceAccess, onProgress?: (share: number) => void) {
  const asked = { method: 'POST', path: 'account/challenge', json: {} } as const;
  const { challenge, difficulty } = await serviceJson(access, asked, challengeResponseSchema);
  return { challenge, nonce: await solveChallenge(challenge, difficulty, onProgress) };
}

export function register(
  form: Omit<RegisterRequest, 'consent'> & { policyVersion: string },
): Promise<SignInOutcome> {
  const { policyVersion, ...rest } = form;
  const json: RegisterRequest = { ...rest, consent: { policyVersion } };
  return startSession('account/register', json);
}

/** Signed in; or first the second factor is wanted, for which `step` stands. */
export type SignInOutcome = { session: Session; isDeletionUndone: boolean } | { step: string };

export function signIn(form: SignInRequest): Promise<SignInOutcome> {
  return startSession('account/sign-in', form);
}

/** Goes on with a sign-in by an authenticator's code or a recovery code. */
export function signInSecond(form: SecondStepRequest): Promise<SignInOutcome> {
  return startSession('account/sign-in/second', form);
}

export function signInBySms(form: SmsSignInRequest): Promise<SignInOutcome> {
  return startSession('account/sign-in/sms', form);
}

/** Ends the session here at once, and on the service if it can be reached. What is kept on this device stays, unless it shall go too. */
export async function signOut({ isRemoved }: { isRemoved: boolean }): Promise<void> {
  const session = await endSession(isRemoved);
  if (session) await endAtService(session);
}

async function endAtService(session: Session): Promise<void> {
  try {
    await serviceFetch(accessOf(session), { method: 'POST', path: 'account/sign-out' });
  } catch (error) {
    // Out of reach: the service ends an idle session by itself, and this device no longer has its token.
    if (!(error instanceof ServiceError)) throw error;
  }
}

/** The privacy policy in force, as Markdown. */
export async function fetchPolicy(language: 'zh-CN' | 'en'): Promise<PolicyResponse> {
  return serviceJson(
    await openAccess(),
    { path: `account/policy?language=${language}` },
    policyResponseSchema,
  );
}

const developmentCodesSchema = z.pipe(
  outboxResponseSchema,
  z.transform(({ messages }) => messages.map(({ code }) => code)),
);

/**
 * The codes a service in development would have sent to the number, newest first; null where it is not in development. Any other is not asked: the
 * number would stand in the address, and so in whatever keeps addresses on the way.
 */
export async function developmentCodes(phone: string): Promise<string[] | null> {
  const path = `development/outbox?${new URLSearchParams({ phone })}`;
  try {
    const access = await openAccess();
    return isOnThisMachine(access.address)
      ? await serviceJson(access, { path }, developmentCodesSchema)
      : null;
  } catch (error) {
    if (error instanceof ServiceError) return null;
    throw error;
  }
}

/** Opens a session by whichever way `path` is. */
export async function startSession(path: string, json: unknown): Promise<SignInOutcome> {
  const access = await openAccess();
  let answer: SignedIn;
  try {
    answer = await serviceJson(access, { method: 'POST', path, json }, signedInSchema);
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'second-factor-needed' && error.step !== null)
      return { step: error.step };
    throw error;
  }
  return keepSession(access, answer);
}

/** Stores the session that the service opened. One that it takes the place of ends there, which nobody waits for. */
export async function keepSession(access: ServiceAccess, answer: SignedIn): Promise<SignInOutcome> {
  const session: Session = {
    memberId: answer.member.id,
    token: answer.token,
    member: answer.member,
    serviceAddress: access.address,
  };
  const before = await currentSession();
  await storeSession(session);
  if (before) void endAtService(before);
  return { session, isDeletionUndone: answer.isDeletionUndone === true };
}

/** The service before anybody has signed in. Throws `unreachable` where none is known. */
export async function openAccess(): Promise<ServiceAccess> {
  const known = await serviceAddress();
  if (known === null) throw new ServiceError('unreachable');
  return { address: known.address, token: null };
}
