import type { ServiceError } from '../account/service-error.ts';
import { accessOf, currentSession, type Session } from '../account/session.ts';
import { openAccountStore } from '../library/open-library.ts';
import { countWaiting } from '../library/outbox.ts';
import { pullProgress } from '../library/pull-progress.ts';
import type { SyncState } from '../messages/contract.ts';
import { postNotice } from '../view-notices.ts';
import type { SyncContext } from './run-sync.ts';
import { servicePause } from './service-pause.ts';
import { isSyncing, syncLock } from './sync-lock.ts';
import { isPassing, problemOf, readSyncStatus, type SyncProblem } from './sync-status.ts';
import { isSyncDue, nextTryOf, trySync } from './try-sync.ts';
import { whoAnswers } from './who-answers.ts';

/**
 * Syncs the member who is signed in and tells how it went; never throws for a service that can't be reached, and asks nothing of one that
 * wants to be left alone for now. One at a time for an account
 * in the browser, though nothing depends on it: the transactions hold by themselves.
 */
export async function syncNow(): Promise<SyncState> {
  const session = await currentSession();
  if (session) {
    await navigator.locks.request(syncLock(session.memberId), async () => {
      // Who signed out while another sync went on may have wanted their library removed.
      if ((await currentSession())?.token === session.token) await syncSession(session);
    });
  }
  return tellState();
}

/** Syncs if the pause after the last failures is over. */
export async function syncIfDue(): Promise<SyncState> {
  const session = await currentSession();
  if (!session) return syncState();
  return (await isSyncDue(await openAccountStore(session.memberId))) ? syncNow() : syncState();
}

/** When to try again by itself after a failure, be it one text's, in milliseconds since 1970; null where all went well, and where only the reader can help. */
export async function nextTry(): Promise<number | null> {
  const session = await currentSession();
  return session ? nextTryOf(await openAccountStore(session.memberId)) : null;
}

/** What the foot of every view says. */
export async function syncState(): Promise<SyncState> {
  const session = await currentSession();
  if (!session) return GUEST;
  const store = await openAccountStore(session.memberId);
  const [status, waiting, refused, retryAt, progress] = await Promise.all([
    readSyncStatus(store),
    countWaiting(store),
    store.database.count('refused'),
    servicePause(store),
    pullProgress(store.database.transaction('meta').store),
  ]);
  const known = { waiting, lastSyncedAt: status.lastSyncedAt, member: session.member, retryAt, progress };
  if (status.problem !== null && !isPassing(status.problem)) {
    return { ...known, status: 'attention', reason: status.problem };
  }
  if (refused > 0) return { ...known, status: 'attention', reason: 'refused' };
  if (!navigator.onLine) return { ...known, status: 'offline', reason: null };
  if (retryAt !== null) return { ...known, status: 'offline', reason: 'busy' };
  if (status.problem) return { ...known, status: 'offline', reason: status.problem };
  if (progress || (await isSyncing(session.memberId))) return { ...known, status: 'syncing', reason: null };
  return { ...known, status: waiting > 0 ? 'waiting' : 'synced', reason: null };
}

const GUEST: SyncState = {
  status: 'guest',
  waiting: 0,
  lastSyncedAt: null,
  reason: null,
  member: null,
  retryAt: null,
  progress: null,
};

async function syncSession(session: Session): Promise<void> {
  const store = await openAccountStore(session.memberId);
  const tellProgress = createTeller();
  const context: SyncContext = {
    store,
    access: accessOf(session),
    signal: new AbortController().signal,
    announce(records) {
      postNotice('library-changed', { account: session.memberId, records, isPulled: true });
      tellProgress();
    },
  };
  await trySync(context, (error) => findProblem(error, context));
}

async function findProblem({ code }: ServiceError, { access }: SyncContext): Promise<SyncProblem> {
  const problem = problemOf(code);
  if (code !== 'unreachable' || !navigator.onLine) return problem;
  return (await whoAnswers(access)) === 'another' ? 'portal' : problem;
}

/** Some times a second are enough for a number that counts. */
const TELL_EVERY_MS = 300;

/** Tells how far the library has been taken in, while a long pull goes on. */
function createTeller(): () => void {
  let toldAt = 0;
  return () => {
    if (Date.now() - toldAt < TELL_EVERY_MS) return;
    toldAt = Date.now();
    // The state at the end is told by whoever asked for the sync.
    tellState().catch(() => undefined);
  };
}

async function tellState(): Promise<SyncState> {
  const state = await syncState();
  postNotice('sync-changed', state);
  return state;
}
