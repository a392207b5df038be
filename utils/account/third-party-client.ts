import {
  type BegunThirdParty,
  type BindThirdPartyRequest,
  beginThirdPartyResponseSchema,
  finishThirdPartyResponseSchema,
  type RegisterThirdPartyRequest,
  type ThirdPartiesResponse,
  thirdPartiesResponseSchema,
} from '../../protocol/third-party.ts';
import { keepSession, openAccess, type SignInOutcome, startSession } from './account-client.ts';
import { ServiceError } from './service-error.ts';
import { serviceAct, serviceJson } from './service-fetch.ts';
import { accessOf, currentSession } from './session.ts';
import { type Visit, visitThirdParty } from './visit-third-party.ts';

/** Signing in by an account elsewhere. Each throws `ServiceError`. */

export type Provider = ThirdPartiesResponse['providers'][number];
/** Somebody the third party knows and the service does not: nothing was created. */
export interface Unknown {
  ticket: string;
  provider: string;
  name: string;
}
interface Device {
  deviceName: string;
  timeZone: string;
}

/** None where the service can't be asked: then there is nothing to choose. */
export async function thirdParties(): Promise<Provider[]> {
  try {
    const request = { path: 'account/third-parties' };
    return (await serviceJson(await openAccess(), request, thirdPartiesResponseSchema)).providers;
  } catch (error) {
    if (error instanceof ServiceError) return [];
    throw error;
  }
}

/** How a reader is sent there: `signal` gives up; `askDigits` has them read off the page, and is told what was wrong with those before. */
export interface Going {
  signal: AbortSignal;
  askDigits: (wrong: ServiceError | null) => Promise<string>;
}

/** Sends the reader there and waits. Signed in, asked for the second factor, or not known yet. */
export async function signInByThirdParty(
  provider: string,
  device: Device,
  going: Going,
): Promise<SignInOutcome | { unknown: Unknown }> {
  const visit = await visitProvider(provider, going.signal);
  const access = await openAccess();
  return whenBack(visit, going, async (ending) => {
    const json = { ...ending, ...device };
    const request = { method: 'POST', path: 'account/third-party/finish', json } as const;
    try {
      const answer = await serviceJson(access, request, finishThirdPartyResponseSchema);
      return 'unknown' in answer ? answer : await keepSession(access, answer.signedIn);
    } catch (error) {
      if (error instanceof ServiceError && error.step !== null) return { step: error.step };
      throw error;
    }
  });
}

/** 注册: a new account with the identity. */
export function registerByThirdParty(json: RegisterThirdPartyRequest): Promise<SignInOutcome> {
  return startSession('account/third-party/register', json);
}

/** 绑定已有账号. With a second factor nothing is bound before its code was right: the step that comes back goes on with it. */
export function bindThirdParty(json: BindThirdPartyRequest): Promise<SignInOutcome> {
  return startSession('account/third-party/bind', json);
}

/** Ties one to the account that is signed in. `prove` asks for a proof where the service wants one: the reader need not go there again for that. */
export async function tieThirdParty(
  provider: string,
  going: Going,
  prove: (tie: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const visit = await visitProvider(provider, going.signal);
  await whenBack(visit, going, (ending) => prove(() => act('account/third-party/tie', ending)));
}

export function untieThirdParty(provider: string): Promise<void> {
  return act('account/third-party/untie', { provider });
}

function visitProvider(provider: string, signal: AbortSignal): Promise<Visit> {
  return visitThirdParty((returnTo) => begin(provider, returnTo), signal);
}

async function begin(provider: string, returnTo: string | null): Promise<BegunThirdParty> {
  const json = { provider, ...(returnTo !== null && { returnTo }) };
  const request = { method: 'POST', path: 'account/third-party/begin', json } as const;
  return serviceJson(await openAccess(), request, beginThirdPartyResponseSchema);
}

interface Ending {
  state: string;
  secret: string;
  back: string;
}

/** What leaves the sign-in as it was: the reader may type the digits again. */
const ONCE_MORE = ['third-party-wrong-back', 'third-party-pending', 'unreachable', 'unavailable'];

/** Ends it with what the browser was told when it came back, or with what its reader reads off the page there. */
async function whenBack<T>(
  { state, secret, back }: Visit,
  { signal, askDigits }: Going,
  end: (ending: Ending) => Promise<T>,
): Promise<T> {
  if (back !== null) return end({ state, secret, back });
  let wrong: ServiceError | null = null;
  for (;;) {
    const digits = await askDigits(wrong);
    if (signal.aborted) throw new ServiceError('third-party-cancelled');
    try {
      return await end({ state, secret, back: digits });
    } catch (error) {
      if (!(error instanceof ServiceError) || !ONCE_MORE.includes(error.code)) throw error;
      wrong = error;
    }
  }
}

async function act(path: string, json: unknown): Promise<void> {
  const session = await currentSession();
  if (!session) throw new ServiceError('unauthorized');
  await serviceAct(accessOf(session), { method: 'POST', path, json });
}
