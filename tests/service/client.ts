import { createHash, randomInt } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type * as z from 'zod/mini';
import {
  challengeResponseSchema,
  devicesResponseSchema,
  outboxResponseSchema,
  type SmsCodeRequest,
  type SmsCodeResponse,
  sessionResponseSchema,
  signedInSchema,
  smsCodeResponseSchema,
} from '../../protocol/account.ts';
import { securityResponseSchema } from '../../protocol/account-security.ts';
import { type ErrorBody, errorBodySchema } from '../../protocol/errors.ts';
import {
  blobSizesResponseSchema,
  digestResponseSchema,
  type PullResponse,
  pullResponseSchema,
  pushResponseSchema,
} from '../../protocol/sync.ts';
import { POLICY_VERSION } from '../../service/account/policy.ts';

/** An answer read by its schema: a success with its value, or an error in the protocol's shape. Anything else throws. */
export type Answer<T> =
  | { status: number; ok: T; error: null }
  | { status: number; ok: null; error: ErrorBody['error'] };

export interface Request {
  method?: string;
  path: string;
  json?: unknown;
  body?: Uint8Array<ArrayBuffer> | string;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  redirect?: RequestRedirect;
}

export const PASSWORD = '书页 between two stations';

/** The service as a device speaks to it. Each has a network address of its own, and a token once it signed in. */
export class Client {
  readonly address: string;
  readonly network = `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`;
  token: string | null;

  constructor(address: string, token: string | null = null) {
    this.address = address;
    this.token = token;
  }

  fetch({ method = 'GET', path, json, body, headers, signal, redirect }: Request): Promise<Response> {
    return fetch(this.address + path, {
      method,
      headers: {
        'X-Forwarded-For': this.network,
        ...(this.token && { Authorization: `Bearer ${this.token}` }),
        ...(json !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: json === undefined ? (body ?? null) : JSON.stringify(json),
      ...(signal && { signal }),
      ...(redirect && { redirect }),
    });
  }

  async call<T>(schema: z.ZodMiniType<T>, request: Request): Promise<Answer<T>> {
    const response = await this.fetch(request);
    const value: unknown = await response.json();
    if (response.ok) return { status: response.status, ok: schema.parse(value), error: null };
    return { status: response.status, ok: null, error: errorBodySchema.parse(value).error };
  }

  async solvedChallenge(): Promise<SmsCodeRequest['proof']> {
    const { challenge, difficulty } = got(
      await this.call(challengeResponseSchema, { method: 'POST', path: '/account/challenge' }),
    );
    for (let nonce = 0; ; nonce += 1) {
      const digest = createHash('sha256').update(`${challenge}.${nonce}`).digest();
      if (digest.readUInt32BE() < 2 ** (32 - difficulty)) return { challenge, nonce: String(nonce) };
    }
  }

  async sendCode(phone: string, purpose: SmsCodeRequest['purpose']): Promise<Answer<SmsCodeResponse>> {
    const json = { phone, purpose, proof: await this.solvedChallenge() };
    return this.call(smsCodeResponseSchema, { method: 'POST', path: '/account/sms-codes', json });
  }

  /** The latest code that "arrived" at the number. */
  async readCode(phone: string): Promise<string> {
    const path = `/development/outbox?${new URLSearchParams({ phone })}`;
    const { messages } = got(await this.call(outboxResponseSchema, { path }));
    const code = messages[0]?.code;
    if (!code) throw new Error(`no code was sent to ${phone}`);
    return code;
  }

  async receiveCode(phone: string, purpose: SmsCodeRequest['purpose']): Promise<string> {
    got(await this.sendCode(phone, purpose));
    return this.readCode(phone);
  }

  register(form: { phone: string; code: string; password?: string; policyVersion?: string }) {
    const { phone, code, password = PASSWORD, policyVersion = POLICY_VERSION } = form;
    const json = { phone, code, password, consent: { policyVersion } };
    return this.call(signedInSchema, { method: 'POST', path: '/account/register', json });
  }

  signIn(account: string, password = PASSWORD) {
    return this.call(signedInSchema, {
      method: 'POST',
      path: '/account/sign-in',
      json: { account, password },
    });
  }

  signInBySms(phone: string, code: string) {
    return this.call(signedInSchema, { method: 'POST', path: '/account/sign-in/sms', json: { phone, code } });
  }

  async sendRecoveryCode(account: string): Promise<Answer<SmsCodeResponse>> {
    const json = { account, proof: await this.solvedChallenge() };
    return this.call(smsCodeResponseSchema, { method: 'POST', path: '/account/recovery/codes', json });
  }

  recover(account: string, code: string, password: string) {
    return this.do('/account/recovery', { account, code, password });
  }

  /** A call that answers with nothing. */
  async do(path: string, json: unknown = {}): Promise<Answer<null>> {
    const response = await this.fetch({ method: 'POST', path, json });
    if (response.ok) return { status: response.status, ok: null, error: null };
    return { status: response.status, ok: null, error: errorBodySchema.parse(await response.json()).error };
  }

  security() {
    return this.call(securityResponseSchema, { path: '/account/security' });
  }

  signInSecond(step: string, code: string) {
    const json = { step, code };
    return this.call(signedInSchema, { method: 'POST', path: '/account/sign-in/second', json });
  }

  signOut(): Promise<Response> {
    return this.fetch({ method: 'POST', path: '/account/sign-out' });
  }

  session() {
    return this.call(sessionResponseSchema, { path: '/account/session' });
  }

  devices() {
    return this.call(devicesResponseSchema, { path: '/account/devices' });
  }

  push(epoch: string, records: unknown[]) {
    return this.call(pushResponseSchema, { method: 'POST', path: '/sync/push', json: { epoch, records } });
  }

  pull(since = 0, epoch?: string) {
    const path = `/sync/pull?since=${since}${epoch === undefined ? '' : `&epoch=${epoch}`}`;
    return this.call(pullResponseSchema, { path });
  }

  /** Page after page until there is no more. */
  async pullAll(since = 0): Promise<PullResponse> {
    const page = got(await this.pull(since));
    if (!page.more) return page;
    const rest = await this.pullAll(page.next);
    return { ...rest, records: [...page.records, ...rest.records] };
  }

  async epoch(): Promise<string> {
    return got(await this.pull()).epoch;
  }

  digest() {
    return this.call(digestResponseSchema, { path: '/sync/digest' });
  }

  putBlob(
    content: Uint8Array | string,
    { sha256 = sha256Of(content), type = 'text/html' } = {},
  ): Promise<Response> {
    return this.fetch({
      method: 'PUT',
      path: `/blobs/${sha256}`,
      body: new Uint8Array(gzipSync(content)),
      headers: { 'Content-Type': type, 'Content-Encoding': 'gzip' },
    });
  }

  blobSizes(hashes: string[]) {
    return this.call(blobSizesResponseSchema, { method: 'POST', path: '/blobs/sizes', json: { hashes } });
  }

  getBlob(sha256: string, method: 'GET' | 'HEAD' = 'GET'): Promise<Response> {
    return this.fetch({ method, path: `/blobs/${sha256}` });
  }
}

export interface MemberClient extends Client {
  token: string;
}

/** Registers a new number and returns the device that did, signed in. */
export async function newMember(
  address: string,
  phone = newPhone(),
): Promise<MemberClient & { phone: string }> {
  const client = new Client(address);
  const { token } = got(await client.register({ phone, code: await client.receiveCode(phone, 'register') }));
  return Object.assign(client, { token, phone });
}

/** A mobile number that no other test uses. */
export function newPhone(): string {
  return `+86139${String(randomInt(100_000_000)).padStart(8, '0')}`;
}

/** The value of a success. Throws what the service said otherwise. */
export function got<T>(answer: Answer<T>): T {
  if (answer.error) throw new Error(`the service answered ${answer.status}: ${JSON.stringify(answer.error)}`);
  return answer.ok;
}

export function sha256Of(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The code of the error in an answer that was not read yet. */
export async function errorOf(response: Response): Promise<string> {
  return errorBodySchema.parse(await response.json()).error.code;
}
