import { ServiceError } from '../account/service-error.ts';
import { nextBlobTry } from '../library/blob-outbox.ts';
import { isQuotaError } from '../library/library-error.ts';
import type { Store } from '../library/store.ts';
import { queueLostBlobs } from './push-blobs.ts';
import { type Comparison, compareDigests, runSync, type SyncContext } from './run-sync.ts';
import { notePause, servicePause } from './service-pause.ts';
import {
  isDue,
  isPassing,
  noteFailure,
  noteSuccess,
  problemOf,
  readSyncStatus,
  type SyncProblem,
} from './sync-status.ts';

/** Comparing everything, texts and images too, costs a walk over all records: once a day. */
const COMPARE_EVERY_MS = 24 * 60 * 60_000;
/** What failed, or found nothing to compare, is tried sooner. */
const COMPARE_AGAIN_AFTER_MS = 60 * 60_000;
/** What has just come whole from the service need not be held against it before the reader may read. */
const FIRST_COMPARED_AFTER_MS = 10 * 60_000;
/** Each with the key its time is kept under: a record that lies aside for long keeps the first from an answer, and not the second. */
const COMPARISONS = [
  { key: 'digests-compared', compare: compareDigests },
  { key: 'blobs-compared', compare: compareBlobs },
];

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
    const isFirst = (await readSyncStatus(store)).lastSyncedAt === null;
    await runSync(context);
    await noteSuccess(store);
    if (isFirst) for (const { key } of COMPARISONS) await compareIn(store, key, FIRST_COMPARED_AFTER_MS);
    else await compareAndHeal(context);
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

/** When to try again by itself after a failure, be it one text's, in milliseconds since 1970; null where all went well, and where only the reader can help. */
export async function nextTryOf(store: Store): Promise<number | null> {
  const pause = await servicePause(store);
  if (pause !== null) return pause;
  const status = await readSyncStatus(store);
  if (status.problem === null) return nextBlobTry(store);
  const helpsItself = isPassing(status.problem) && !isDue(status, store.now());
  return helpsItself ? status.notBefore : null;
}

/** What was sent and received counts, whatever becomes of this. */
async function compareAndHeal(context: SyncContext): Promise<void> {
  const { store } = context;
  let differs = false;
  for (const { key, compare } of COMPARISONS) {
    if (!(await isTimeToCompare(store, key))) continue;
    const found = await tryToCompare(context, compare);
    if (found === 'differs') differs = true;
    await compareIn(store, key, found === 'unknown' ? COMPARE_AGAIN_AFTER_MS : COMPARE_EVERY_MS);
    // What differs waits in the outbox as everything does.
    if ((await servicePause(store)) !== null) return;
  }
  if (differs) await runSync(context);
}

/** A service that can't compare just now is no failure; a session that has ended is one. */
async function tryToCompare(
  context: SyncContext,
  compare: (context: SyncContext) => Promise<Comparison>,
): Promise<Comparison> {
  try {
    return await compare(context);
  } catch (error) {
    if (!(error instanceof ServiceError) || problemOf(error.code) === 'signed-out') throw error;
    await notePause(context.store, error);
    return 'unknown';
  }
}

async function compareBlobs(context: SyncContext): Promise<Comparison> {
  return (await queueLostBlobs(context)) ? 'differs' : 'agrees';
}

async function isTimeToCompare(store: Store, key: string): Promise<boolean> {
  const compared = await store.database.get('meta', key);
  // Also where the clock was ahead then: else it would be years until the next.
  return typeof compared !== 'number' || Math.abs(store.now() - compared) > COMPARE_EVERY_MS;
}

async function compareIn(store: Store, key: string, pause: number): Promise<void> {
  await store.database.put('meta', store.now() - COMPARE_EVERY_MS + pause, key);
}
