import { ServiceError } from '../account/service-error.ts';
import { accessOf, currentSession, type Session } from '../account/session.ts';
import { isQuotaError } from '../library/library-error.ts';
import { openAccountStore } from '../library/open-library.ts';
import type { Store } from '../library/store.ts';
import type { SyncState } from '../messages/contract.ts';
import { postNotice } from '../view-notices.ts';
import { compareDigests, runSync, type SyncContext } from './run-sync.ts';
import { isDue, noteFailure, noteSuccess, problemOf, readSyncStatus } from './sync-status.ts';

/** Comparing everything costs a walk over all records: once a day, and once more after a difference was healed. */
const COMPARE_EVERY_MS = 24 * 60 * 60_000;
const COMPARED = 'digests-compared';

/**
 * Syncs the member who is signed in and tells how it went; never throws for a service that can't be reached. One at a time for an account
 * in the browser, though nothing depends on it: the transactions hold by themselves.
 */
export async function syncNow(): Promise<SyncState> {
  const session = await currentSession();
  if (session) {
    await navigator.locks.request(lockName(session), () => syncSession(session));
  }
  return tellState();
}

/** Syncs if the pause after the last failures is over. */
export async function syncIfDue(): Promise<SyncState> {
  const session = await currentSession();
  if (!session) return syncState();
  const store = await openAccountStore(session.memberId);
  return isDue(await readSyncStatus(store), store.now()) ? syncNow() : syncState();
}

/** When to try again by itself after a failure, in milliseconds since 1970; null after a success, and where only the reader can help. */
export async function nextTry(): Promise<number | null> {
  const session = await currentSession();
  if (!session) return null;
  const store = await openAccountStore(session.memberId);
  const status = await readSyncStatus(store);
  const helpsItself = status.problem === 'service-unreachable' && !isDue(status, store.now());
  return helpsItself ? status.notBefore : null;
}

/** What the foot of every view says. */
export async function syncState(): Promise<SyncState> {
  const session = await currentSession();
  if (!session) return { status: 'guest', waiting: 0, lastSyncedAt: null, reason: null, member: null };
  const store = await openAccountStore(session.memberId);
  const [status, records, blobs, refused] = await Promise.all([
    readSyncStatus(store),
    store.database.count('outbox'),
    store.database.count('blobOutbox'),
    store.database.count('refused'),
  ]);
  const waiting = records + blobs;
  const known = { waiting, lastSyncedAt: status.lastSyncedAt, member: session.member };
  if (status.problem !== null && status.problem !== 'service-unreachable') {
    return { ...known, status: 'attention', reason: status.problem };
  }
  if (refused > 0) return { ...known, status: 'attention', reason: 'refused' };
  if (!navigator.onLine) return { ...known, status: 'offline', reason: null };
  if (status.problem) return { ...known, status: 'offline', reason: status.problem };
  if (await isSyncing(session)) return { ...known, status: 'syncing', reason: null };
  return { ...known, status: waiting > 0 ? 'waiting' : 'synced', reason: null };
}

async function syncSession(session: Session): Promise<void> {
  const store = await openAccountStore(session.memberId);
  const context: SyncContext = {
    store,
    access: accessOf(session),
    signal: new AbortController().signal,
    announce: (records) =>
      postNotice('library-changed', { account: session.memberId, records, isPulled: true }),
  };
  try {
    await runSync(context);
    if (await isTimeToCompare(store)) await compareAndHeal(context);
    await noteSuccess(store);
  } catch (error) {
    if (isQuotaError(error)) await noteFailure(store, 'storage-full');
    else if (error instanceof ServiceError) await noteFailure(store, problemOf(error.code), error.retryAfter);
    else throw error;
  }
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

async function isSyncing(session: Session): Promise<boolean> {
  const { held } = await navigator.locks.query();
  return held?.some((lock) => lock.name === lockName(session)) ?? false;
}

async function tellState(): Promise<SyncState> {
  const state = await syncState();
  postNotice('sync-changed', state);
  return state;
}

function lockName(session: Session): string {
  return `sync ${session.memberId}`;
}
