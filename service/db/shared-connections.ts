import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';
import { PreparingClient } from './preparing-client.ts';

/** A statement waits behind those sent before it on its connection, and a push may wait for another instance's: so there is more than one. */
const CONNECTIONS = 6;

/**
 * A few connections that everybody shares: a statement is sent without waiting for the answers to those before it ("pipelining"), so that under load
 * one system call carries many, and Postgres never idles between two. Good for single statements alone: a transaction begun here would take in what others
 * send. A connection that was lost is replaced when it is next asked for.
 */
export function sharedConnections(settings: pg.ClientConfig, onLost: (error: Error) => void): PostgresPool {
  const places: (Place | null)[] = Array(CONNECTIONS).fill(null);
  let turn = 0;

  function open(index: number): Place {
    const client = new PreparingClient({ ...settings, pipeline: true, connectionTimeoutMillis: 10_000 });
    const place = { client, ready: client.connect().then(() => asShared(client)) };
    const forget = () => {
      if (places[index] === place) places[index] = null;
    };
    client.on('error', (error) => {
      onLost(error);
      forget();
    });
    client.on('end', forget);
    place.ready.catch(forget);
    return place;
  }

  return {
    options: {},
    connect() {
      turn = (turn + 1) % CONNECTIONS;
      const place = places[turn] ?? open(turn);
      places[turn] = place;
      return place.ready;
    },
    async end() {
      // One that could not connect has nothing to end.
      await Promise.allSettled(places.map((place) => place?.ready.then(() => place.client.end())));
    },
  };
}

interface Place {
  client: PreparingClient;
  ready: Promise<PostgresPoolClient>;
}

/** Nobody has it for themselves, so nobody gives it back. */
function asShared(client: PreparingClient): PostgresPoolClient {
  return Object.assign(client, { release: () => undefined });
}
