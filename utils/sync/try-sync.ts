import { ServiceError } from '../account/service-error.ts';
import { isQuotaError } from '../library/library-error.ts';
import type { Store } from '../library/store.ts';
import { compareDigests, runSync, type SyncContext } from './run-sync.ts';
import { notePause, servicePause } from './service-pause.ts';
import {
  isDue,
  isPassing,
  noteFailure,
  noteSuccess,
  readSyncStatus,
  type SyncProblem,
} from './sync-status.ts';

/** Comparing everything costs a walk over all records: once a day, and once more after a difference was healed. */
const COMPARE_EVERY_MS = 24 * 60 * 60_000;
const COMPARED = 'digests-compared';

/**
 * Syncs a library once, compares when a day has passed, and notes how it went and when to try again; does nothing while the service wants to
 * be left alone. Never throws for a service that can't be reached, nor for a full disk. `findProblem` says what a failure means.
 */
export async function trySync(
  context: SyncContext,
  findProblem: (error: ServiceError) => Promise<SyncProblem>,
): Promise<void> {
  const { store } = context;
  if ((await servicePause(store)) !== null) return;
  try {
    await runSync(context);
    if (await isTimeToCompare(store)) await compareAndHeal(context);
    await noteSuccess(store);
  } catch (error) {
    if (isQuotaError(error)) await noteFailure(store, 'storage-full');
    else if (error instanceof ServiceError) {
      await notePause(store, error);
      await noteFailure(store, await findProblem(error), error.retryAfter);
    } else throw error;
  }
}

/** Whether the pause after the last failures is over. */
export async function isSyncDue(store: Store): Promise<boolean> {
  return isDue(await readSyncStatus(store), store.now());
}

/** When to try again by itself after a failure, in milliseconds since 1970; null after a success, and where only the reader can help. */
export async function nextTryOf(store: Store): Promise<number | null> {
  const pause = await servicePause(store);
  if (pause !== null) return pause;
  const status = await readSyncStatus(store);
  const helpsItself = isPassing(status.problem) && !isDue(status, store.now());
  return helpsItself ? status.notBefore : null;
}

async function isTimeToCompare(store: Store): Promise<boolean> {
  // What has just come whole from the service need not be held against it before the reader may read.
  if ((await readSyncStatus(store)).lastSyncedAt === null) return false;
  const compared = await store.database.get('meta', COMPARED);
  // Also where the clock was ahead then: else it would be years until the next.
  return typeof compared !== 'number' || Math.abs(store.now() - compared) > COMPARE_EVERY_MS;
}

async function compareAndHeal(context: SyncContext): Promise<void> {
  const agrees = await compareDigests(context);
  if (!agrees) await runSync(context);
  await context.store.database.put('meta', context.store.now(), COMPARED);
}
