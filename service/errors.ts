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
  'not-found': 404,
  'epoch-changed': 409,
  'phone-taken': 409,
  'too-large': 413,
  'rate-limited': 429,
  'sms-daily-limit': 429,
  'quota-exceeded': 507,
  unavailable: 503,
  'sms-not-sent': 502,
  internal: 500,
};
export type ErrorStatus = 400 | 401 | 404 | 409 | 413 | 429 | 500 | 502 | 503 | 507;

/** The HTTP status of a code; what is wrong with the request itself answers 400. */
export function statusOf(code: ErrorCode): ErrorStatus {
  return STATUS[code] ?? 400;
}

export function errorBody(error: ServiceError): ErrorBody {
  return { error: { code: error.code, ...error.details } };
}
