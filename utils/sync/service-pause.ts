import { ServiceError } from '../account/service-error.ts';
import type { Store } from '../library/store.ts';

const NOT_BEFORE = 'service-not-before';
/** When it was noted: a clock that tells an earlier time has been set since. */
const NOTED_AT = 'service-paused-at';
/** A pause that is longer was noted by a clock that has been set since. */
const LONGEST_PAUSE_MS = 24 * 60 * 60_000;

/**
 * Until when the service asked for no request, in milliseconds since 1970; null where it didn't, or the time has come. Kept with the library,
 * so that every page and the background hold to it; the reader's own click too.
 */
export async function servicePause(store: Store): Promise<number | null> {
  const meta = store.database.transaction('meta').store;
  const [until, notedAt] = await Promise.all([meta.get(NOT_BEFORE), meta.get(NOTED_AT)]);
  if (typeof notedAt === 'number' && store.now() < notedAt) return null;
  const left = typeof until === 'number' ? until - store.now() : 0;
  return typeof until === 'number' && left > 0 && left <= LONGEST_PAUSE_MS ? until : null;
}

/** Notes the `Retry-After` of an answer, where it has one. */
export async function notePause(store: Store, error: unknown): Promise<void> {
  if (!(error instanceof ServiceError) || error.retryAfter === null) return;
  const pause = Math.min(error.retryAfter * 1000, LONGEST_PAUSE_MS);
  const now = store.now();
  const transaction = store.database.transaction('meta', 'readwrite');
  await transaction.store.put(now + pause, NOT_BEFORE);
  await transaction.store.put(now, NOTED_AT);
  await transaction.done;
}
