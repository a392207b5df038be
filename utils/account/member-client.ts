import type * as z from 'zod/mini';
import {
  type DevicesResponse,
  devicesResponseSchema,
  type SmsCodeResponse,
  smsCodeResponseSchema,
} from '../../protocol/account.ts';
import {
  deletionResponseSchema,
  type MemberProof,
  recoveryCodesResponseSchema,
  type SecondFactorResponse,
  type SecurityResponse,
  secondFactorResponseSchema,
  securityResponseSchema,
} from '../../protocol/account-security.ts';
import { postNotice } from '../view-notices.ts';
import { forgetPolicyAnswer } from './policy-answer.ts';
import { ServiceError } from './service-error.ts';
import { type ServiceRequest, serviceAct, serviceFetch, serviceJson } from './service-fetch.ts';
import { accessOf, currentSession, noteMember, type Session } from './session.ts';

/** What a signed-in member asks of the service about their own account. Each throws `ServiceError`; `proof-needed` asks for `prove` first. */

/** The number may have been changed here or on another device: then it is shown anew wherever it stands. */
export async function readSecurity(): Promise<SecurityResponse> {
  const session = await memberSession();
  const request = { path: 'account/security' };
  const security = await serviceJson(accessOf(session), request, securityResponseSchema);
  if (await noteMember(session, { phone: security.phone })) postNotice('session-changed');
  return security;
}
export const readDevices = (): Promise<DevicesResponse> => read('account/devices', devicesResponseSchema);
export const endDevice = (id: string): Promise<void> => act('account/devices/end', { id });
export const endOtherDevices = (): Promise<void> => act('account/devices/end-others');
export const nameDevice = (id: string, name: string): Promise<void> =>
  act('account/devices/name', { id, name });

export const prove = (proof: MemberProof): Promise<void> => act('account/proof', proof);
export const sendProofCode = (): Promise<SmsCodeResponse> =>
  ask('account/proof/codes', smsCodeResponseSchema);

export const changePassword = (password: string): Promise<void> => act('account/password', { password });
export const setUserName = (userName: string): Promise<void> => act('account/user-name', { userName });
export const sendEmailCode = (email: string): Promise<SmsCodeResponse> =>
  ask('account/email/codes', smsCodeResponseSchema, { email });
export const setEmail = (email: string, code: string): Promise<void> => act('account/email', { email, code });
export const sendPhoneCode = (phone: string): Promise<SmsCodeResponse> =>
  ask('account/phone/codes', smsCodeResponseSchema, { phone });
export const changePhone = (phone: string, code: string): Promise<void> =>
  act('account/phone', { phone, code });

export const beginSecondFactor = (): Promise<SecondFactorResponse> =>
  ask('account/second-factor', secondFactorResponseSchema);
export const confirmSecondFactor = async (code: string): Promise<string[]> =>
  (await ask('account/second-factor/confirm', recoveryCodesResponseSchema, { code })).recoveryCodes;
export const removeSecondFactor = (): Promise<void> => act('account/second-factor/remove');
export const renewRecoveryCodes = async (): Promise<string[]> =>
  (await ask('account/recovery-codes', recoveryCodesResponseSchema)).recoveryCodes;

export const giveConsent = async (policyVersion: string): Promise<void> => {
  await act('account/consents', { policyVersion });
  forgetPolicyAnswer();
};
/** When the account will be deleted, in milliseconds since 1970. */
export const deleteAccount = async (): Promise<number> =>
  (await ask('account/deletion', deletionResponseSchema)).deleteAt;
export const keepAccount = (): Promise<void> => act('account/deletion/undo');

/** However large the library is, as long as it goes on. */
const EXPORT_TIMEOUT_MS = 30 * 60_000;

/** Everything the service holds of the member, as one ZIP archive. */
export async function exportAccount(): Promise<Blob> {
  const request = { method: 'POST', path: 'account/export', json: {}, timeoutMs: EXPORT_TIMEOUT_MS } as const;
  const response = await send(request);
  try {
    return await response.blob();
  } catch (cause) {
    throw new ServiceError('unreachable', { cause }); // it broke off on the way
  }
}

/** Does one thing that answers with nothing. */
export async function act(path: string, json: unknown = {}): Promise<void> {
  await serviceAct(await access(), { method: 'POST', path, json });
}

async function send(request: ServiceRequest): Promise<Response> {
  return serviceFetch(await access(), request);
}

/** The same with an answer. */
export async function ask<T>(path: string, schema: z.ZodMiniType<T>, json: unknown = {}): Promise<T> {
  return serviceJson(await access(), { method: 'POST', path, json }, schema);
}

async function read<T>(path: string, schema: z.ZodMiniType<T>): Promise<T> {
  return serviceJson(await access(), { path }, schema);
}

async function access() {
  return accessOf(await memberSession());
}

async function memberSession(): Promise<Session> {
  const session = await currentSession();
  if (!session) throw new ServiceError('unauthorized');
  return session;
}
