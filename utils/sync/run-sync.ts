import { MAX_PUSH_BYTES, MAX_PUSH_RECORDS, type PullResponse } from '../../protocol/sync.ts';
import { ServiceError } from '../account/service-error.ts';
import type { ServiceAccess } from '../account/service-fetch.ts';
import { applyPage } from '../library/apply-page.ts';
import { askAgainForBlobs } from '../library/blob-outbox.ts';
import { acknowledge, type PushBatch, passOwnPush, readPushBatch } from '../library/push-batch.ts';
import { renewOffset, restampAhead } from '../library/restamp.ts';
import { retryCrowdedOut } from '../library/retry-refused.ts';
import { digestStore, startOver } from '../library/start-over.ts';
import type { Store } from '../library/store.ts';
import { readPosition, type SyncPosition } from '../library/sync-position.ts';
import { type FailedBlobs, pushBlobs } from './push-blobs.ts';
import { askDigest, askPull, sendPush } from './sync-calls.ts';
import { readSyncStatus } from './sync-status.ts';

/** A request's envelope and the service's own limits leave this much of `MAX_PUSH_BYTES` for records. */
const PUSH_BYTES = MAX_PUSH_BYTES - 4096;
/** The answer tells the time only if it came at once; a late one misleads (a machine may have slept in between). */
const TELLS_TIME_WITHIN_MS = 60_000;
/** A sync that meets new epochs or clocks ahead starts again; more often than this, something else is wrong. */
const MAX_ROUNDS = 8;

/** What a sync needs from around it. */
export interface SyncContext {
  store: Store;
  access: ServiceAccess;
  signal: AbortSignal;
  /** Told after each page, in the transaction's wake. */
  announce: (records: { kind: string; id: string }[]) => void;
}

/**
 * Exchanges everything there is with the service: pulls what is new, sends what waits, until neither is left. Every step may be cut or
 * repeated: nothing is taken for sent before the service said so, and the cursor moves with the rows it stands for.
 * @throws {ServiceError} when the service can't be reached or refuses the session; what waits, waits on.
 */
export async function runSync(context: SyncContext): Promise<void> {
  const failed: FailedBlobs = new Map();
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    try {
      if ((await exchange(context, failed)) === 'again') continue;
      const [failure] = failed.values();
      if (failure) throw failure;
      return;
    } catch (error) {
      if (!(error instanceof ServiceError) || error.code !== 'epoch-changed' || error.epoch === null)
        throw error;
      await startOver(context.store, error.epoch);
    }
  }
  throw new ServiceError('unavailable');
}

/** `unknown`: something waits, lies aside or moved meanwhile, and there was nothing to compare. */
export type Comparison = 'agrees' | 'differs' | 'unknown';

/** Compares count and hash of every kind with the service's. Where they differ everything waits to be exchanged again. */
export async function compareDigests(context: SyncContext): Promise<Comparison> {
  const here = await digestStore(context.store);
  if (!here.isSettled) return 'unknown';
  const position = await readPosition(context.store);
  const there = await askDigest(context.access, context.signal);
  if (there.revision !== position.cursor || there.epoch !== position.epoch) return 'unknown';
  if (JSON.stringify(sorted(here.kinds)) === JSON.stringify(sorted(there.kinds))) return 'agrees';
  await startOver(context.store, there.epoch, true);
  return 'differs';
}

/**
 * Records come before texts and images, and again after each few seconds of those: on a slow line they may take an hour, which no edit waits for, here or
 * elsewhere. A record that names a text waits for that one alone, see `readPushBatch`.
 */
async function exchange(context: SyncContext, failed: FailedBlobs): Promise<'settled' | 'again'> {
  for (;;) {
    await pullAll(context);
    await askAgainForBlobs(context.store);
    const offered = await retryCrowdedOut(context.store);
    if ((await pushAll(context)) === 'again') return 'again';
    const sent = await pushBlobs(context, failed);
    if (sent === 'some' || offered > 0) continue;
    // The pull was a moment ago: what waited for the texts is all that is left.
    return sent === 'all' ? await pushAll(context) : 'settled';
  }
}

async function pullAll(context: SyncContext): Promise<void> {
  // Stale: another context has moved on. Asking anew from where it stands loses nothing.
  while ((await pullFrom(context, await readPosition(context.store))) === 'stale');
}

/**
 * Stores page after page. While one is being stored the next is sent to the disk behind it, and the one after travels: each page's transaction looks by
 * itself whether it still follows what is there, so a page that comes to nothing takes those behind it along.
 */
async function pullFrom(context: SyncContext, from: SyncPosition): Promise<'done' | 'stale'> {
  let asked = from;
  let asking: Promise<PullResponse> | null = ask(context, asked);
  let storing: Promise<'applied' | 'stale'> = Promise.resolve('applied');
  try {
    while (asking) {
      const page: PullResponse = await asking;
      if (page.more && page.next <= asked.cursor) throw new ServiceError('bad-answer');
      const next: SyncPosition = { epoch: page.epoch, cursor: page.next };
      asking = page.more ? ask(context, next) : null;
      const before = storing;
      storing = storePage(context, asked, page);
      // Whoever waits for it next hears of a failure; until then nobody does.
      storing.catch(() => undefined);
      if ((await before) === 'stale') return 'stale';
      asked = next;
    }
    return (await storing) === 'stale' ? 'stale' : 'done';
  } finally {
    await storing.catch(() => undefined);
  }
}

async function storePage(
  { store, announce }: SyncContext,
  asked: SyncPosition,
  page: PullResponse,
): Promise<'applied' | 'stale'> {
  const { status, changed } = await applyPage(store, asked, page);
  if (changed.length > 0) announce(changed);
  return status;
}

/** Asks for a page, and takes from its answer what time it is. */
function ask({ store, access, signal }: SyncContext, position: SyncPosition): Promise<PullResponse> {
  const askedAt = store.now();
  const answer = askPull(access, position, signal).then(async (page) => {
    if (store.now() - askedAt <= TELLS_TIME_WITHIN_MS) await renewOffset(store, page.now);
    return page;
  });
  // It may be that nobody waits for it any more.
  answer.catch(() => undefined);
  return answer;
}

async function pushAll(context: SyncContext): Promise<'settled' | 'again'> {
  // A batch that took too long on a slow line would take too long again: after failures smaller ones, growing as they go through.
  const { failures } = await readSyncStatus(context.store);
  let bytes = Math.ceil(PUSH_BYTES / 2 ** Math.min(failures, 8));
  for (;;) {
    context.signal.throwIfAborted();
    const batch = await readPushBatch(context.store, MAX_PUSH_RECORDS, bytes);
    if (batch.epoch === null) return 'again';
    if (batch.records.length === 0) return 'settled';
    if ((await pushBatch(context, batch.epoch, batch)) === 'clock-ahead') return 'again';
    bytes = Math.min(bytes * 2, PUSH_BYTES);
  }
}

async function pushBatch(
  context: SyncContext,
  epoch: string,
  batch: PushBatch,
): Promise<'done' | 'clock-ahead'> {
  const { store, access, signal } = context;
  const asked = store.now();
  const answer = await sendPush(access, epoch, batch.records, signal);
  if (answer.results.length !== batch.records.length) throw new ServiceError('bad-answer');
  await acknowledge(store, batch, answer.results);
  await passOwnPush(store, answer);
  context.announce([]);
  const isAhead = answer.results.some((result) => result !== 'stored' && result.refused === 'clock-ahead');
  if (!isAhead) return 'done';
  if (store.now() - asked > TELLS_TIME_WITHIN_MS) throw new ServiceError('unavailable');
  await restampAhead(store, answer.now);
  return 'clock-ahead';
}

function sorted<T>(kinds: Record<string, T>): [string, T][] {
  return Object.entries(kinds).sort(([left], [right]) => (left < right ? -1 : 1));
}
