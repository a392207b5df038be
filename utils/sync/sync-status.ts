import type { ServiceErrorCode } from '../account/service-error.ts';
import { isQuotaError } from '../library/library-error.ts';
import type { Store } from '../library/store.ts';
import type { SyncState, UnreachableReason } from '../messages/contract.ts';

/** What stopped the last sync, as it is remembered between two of them. */
export type SyncProblem = (typeof PROBLEMS)[number];
/** `quota`: the service's room is used up; `storage-full`: this device's is. */
const PROBLEMS = [
  'signed-out',
  'service-unreachable',
  'portal',
  'busy',
  'quota',
  'storage-full',
] as const satisfies NonNullable<SyncState['reason']>[];

/** How syncing has gone on this device, kept with the library so that every context tells the same. */
export interface SyncStatus {
  lastSyncedAt: number | null;
  problem: SyncProblem | null;
  /** Failures in a row, for the pause before the next try. */
  failures: number;
  /** Milliseconds since 1970: no try by itself before. */
  notBefore: number;
  /** When that was noted. A clock that tells an earlier time has been set since, and the pause with it holds no longer. */
  pausedAt: number;
}

const KEYS = {
  at: 'last-synced',
  problem: 'sync-problem',
  failures: 'sync-failures',
  notBefore: 'sync-not-before',
  pausedAt: 'sync-paused-at',
};
/** What ends by itself, so that asking again helps. */
const PASSING: readonly SyncState['reason'][] = [
  'service-unreachable',
  'portal',
  'busy',
] satisfies UnreachableReason[];

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60 * 60_000;
/** The longest pause a service may ask for. */
const LONGEST_RETRY_AFTER_MS = 24 * 60 * 60_000;

/** What could not be noted, since the device has no room for anything: the context that synced knows it at least. */
const unwritten = new WeakMap<Store, SyncStatus>();

export async function readSyncStatus(store: Store): Promise<SyncStatus> {
  const known = unwritten.get(store);
  if (known) return known;
  const meta = store.database.transaction('meta').store;
  const [at, problem, failures, notBefore, pausedAt] = await Promise.all(
    [KEYS.at, KEYS.problem, KEYS.failures, KEYS.notBefore, KEYS.pausedAt].map((key) => meta.get(key)),
  );
  return {
    lastSyncedAt: typeof at === 'number' ? at : null,
    problem: isProblem(problem) ? problem : null,
    failures: typeof failures === 'number' ? failures : 0,
    notBefore: typeof notBefore === 'number' ? notBefore : 0,
    pausedAt: typeof pausedAt === 'number' ? pausedAt : 0,
  };
}

/** Whether the pause after the last failures is over, or was noted by a clock that has been set since, either way. */
export function isDue({ notBefore, pausedAt }: SyncStatus, now: number): boolean {
  return now >= notBefore || now < pausedAt || notBefore - now > LONGEST_RETRY_AFTER_MS;
}

export async function noteSuccess(store: Store): Promise<void> {
  await writeStatus(store, {
    lastSyncedAt: store.now(),
    problem: null,
    failures: 0,
    notBefore: 0,
    pausedAt: 0,
  });
}

/** Notes a failure and when to try again: the service's own `Retry-After` in seconds, else a growing pause with jitter. */
export async function noteFailure(
  store: Store,
  problem: SyncProblem,
  retryAfter: number | null = null,
): Promise<SyncStatus> {
  const before = await readSyncStatus(store);
  const failures = before.failures + 1;
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(failures, 20), LONGEST_PAUSE_MS);
  const wait =
    retryAfter === null
      ? pause * (0.5 + Math.random() / 2)
      : Math.min(retryAfter * 1000, LONGEST_RETRY_AFTER_MS);
  const pausedAt = store.now();
  const status: SyncStatus = { ...before, problem, failures, notBefore: pausedAt + wait, pausedAt };
  await writeStatus(store, status);
  return status;
}

/** Whether it ends by itself: the network comes back, its sign-in page is dealt with, the service is up again. */
export function isPassing(reason: SyncState['reason']): reason is UnreachableReason {
  return PASSING.includes(reason);
}

export function problemOf(code: ServiceErrorCode): SyncProblem {
  if (code === 'unauthorized') return 'signed-out';
  if (code === 'bad-answer') return 'portal';
  if (code === 'unavailable' || code === 'rate-limited') return 'busy';
  if (code === 'quota-exceeded') return 'quota';
  return 'service-unreachable';
}

async function writeStatus(store: Store, status: SyncStatus): Promise<void> {
  try {
    await putStatus(store, status);
    unwritten.delete(store);
  } catch (error) {
    if (!isQuotaError(error)) throw error;
    unwritten.set(store, status);
  }
}

async function putStatus(store: Store, status: SyncStatus): Promise<void> {
  const transaction = store.database.transaction('meta', 'readwrite');
  // Where a request fails before, that is what is told.
  transaction.done.catch(() => undefined);
  const meta = transaction.store;
  if (status.lastSyncedAt !== null) await meta.put(status.lastSyncedAt, KEYS.at);
  await (status.problem === null ? meta.delete(KEYS.problem) : meta.put(status.problem, KEYS.problem));
  await meta.put(status.failures, KEYS.failures);
  await meta.put(status.notBefore, KEYS.notBefore);
  await meta.put(status.pausedAt, KEYS.pausedAt);
  await transaction.done;
}

function isProblem(value: unknown): value is SyncProblem {
  return PROBLEMS.some((problem) => problem === value);
}
