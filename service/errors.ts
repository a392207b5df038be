import type { ErrorBody, ErrorCode } from '../protocol/errors.ts';

type Details = Omit<ErrorBody['error'], 'code'>;

/** An answer that is not a success. Thrown anywhere below a route; `app.ts` writes it in the protocol's shape. */
export class ServiceError extends Error {
  override name = 'ServiceError';
  readonly code: ErrorCode;
  readonly details: Details;

  constructor(code: ErrorCode, details: Details = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

const STATUS: Partial<Record<ErrorCode, ErrorStatus>> = {
  unauthorized: 401,
  'wrong-account-or-password': 401,
  'second-factor-needed': 401,
  'wrong-second-code': 401,
  'wrong-password': 401,
  'proof-needed': 403,
  'not-found': 404,
  'epoch-changed': 409,
  'phone-taken': 409,
  'user-name-taken': 409,
  'email-taken': 409,
  'third-party-pending': 409,
  'identity-taken': 409,
  'provider-bound': 409,
  'last-way': 409,
  'passkey-refused': 401,
  'passkey-exists': 409,
  'passkey-limit': 409,
  'third-party-failed': 502,
  'second-factor-on': 409,
  'too-large': 413,
  'image-not-accepted': 415,
  'image-too-many-pixels': 415,
  'image-broken': 415,
  'rate-limited': 429,
  'sms-daily-limit': 429,
  'quota-exceeded': 507,
  unavailable: 503,
  'sms-not-sent': 502,
  'mail-not-sent': 502,
  internal: 500,
};
export type ErrorStatus = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 429 | 500 | 502 | 503 | 507;

/** The HTTP status of a code; what is wrong with the request itself answers 400. */
export function statusOf(code: ErrorCode): ErrorStatus {
  return STATUS[code] ?? 400;
}

export function errorBody(error: ServiceError): ErrorBody {
  return { error: { code: error.code, ...error.details } };
}
