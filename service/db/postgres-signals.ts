import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import type { Logger } from 'pino';
import { batched } from './batched.ts';
import { type ChangeSignals, localSignals } from './change-signals.ts';
import type { Database } from './database.ts';

const CHANNEL = 'member_changed';
/** Stands where a revision would. An instance of the version before reads it as none, and looks the feed up. */
const SESSIONS_ENDED = 'ended';
const RECONNECT_AFTER_MS = 1_000;
/** Nothing is ever asked on the listening connection: the kernel would look only after two hours whether the other end is still there. */
const KEEP_ALIVE_AFTER_MS = 30_000;

/**
 * Signals between all instances on one Postgres: NOTIFY through the pool, LISTEN on one direct connection, which a
 * pooler in transaction mode could not hold. After a lost connection every listener is told to look for itself.
 * Notifying happens outside the pushing transaction: inside, Postgres takes one lock for the whole database at commit.
 */
export async function postgresSignals(db: Database, directUrl: string, log: Logger): Promise<ChangeSignals> {
  const local = localSignals();
  const notify = batched((payloads) => notifyAll(db, payloads));
  const closing = new AbortController();
  let client = await listen();

  async function listen(): Promise<pg.Client> {
    const fresh = new pg.Client({
      connectionString: directUrl,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
    });
    fresh.on('notification', ({ payload }) => {
      const [memberId, revision] = (payload ?? '').split(' ');
      if (memberId && revision === SESSIONS_ENDED) void local.endSessions(memberId);
      else if (memberId) void local.announce(memberId, Number(revision));
    });
    fresh.on('error', (error) => log.warn({ reason: error.message }, 'the listening connection failed'));
    await fresh.connect();
    await fresh.query(`listen ${CHANNEL}`);
    fresh.once('end', () => void reconnect());
    return fresh;
  }

  async function reconnect(): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        await sleep(RECONNECT_AFTER_MS, undefined, { signal: closing.signal });
        client = await listen();
        local.missed();
        return;
      } catch (error) {
        if (!closing.signal.aborted) log.warn({ reason: String(error) }, 'still not listening for changes');
      }
    }
  }

  return {
    async announce(memberId, revision) {
      await notify(`${memberId} ${revision}`);
    },
    async endSessions(memberId) {
      await notify(`${memberId} ${SESSIONS_ENDED}`);
    },
    subscribe: local.subscribe,
    async close() {
      closing.abort();
      await client.end().catch(() => {}); // it may have ended by itself
      await local.close();
    },
  };
}

async function notifyAll(db: Database, payloads: string[]): Promise<Map<string, null>> {
  await sql`select pg_notify(${CHANNEL}, payload) from unnest(${payloads}::text[]) as payloads (payload)`.execute(
    db,
  );
  return new Map();
}
