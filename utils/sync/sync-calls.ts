import {
  type DigestResponse,
  digestResponseSchema,
  type PullResponse,
  type PushResponse,
  pullResponseSchema,
  pushResponseSchema,
} from '../../protocol/sync.ts';
import { ServiceError } from '../account/service-error.ts';
import { type ServiceAccess, serviceAct, serviceFetch, serviceJson } from '../account/service-fetch.ts';
import type { SyncPosition } from '../library/sync-position.ts';

/** 20 MB on a slow line. */
const BLOB_TIMEOUT_MS = 5 * 60_000;
/** A page of 1 MiB, whose size the service chooses, on a line of 64 kbit/s. */
const PULL_TIMEOUT_MS = 150_000;

/** The service's calls for sync, one function each. All throw `ServiceError`. */

export function askPull(
  access: ServiceAccess,
  position: SyncPosition,
  signal: AbortSignal,
): Promise<PullResponse> {
  const query = new URLSearchParams({ since: String(position.cursor) });
  if (position.epoch !== null) query.set('epoch', position.epoch);
  const request = { path: `sync/pull?${query}`, signal, timeoutMs: PULL_TIMEOUT_MS };
  return serviceJson(access, request, pullResponseSchema);
}

export function sendPush(
  access: ServiceAccess,
  epoch: string,
  records: unknown[],
  signal: AbortSignal,
): Promise<PushResponse> {
  const request = { method: 'POST', path: 'sync/push', json: { epoch, records }, signal } as const;
  return serviceJson(access, request, pushResponseSchema);
}

export function askDigest(access: ServiceAccess, signal: AbortSignal): Promise<DigestResponse> {
  return serviceJson(access, { path: 'sync/digest', signal }, digestResponseSchema);
}

/** Whether the service holds this blob of the member's. A success of another type is not the service's: it would say so of anything. */
export async function hasBlob(
  access: ServiceAccess,
  { hash, type }: { hash: string; type: string },
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const response = await serviceFetch(access, { method: 'HEAD', path: `blobs/${hash}`, signal });
    if (!isAlike(response.headers.get('Content-Type') ?? '', type)) throw new ServiceError('bad-answer');
    return true;
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'not-found') return false;
    throw error;
  }
}

/** Hosts call one image by several names (`image/jpg`, `image/jpeg`), and the service tells the one under which another device sent it. */
function isAlike(told: string, type: string): boolean {
  return told === type || [told, type].every((one) => one.startsWith('image/'));
}

/** Sends a blob compressed as it is stored; the service checks the hash of what it unpacks to. */
export async function sendBlob(
  access: ServiceAccess,
  blob: { hash: string; type: string; bytes: Uint8Array<ArrayBuffer> },
  signal: AbortSignal,
): Promise<void> {
  const headers = { 'Content-Type': blob.type, 'Content-Encoding': 'gzip' };
  await serviceAct(access, {
    method: 'PUT',
    path: `blobs/${blob.hash}`,
    body: blob.bytes,
    headers,
    signal,
    timeoutMs: BLOB_TIMEOUT_MS,
  });
}

/** A blob's bytes, unpacked, and its type. `bad-answer` where what came is no gzip, or not all of it: what had begun to come could not be read to its end. */
export async function fetchBlob(
  access: ServiceAccess,
  hash: string,
  signal: AbortSignal,
): Promise<{ type: string; bytes: ArrayBuffer }> {
  const response = await serviceFetch(access, { path: `blobs/${hash}`, signal, timeoutMs: BLOB_TIMEOUT_MS });
  const type = response.headers.get('Content-Type') ?? 'application/octet-stream';
  const bytes = await response.arrayBuffer().catch((cause: unknown) => {
    signal.throwIfAborted();
    const isTooSlow = cause instanceof DOMException && cause.name === 'TimeoutError';
    throw new ServiceError(isTooSlow ? 'unreachable' : 'bad-answer', { cause });
  });
  return { type, bytes };
}
