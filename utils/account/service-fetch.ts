import type * as z from 'zod/mini';
import { readServiceError, ServiceError } from './service-error.ts';

/** Longer than any answer takes on a slow line; a request that hangs must not hold a sync for ever. */
const REQUEST_TIMEOUT_MS = 30_000;

/** Where the service is and who asks. `token` is null before sign-in. */
export interface ServiceAccess {
  address: string;
  token: string | null;
  /** Test seam: the simulation calls the service's routes without a network. */
  fetch?: typeof fetch;
}

export interface ServiceRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'HEAD';
  path: string;
  /** Sent as JSON. */
  json?: unknown;
  body?: BodyInit;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Default 30 s, for the whole answer. Null: it goes on for as long as it lasts, and only `signal` ends it. */
  timeoutMs?: number | null;
}

/** Asks the service and gives its answer, if that is a success. @throws {ServiceError} for everything else. */
export async function serviceFetch(access: ServiceAccess, request: ServiceRequest): Promise<Response> {
  const headers = new Headers(request.headers);
  if (access.token !== null) headers.set('Authorization', `Bearer ${access.token}`);
  if (request.json !== undefined) headers.set('Content-Type', 'application/json');
  const body = request.json === undefined ? request.body : JSON.stringify(request.json);
  const signal = withTimeout(request);
  const send = access.fetch ?? fetch;
  const options: RequestInit = {
    method: request.method ?? 'GET',
    headers,
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'error',
    ...(signal === undefined ? {} : { signal }),
    ...(body === undefined ? {} : { body }),
  };
  let response: Response;
  try {
    response = await send(new URL(request.path, withSlash(access.address)).href, options);
  } catch (cause) {
    request.signal?.throwIfAborted();
    throw new ServiceError('unreachable', { cause });
  }
  if (!response.ok) throw await readServiceError(response);
  return response;
}

/** The same for an answer in JSON. What doesn't fit the schema is `bad-answer`: a captive portal, or another server. */
export async function serviceJson<T>(
  access: ServiceAccess,
  request: ServiceRequest,
  schema: z.ZodMiniType<T>,
): Promise<T> {
  const response = await serviceFetch(access, request);
  let answer: unknown;
  try {
    answer = await response.json();
  } catch (cause) {
    request.signal?.throwIfAborted();
    throw new ServiceError('bad-answer', { cause });
  }
  const read = schema.safeParse(answer);
  if (!read.success) throw new ServiceError('bad-answer', { cause: read.error });
  return read.data;
}

/** The same for what the service answers without a word. A page with words took it for itself, as a network does that wants a sign-in: nothing was done. */
export async function serviceAct(access: ServiceAccess, request: ServiceRequest): Promise<void> {
  const response = await serviceFetch(access, request);
  const words = await response.text().catch((cause: unknown) => {
    request.signal?.throwIfAborted();
    throw new ServiceError('unreachable', { cause });
  });
  if (words !== '') throw new ServiceError('bad-answer');
}

function withTimeout({ signal, timeoutMs }: ServiceRequest): AbortSignal | undefined {
  if (timeoutMs === null) return signal;
  const timeout = AbortSignal.timeout(timeoutMs ?? REQUEST_TIMEOUT_MS);
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
}

function withSlash(address: string): string {
  return address.endsWith('/') ? address : `${address}/`;
}
