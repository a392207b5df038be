import { accessOf, currentSession } from '../account/session.ts';
import { openAccountStore } from '../library/open-library.ts';
import type { Store } from '../library/store.ts';
import { readPosition } from '../library/sync-position.ts';
import type { SyncState } from '../messages/contract.ts';
import { onNotice } from '../view-notices.ts';
import { type ChangeStream, listenToChanges } from './event-stream.ts';
import { paced } from './paced.ts';
import { pollWhile } from './poll.ts';
import { createRetry } from './retry.ts';
import { notePause, servicePause } from './service-pause.ts';
import { onWake } from './wake.ts';

/**
 * Held by a page of ours while it is open: asks for a sync on every change, when the reader or the network comes back, and when the service
 * says that another device has written; where its stream says nothing, every 15 to 30 s. `requestSync` has the background do it, because a
 * page may close at any moment.
 */
export function watchForSync(requestSync: () => Promise<SyncState>, signal: AbortSignal): void {
  let isGoingWell = true;
  let isLive = false;
  const retry = createRetry(() => request(), signal);
  const request = paced(() => {
    if (signal.aborted) return;
    // The sync's own failures are in its state; a background that can't answer now is asked again on the next occasion.
    requestSync().then(
      (state) => {
        isGoingWell = state.reason === null && state.status !== 'guest';
        retry(state);
      },
      () => undefined,
    );
  });
  const onLive = (live: boolean) => {
    isLive = live;
  };
  const nudge = listenAsMember(request, onLive, signal);
  onNotice(
    'library-changed',
    ({ records, isPulled }) => !isPulled && records.length > 0 && request(),
    signal,
  );
  onWake((wake) => {
    request();
    nudge(wake);
  }, signal);
  pollWhile(() => isGoingWell && !isLive, request, signal);
  request();
}

/** Listens as whoever is signed in, and as nobody after signing out. Gives what nudges the stream there is. */
function listenAsMember(
  request: () => void,
  onLive: (isLive: boolean) => void,
  signal: AbortSignal,
): ChangeStream['nudge'] {
  let listening = new AbortController();
  let stream: ChangeStream | null = null;
  const listen = async () => {
    listening.abort();
    const own = new AbortController();
    listening = own;
    stream = null;
    const session = await currentSession();
    if (!session) return;
    if (own.signal.aborted) return;
    // Opened at each use: the browser may end a connection to the database, and then there is a new one.
    const openStore = () => openAccountStore(session.memberId);
    const listener = {
      onChanged: async (revision: number) => {
        // What can't be looked up now is worth a sync, which says what is wrong.
        const isWorthIt = openStore().then((store) => isWorthASync(store, revision));
        if (await isWorthIt.catch(() => true)) request();
      },
      onLive,
      notBefore: async () => servicePause(await openStore()),
      onFailure: async (error: unknown) => notePause(await openStore(), error),
    };
    stream = listenToChanges(accessOf(session), listener, AbortSignal.any([signal, own.signal]));
  };
  onNotice('session-changed', () => void listen(), signal);
  void listen();
  return (wake) => stream?.nudge(wake);
}

async function isWorthASync(store: Store, revision: number): Promise<boolean> {
  if (revision > (await readPosition(store)).cursor) return true;
  // The first event of a stream that opened again says that the service is back: what waits goes out.
  return (await store.database.count('outbox')) > 0;
}
