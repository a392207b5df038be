import type { ErrorCode } from '../../protocol/errors.ts';
import { ServiceError } from '../errors.ts';

/** What one sign-in carries along; it is made by us, and must come back. */
export interface FlowSecrets {
  state: string;
  nonce: string;
  codeVerifier: string;
}

/** Whoever the third party says it is. `name` is for the reader's eyes alone. */
export interface Identity {
  subject: string;
  /** What the third party calls the same person where it gives no `subject` of today's kind; null where there is but one kind. */
  formerSubject: string | null;
  name: string;
}

/** Which identity it is, of all third parties'. */
export interface IdentityKey extends Omit<Identity, 'name'> {
  provider: string;
}

export interface ThirdParty {
  id: string;
  kind: 'oidc' | 'wechat';
  name: string;
  /** Where the reader says yes. */
  addressFor(flow: FlowSecrets, redirectUri: string): Promise<string>;
  /** Exchanges what the reader brought back. Throws a `ServiceError` that says how it ended. */
  identify(flow: FlowSecrets, returned: URL): Promise<Identity>;
}

export type ThirdPartySettings = OidcSettings | WechatSettings;
export interface OidcSettings {
  kind: 'oidc';
  id: string;
  name: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
}
export interface WechatSettings {
  kind: 'wechat';
  id: string;
  name: string;
  appId: string;
  appSecret: string;
  /** Of a stand-in; WeChat's own unless told otherwise. */
  openAddress?: string | undefined;
  apiAddress?: string | undefined;
}

/** The reader said no, or the provider did. Throws where the address that came back says so. */
export function requireAccepted(returned: URL): void {
  const error = returned.searchParams.get('error');
  if (error === null) return;
  throw new ServiceError(CANCELLED.includes(error) ? 'third-party-cancelled' : 'third-party-failed');
}

const CANCELLED = ['access_denied', 'login_required', 'interaction_required', 'consent_required'];

export function failed(code: ErrorCode, reason: string): ServiceError {
  return new ServiceError(code, { detail: reason.slice(0, 80) });
}
