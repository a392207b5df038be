import type { SyncState } from '../messages/contract.ts';
import { isPassing } from './sync-status.ts';

const FIRST_RETRY_MS = 2_000;
/** A page of ours that is open asks again after this at the latest, unless the service has named a time. */
export const LONGEST_RETRY_MS = 5 * 60_000;
/** All who were told the same time come back spread over this. */
const SPREAD_MS = 3_000;

/**
 * Told each state, asks again while the service can't be reached: with growing pauses, and not before the time the service has named. Being
 * offline ends with an `online` event instead.
 */
export function createRetry(request: () => void, signal: AbortSignal): (state: SyncState) => void {
  let pause = FIRST_RETRY_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  signal.addEventListener('abort', () => clearTimeout(timer));
  return ({ reason, retryAt }) => {
    clearTimeout(timer);
    if (signal.aborted) return;
    if (!isPassing(reason) && retryAt === null) {
      pause = FIRST_RETRY_MS;
      return;
    }
    if (retryAt !== null) {
      timer = setTimeout(request, retryAt - Date.now() + Math.random() * SPREAD_MS);
      return;
    }
    // Only a try of its own makes the next one later: the reader's own clicks and edits don't.
    timer = setTimeout(
      () => {
        pause = Math.min(pause * 2, LONGEST_RETRY_MS);
        request();
      },
      pause * (0.5 + Math.random() / 2),
    );
  };
}
