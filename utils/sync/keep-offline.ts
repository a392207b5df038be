import { ServiceError } from '../account/service-error.ts';
import type { ServiceAccess } from '../account/service-fetch.ts';
import { accessOf, currentSession } from '../account/session.ts';
import { isQuotaError } from '../library/library-error.ts';
import { missingBlobs, removeBlobs, settledBlobs } from '../library/needed-blobs.ts';
import { openAccountStore } from '../library/open-library.ts';
import type { Store } from '../library/store.ts';
import type { OfflineStep } from '../messages/contract.ts';
import { postNotice } from '../view-notices.ts';
import { askBlobSizes } from './blob-sizes.ts';
import { damagedBlobs, noteDamaged } from './damaged-blobs.ts';
import { bringBlob } from './fetch-snapshot.ts';
import { offlineSetting } from './offline-choice.ts';
import { notePause, servicePause } from './service-pause.ts';
import { hasBlob } from './sync-calls.ts';
import { whoAnswers } from './who-answers.ts';

const AT_ONCE = 4;
/** A step begins nothing new after this long: the browser may end the background after 30 s, and nothing then hangs on it. */
const STEP_MS = 15_000;
/** Left free for what the reader writes. */
const SPARE_BYTES = 50 * 1024 * 1024;
const NOTHING_TO_DO: OfflineStep = { status: 'idle', left: 0, isGoingOn: false };

/**
 * One bounded step of bringing everything to this device, where the reader chose that: may be cut anywhere and taken again, by whoever is
 * awake. Of two at once, one goes on.
 */
export async function stepOffline(): Promise<OfflineStep> {
  const session = await currentSession();
  if (!session) return NOTHING_TO_DO;
  const store = await openAccountStore(session.memberId);
  const name = `keep offline ${session.memberId}`;
  return navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (!lock) return { ...NOTHING_TO_DO, status: 'fetching' };
    const step = await takeStep(store, accessOf(session));
    postNotice('offline-changed', step);
    return step;
  });
}

async function takeStep(store: Store, access: ServiceAccess): Promise<OfflineStep> {
  if (!(await isWanted(store))) return NOTHING_TO_DO;
  const damaged = await damagedBlobs(store);
  const missing = (await missingBlobs(store)).filter((hash) => !damaged.has(hash));
  if (missing.length === 0) return NOTHING_TO_DO;
  const stopped = (status: OfflineStep['status']) => ({ status, left: missing.length, isGoingOn: false });
  if (!navigator.onLine || (await servicePause(store)) !== null) return stopped('unreachable');
  try {
    const sizes = await askBlobSizes(access, missing, new AbortController().signal);
    return await fetchSome(store, access, sizes);
  } catch (error) {
    if (isQuotaError(error)) return stopped('full');
    if (!(error instanceof ServiceError)) throw error;
    await notePause(store, error);
    return stopped('unreachable');
  }
}

/** What the service doesn't keep yet, another device has still to send: left for later. */
async function fetchSome(
  store: Store,
  access: ServiceAccess,
  sizes: Map<string, number>,
): Promise<OfflineStep> {
  const waiting = [...sizes];
  const end = Date.now() + STEP_MS;
  let isFull = false;
  let room = await freeBytes();
  const stopping = new AbortController();
  const failures: unknown[] = [];
  const damaged: string[] = [];
  let badInARow = 0;
  const work = async () => {
    while (Date.now() < end && !isFull && !stopping.signal.aborted && (await isWanted(store))) {
      const next = waiting.shift();
      if (!next) return;
      const [hash, bytes] = next;
      // An uncompressed copy is in memory alone; what is stored is about as large as what is sent.
      if (room - bytes < SPARE_BYTES) {
        isFull = true;
        waiting.unshift(next);
        return;
      }
      room -= bytes;
      try {
        await bringOne(store, access, { hash, signal: stopping.signal });
        badInARow = 0;
      } catch (error) {
        // One that is not what its hash names holds up no other. Where one after the other is not, it may not be the service that answers.
        if (!isBad(error)) throw error;
        badInARow += 1;
        if (badInARow % AT_ONCE === 0 && (await whoAnswers(access)) !== 'service') throw error;
        damaged.push(hash);
      }
      tell({ status: 'fetching', left: waiting.length, isGoingOn: true });
    }
  };
  const workOrStop = () =>
    work().catch((error: unknown) => {
      failures.push(error);
      stopping.abort();
    });
  await Promise.all(Array.from({ length: AT_ONCE }, workOrStop));
  if (failures.length > 0) throw failures[0];
  await noteDamaged(store, damaged);
  if (isFull) return { status: 'full', left: waiting.length, isGoingOn: false };
  const isGoingOn = waiting.length > 0 && (await isWanted(store));
  return { status: isGoingOn ? 'fetching' : 'idle', left: waiting.length, isGoingOn };
}

function isBad(error: unknown): boolean {
  return error instanceof ServiceError && error.code === 'bad-answer';
}

/** One that was removed meanwhile holds up no other. */
async function bringOne(
  store: Store,
  access: ServiceAccess,
  blob: { hash: string; signal: AbortSignal },
): Promise<void> {
  try {
    await bringBlob(store, access, blob);
  } catch (error) {
    if (!(error instanceof ServiceError) || error.code !== 'not-found') throw error;
  }
}

const tell = createTeller();

/** Some times a second are enough for a number that counts. */
function createTeller(): (step: OfflineStep) => void {
  let toldAt = 0;
  return (step) => {
    if (Date.now() - toldAt < 300) return;
    toldAt = Date.now();
    postNotice('offline-changed', step);
  };
}

async function isWanted(store: Store): Promise<boolean> {
  const { choice, isStopped } = await offlineSetting(store);
  return choice === 'all' && !isStopped;
}

async function freeBytes(): Promise<number> {
  const { quota, usage } = await navigator.storage.estimate();
  return quota === undefined || usage === undefined ? Number.POSITIVE_INFINITY : quota - usage;
}

/**
 * Removes from this device what the service surely keeps: only what it confirms of each by itself, having looked whether it is whole, and nothing that waits
 * to be sent. All of it comes back when it is opened. @throws {ServiceError} where the service can't be asked: then nothing is removed.
 */
export async function makeRoom(
  store: Store,
  access: ServiceAccess,
  signal: AbortSignal,
): Promise<{ count: number; bytes: number }> {
  const told = [...(await askBlobSizes(access, await settledBlobs(store), signal)).keys()];
  const kept: string[] = [];
  const work = async () => {
    for (let hash = told.pop(); hash !== undefined; hash = told.pop()) {
      const row = await store.database.get('snapshots', hash);
      if (row && (await hasBlob(access, row, signal))) kept.push(hash);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return removeBlobs(store, kept);
}
