import { ServiceError } from '../account/service-error.ts';
import type { Store } from '../library/store.ts';

const NOT_BEFORE = 'service-not-before';
/** A pause that is longer was noted by a clock that has been set since. */
const LONGEST_PAUSE_MS = 24 * 60 * 60_000;

/**
 * Until when the service asked for no request, in milliseconds since 1970; null where it didn't, or the time has come. Kept with the library,
 * so that every page and the background hold to it; the reader's own click too.
 */
export async function servicePause(store: Store): Promise<number | null> {
  const until = await store.database.get('meta', NOT_BEFORE);
  const left = typeof until === 'number' ? until - store.now() : 0;
  return typeof until === 'number' && left > 0 && left <= LONGEST_PAUSE_MS ? until : null;
}

/** Notes the `Retry-After` of an answer, where it has one. */
export async function notePause(store: Store, error: unknown): Promise<void> {
  if (!(error instanceof ServiceError) || error.retryAfter === null) return;
  const pause = Math.min(error.retryAfter * 1000, LONGEST_PAUSE_MS);
  await store.database.put('meta', store.now() + pause, NOT_BEFORE);
}
