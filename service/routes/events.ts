import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import type { DrainingEvent } from '../../protocol/sync.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../db/database.ts';
import { memberRoute } from './route.ts';

/** Proxies cut streams that are silent for 30–60 s. */
const HEARTBEAT_MS = 25_000;

/**
 * Server-sent events: first the present revision, then one `changed` a change. The stream carries revisions, never
 * content, and ends with its session (at once where it was ended, at the next heartbeat where it ran out), with the service, whose last word is `draining`,
 * and where its session opens more of them than a device has use for.
 */
export const events = memberRoute({
  method: 'GET',
  path: '/sync/events',
  summary: 'A stream of server-sent events: `changed`, with the revision',
  input: {},
  async answer({ c, context, session }) {
    if (c.req.method === 'HEAD') return c.body(null, 200); // nobody would read the stream, or end it
    // Subscribed before the present revision is read: no change falls between the two.
    const changes = new LatestRevision();
    const unsubscribe = context.signals.subscribe(session.memberId, (revision) => changes.tell(revision));
    c.header('X-Accel-Buffering', 'no');
    return streamSSE(c, async (stream) => {
      const end = () => changes.end();
      const closed = context.openStream(session.id, end);
      context.stopping.addEventListener('abort', end);
      stream.onAbort(end);
      context.metrics.eventStreams.inc();
      try {
        if (!context.stopping.aborted) await forward(stream, changes, context, session);
        if (context.stopping.aborted) await sayDraining(stream);
      } finally {
        unsubscribe();
        closed();
        context.stopping.removeEventListener('abort', end);
        context.metrics.eventStreams.dec();
      }
    });
  },
});

/** A restart takes some seconds; everybody back in the same one would be a flood. */
const BACK_WITHIN_MS = 10_000;

async function sayDraining(stream: SSEStreamingApi): Promise<void> {
  const within: DrainingEvent = { within: BACK_WITHIN_MS };
  await stream.writeSSE({ event: 'draining', data: JSON.stringify(within) });
}

async function forward(
  stream: SSEStreamingApi,
  changes: LatestRevision,
  { db }: ServiceContext,
  session: { id: string },
): Promise<void> {
  let sent: number | null = null;
  let change: Change = { revision: null };
  while (change !== 'end') {
    // Looked up where signals were missed or sessions ended, so that an ended one hears nothing more; and where all was silent, since a signal may be lost.
    const told: number | null = change === 'nothing' ? null : change.revision;
    const revision = told ?? (await revisionFor(db, session.id));
    if (revision === null) return;
    if (revision !== sent) await stream.writeSSE({ event: 'changed', data: JSON.stringify({ revision }) });
    else if (change === 'nothing') await stream.write(': still here\n\n');
    sent = revision;
    change = await changes.next(HEARTBEAT_MS);
  }
}

/** The feed's present revision; null where the session is over. One statement, since each stream asks at each heartbeat. */
async function revisionFor(db: Database, sessionId: string): Promise<number | null> {
  const row = await db
    .selectFrom('session')
    .innerJoin('memberFeed', 'memberFeed.memberId', 'session.userId')
    .select(['session.expiresAt', 'memberFeed.revision'])
    .where('session.id', '=', sessionId)
    .executeTakeFirst();
  return row && row.expiresAt.getTime() > Date.now() ? row.revision : null;
}

/** `revision: null` means: look it up. */
type Change = { revision: number | null } | 'nothing' | 'end';

/** Keeps only the latest of the revisions told while the stream was busy: a slow reader never makes a queue grow. */
class LatestRevision {
  #pending: { revision: number | null } | null = null;
  #hasEnded = false;
  #wake: () => void = () => {};

  tell(revision: number | null): void {
    const mustLook = this.#pending?.revision === null; // not to be forgotten over a later revision
    this.#pending = { revision: mustLook ? null : revision };
    this.#wake();
  }

  end(): void {
    this.#hasEnded = true;
    this.#wake();
  }

  /** The change since the last call, or the first within `waitMs`. */
  async next(waitMs: number): Promise<Change> {
    if (!this.#pending && !this.#hasEnded) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, waitMs);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    if (this.#hasEnded) return 'end';
    const pending = this.#pending;
    this.#pending = null;
    return pending ?? 'nothing';
  }
}
