import { accessOf, currentSession } from '../account/session.ts';
import { openAccountStore } from '../library/open-library.ts';
import { readPosition } from '../library/sync-store.ts';
import type { SyncState } from '../messages/contract.ts';
import { onNotice } from '../view-notices.ts';
import { listenToChanges } from './event-stream.ts';
import { paced } from './paced.ts';

/**
 * Held by a page of ours while it is open: asks for a sync on every change, on focus, when the network returns, and when the service says
 * that another device has written. `requestSync` has the background do it, because a page may close at any moment.
 */
export function watchForSync(requestSync: () => Promise<SyncState>, signal: AbortSignal): void {
  const retry = createRetry(() => request(), signal);
  const request = paced(() => {
    if (signal.aborted) return;
    // The sync's own failures are in its state; a background that can't answer now is asked again on the next occasion.
    requestSync().then(retry, () => undefined);
  });
  onNotice(
    'library-changed',
    ({ records, isPulled }) => !isPulled && records.length > 0 && request(),
    signal,
  );
  window.addEventListener('focus', request, { signal });
  window.addEventListener('online', request, { signal });
  listenAsMember(request, signal);
  request();
}

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 5 * 60_000;

/** Asks again, with growing pauses, while the service can't be reached; being offline ends with an `online` event instead. */
function createRetry(request: () => void, signal: AbortSignal): (state: SyncState) => void {
  let pause = FIRST_RETRY_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  signal.addEventListener('abort', () => clearTimeout(timer));
  return (state) => {
    clearTimeout(timer);
    if (state.reason !== 'service-unreachable') {
      pause = FIRST_RETRY_MS;
      return;
    }
    timer = setTimeout(request, pause * (0.5 + Math.random() / 2));
    pause = Math.min(pause * 2, LONGEST_RETRY_MS);
  };
}

/** Listens as whoever is signed in, and as nobody after signing out. */
function listenAsMember(request: () => void, signal: AbortSignal): void {
  let listening = new AbortController();
  const listen = async () => {
    listening.abort();
    const own = new AbortController();
    listening = own;
    const session = await currentSession();
    if (!session) return;
    const store = await openAccountStore(session.memberId);
    const isNews = async (revision: number) => revision > (await readPosition(store)).cursor;
    // The first event of a stream that opened again says that the service is back: what waits goes out.
    const isWaiting = async () => (await store.database.count('outbox')) > 0;
    const onChanged = async (revision: number) =>
      ((await isNews(revision)) || (await isWaiting())) && request();
    await listenToChanges(accessOf(session), onChanged, AbortSignal.any([signal, own.signal]));
  };
  onNotice('session-changed', () => void listen(), signal);
  void listen();
}
