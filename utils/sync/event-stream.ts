import { changedEventSchema, drainingEventSchema } from '../../protocol/sync.ts';
import type { ServiceAccess } from '../account/service-fetch.ts';
import { readEvents, type Silences, SilentStreamError } from './read-events.ts';

/** A stream that speaks is heard from every 25 s. */
const SILENCES: Silences = { firstMs: 10_000, laterMs: 40_000 };
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 5 * 60_000;
/** What stands in between and collects will do so for a while: others ask meanwhile. */
const SILENT_RETRY_MS = 60_000;
/** A connection that held for this long was a good one; one that ends sooner each time is tried ever less often. */
const GOOD_AFTER_MS = 10_000;
/** Longer than any pause between heartbeats: the machine may have slept, and the line may be gone without a word. */
const STALE_AFTER_MS = 30_000;

export interface ChangeListener {
  /** The member's newest revision: at first, and after each change. */
  onChanged: (revision: number) => void;
  /** Whether the stream tells of changes now; while it doesn't, one has to ask. */
  onLive?: (isLive: boolean) => void;
  /** Until when the service wants no request (ms since 1970), or null. */
  notBefore?: () => Promise<number | null>;
  /** Told why a connection ended, should it be an error: it may say when to come again. */
  onFailure?: (error: unknown) => Promise<void>;
  silences?: Silences;
}

export interface ChangeStream {
  /** The reader is back, or the network: a pause ends now, and a line that may be dead is opened anew. */
  nudge(options?: { hasSlept?: boolean }): void;
}

/** Listens to the service's stream of changes until `signal` aborts. A stream that breaks is opened again, with growing pauses. */
export function listenToChanges(
  access: ServiceAccess,
  listener: ChangeListener,
  signal: AbortSignal,
): ChangeStream {
  let connection = new AbortController();
  let heardAt = 0;
  let pause = FIRST_RETRY_MS;
  let wake: () => void = () => undefined;

  async function listen(): Promise<void> {
    while (!signal.aborted) {
      try {
        await listenInTurn();
      } catch (error) {
        // What the listener looks into may be shut for now, as a database is that the browser has just closed. Another time it is open.
        console.warn('the stream of changes is opened later', error);
        await rest();
      }
    }
  }

  async function listenInTurn(): Promise<void> {
    const until = (await listener.notBefore?.()) ?? null;
    if (until !== null) return await sleep(until - Date.now() + Math.random() * FIRST_RETRY_MS);
    connection = new AbortController();
    heardAt = Date.now();
    const ended = await listenOnce(access, listener, {
      signal: AbortSignal.any([signal, connection.signal]),
      onHeard: () => {
        heardAt = Date.now();
      },
    });
    if (ended.drainingWithin !== null) await sleep(Math.random() * ended.drainingWithin);
    else if (!connection.signal.aborted) {
      if (ended.wasGood) pause = FIRST_RETRY_MS;
      if (ended.wasSilent) pause = Math.max(pause, SILENT_RETRY_MS);
      await rest();
    }
  }

  /** Longer each time. */
  async function rest(): Promise<void> {
    await sleep(pause * (0.5 + Math.random() / 2));
    pause = Math.min(pause * 2, LONGEST_RETRY_MS);
  }

  function sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      signal.addEventListener('abort', done);
      if (signal.aborted) done();
      wake = done;
    });
  }

  void listen();
  return {
    nudge({ hasSlept = false } = {}) {
      wake();
      if (hasSlept || Date.now() - heardAt > STALE_AFTER_MS) connection.abort();
    },
  };
}

interface Ended {
  wasGood: boolean;
  /** It never delivered anything, though nothing refused it. */
  wasSilent: boolean;
  drainingWithin: number | null;
}

async function listenOnce(
  access: ServiceAccess,
  { onChanged, onLive, onFailure, silences = SILENCES }: ChangeListener,
  { signal, onHeard }: { signal: AbortSignal; onHeard: () => void },
): Promise<Ended> {
  const openedAt = Date.now();
  let isLive = false;
  let drainingWithin: number | null = null;
  let failure: unknown = null;
  try {
    await readEvents(access, {
      signal,
      silences,
      onHeard,
      onEvent({ name, body }) {
        const changed = changedEventSchema.safeParse(body);
        const draining = drainingEventSchema.safeParse(body);
        if (name === 'draining' && draining.success) drainingWithin = draining.data.within;
        if (name !== 'changed' || !changed.success) return;
        if (!isLive) onLive?.(true);
        isLive = true;
        onChanged(changed.data.revision);
      },
    });
  } catch (error) {
    failure = error;
  }
  onLive?.(false);
  // Offline, restarted, signed out or cut by a proxy: every sync still asks for itself.
  if (failure !== null && !signal.aborted) await onFailure?.(failure);
  const wasGood = isLive && Date.now() - openedAt > GOOD_AFTER_MS;
  return { wasGood, wasSilent: !isLive && failure instanceof SilentStreamError, drainingWithin };
}
