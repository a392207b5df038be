import { accessOf, currentSession } from '../account/session.ts';
import { openAccountStore } from '../library/open-library.ts';
import { readPosition } from '../library/sync-store.ts';
import { onNotice } from '../view-notices.ts';
import { listenToChanges } from './event-stream.ts';
import { paced } from './paced.ts';

/**
 * Held by a page of ours while it is open: asks for a sync on every change, on focus, when the network returns, and when the service says
 * that another device has written. `requestSync` has the background do it, because a page may close at any moment.
 */
export function watchForSync(requestSync: () => Promise<unknown>, signal: AbortSignal): void {
  const request = paced(() => {
    if (signal.aborted) return;
    // The sync's own failures are in its state; a background that can't answer now is asked again on the next occasion.
    requestSync().catch(() => undefined);
  });
  onNotice('library-changed', ({ records }) => records.length > 0 && request(), signal);
  window.addEventListener('focus', request, { signal });
  window.addEventListener('online', request, { signal });
  listenAsMember(request, signal);
  request();
}

/** Listens as whoever is signed in, and as nobody after signing out. */
function listenAsMember(request: () => void, signal: AbortSignal): void {
  let listening = new AbortController();
  const listen = async () => {
    listening.abort();
    listening = new AbortController();
    const session = await currentSession();
    if (!session || signal.aborted) return;
    const store = await openAccountStore(session.memberId);
    const isNews = async (revision: number) => revision > (await readPosition(store)).cursor;
    // The first event of a stream that opened again says that the service is back: what waits goes out.
    const isWaiting = async () => (await store.database.count('outbox')) > 0;
    const onChanged = async (revision: number) =>
      ((await isNews(revision)) || (await isWaiting())) && request();
    await listenToChanges(accessOf(session), onChanged, AbortSignal.any([signal, listening.signal]));
  };
  onNotice('session-changed', () => void listen(), signal);
  void listen();
}
