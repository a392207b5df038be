import { type ErrorCode, errorBodySchema } from '../../protocol/errors.ts';
import { parseJson } from '../parse-json.ts';

/** What kept a request to the service from succeeding; `unreachable` and `bad-answer` are the ones it can't say itself. */
export type ServiceErrorCode = ErrorCode | 'unreachable' | 'bad-answer';

export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly code: ServiceErrorCode;
  /** Seconds to wait before asking again, where the service said so. */
  readonly retryAfter: number | null;
  readonly triesLeft: number | null;
  /** With `epoch-changed`: the epoch the service has now. */
  readonly epoch: string | null;
  /** With `second-factor-needed` at sign-in: what the second code is sent with. */
  readonly step: string | null;

  constructor(
    code: ServiceErrorCode,
    details: {
      retryAfter?: number | undefined;
      triesLeft?: number | undefined;
      epoch?: string | undefined;
      step?: string | undefined;
      cause?: unknown;
    } = {},
  ) {
    super(`the service answered: ${code}`, { cause: details.cause });
    this.code = code;
    this.retryAfter = details.retryAfter ?? null;
    this.triesLeft = details.triesLeft ?? null;
    this.epoch = details.epoch ?? null;
    this.step = details.step ?? null;
  }
}

/**
 * Reads an answer that is not a success. A proxy's error page has no code of ours: its status decides. That a member or a thing is unknown
 * is for the service alone to say: a page that says so is another's, perhaps of a network that wants a sign-in first.
 */
export async function readServiceError(response: Response): Promise<ServiceError> {
  const text = await response.text().catch(() => '');
  const body = parseJson(text, errorBodySchema);
  const retryAfter = retryAfterOf(response);
  if (!body) return new ServiceError(codeOfStatus(response.status, text === ''), { retryAfter });
  const { code, ...details } = body.error;
  return new ServiceError(code, { retryAfter, ...details });
}

const LONGEST_WAIT_S = 24 * 60 * 60;

function retryAfterOf(response: Response): number | undefined {
  const header = response.headers.get('Retry-After');
  if (header === null) return undefined;
  if (/^\d+$/.test(header)) return Number(header);
  const seconds = (Date.parse(header) - Date.now()) / 1000;
  // A date that is further off tells of a wrong clock, here or there, and nothing of how long to wait.
  return Math.abs(seconds) <= LONGEST_WAIT_S ? Math.max(0, Math.ceil(seconds)) : undefined;
}

/** Network Authentication Required. */
const SIGN_IN_TO_NETWORK = 511;

/** An answer to HEAD has no words, the service's own included. */
function codeOfStatus(status: number, isWordless: boolean): ServiceErrorCode {
  if (status === 401 && isWordless) return 'unauthorized';
  if (status === 404 && isWordless) return 'not-found';
  if (status === SIGN_IN_TO_NETWORK) return 'bad-answer';
  if (status === 413) return 'too-large';
  if (status === 429) return 'rate-limited';
  if (status >= 500) return 'unavailable';
  return 'bad-answer';
}
