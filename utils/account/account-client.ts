import * as z from 'zod/mini';
import {
  challengeResponseSchema,
  outboxResponseSchema,
  type PolicyResponse,
  policyResponseSchema,
  type RegisterRequest,
  type SignedIn,
  type SignInRequest,
  type SmsCodeRequest,
  type SmsCodeResponse,
  type SmsSignInRequest,
  signedInSchema,
  smsCodeResponseSchema,
} from '../../protocol/account.ts';
import { solveChallenge } from './proof-of-work.ts';
import { serviceAddress } from './service-address.ts';
import { ServiceError } from './service-error.ts';
import { type ServiceAccess, serviceFetch, serviceJson } from './service-fetch.ts';
import { accessOf, currentSession, type Session, storeSession } from './session.ts';

/** What the account pages ask of the service. Each throws `ServiceError`; register and both sign-ins store the session. */

/** Has a code sent by SMS, after solving the service's puzzle; `onProgress` tells its share, 0–1. */
export async function requestSmsCode(
  phone: string,
  purpose: SmsCodeRequest['purpose'],
  onProgress?: (share: number) => void,
): Promise<SmsCodeResponse> {
  const access = await openAccess();
  const asked = { method: 'POST', path: 'account/challenge', json: {} } as const;
  const { challenge, difficulty } = await serviceJson(access, asked, challengeResponseSchema);
  const nonce = await solveChallenge(challenge, difficulty, onProgress);
  const json: SmsCodeRequest = { phone, purpose, proof: { challenge, nonce } };
  return serviceJson(access, { method: 'POST', path: 'account/sms-codes', json }, smsCodeResponseSchema);
}

export function register(
  form: Omit<RegisterRequest, 'consent'> & { policyVersion: string },
): Promise<Session> {
  const { policyVersion, ...rest } = form;
  const json: RegisterRequest = { ...rest, consent: { policyVersion } };
  return startSession('account/register', json);
}

export function signIn(form: SignInRequest): Promise<Session> {
  return startSession('account/sign-in', form);
}

export function signInBySms(form: SmsSignInRequest): Promise<Session> {
  return startSession('account/sign-in/sms', form);
}

/** Ends the session here at once, and on the service if it can be reached; what is kept on this device stays. */
export async function signOut(): Promise<void> {
  const session = await currentSession();
  await storeSession(null);
  if (!session) return;
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

/** The codes a service in development would have sent to the number, newest first; null where it is not in development. */
export async function developmentCodes(phone: string): Promise<string[] | null> {
  const path = `development/outbox?${new URLSearchParams({ phone })}`;
  try {
    return await serviceJson(await openAccess(), { path }, developmentCodesSchema);
  } catch (error) {
    if (error instanceof ServiceError) return null;
    throw error;
  }
}

async function startSession(path: string, json: unknown): Promise<Session> {
  const access = await openAccess();
  const answer: SignedIn = await serviceJson(access, { method: 'POST', path, json }, signedInSchema);
  const session: Session = {
    memberId: answer.member.id,
    token: answer.token,
    member: answer.member,
    serviceAddress: access.address,
  };
  await storeSession(session);
  return session;
}

async function openAccess(): Promise<ServiceAccess> {
  const known = await serviceAddress();
  if (known === null) throw new ServiceError('unreachable');
  return { address: known.address, token: null };
}
