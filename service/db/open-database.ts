import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { CamelCasePlugin, Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Logger } from 'pino';
import type { ServiceConfig } from '../config.ts';
import { type ChangeSignals, localSignals } from './change-signals.ts';
import type { Database, Tables } from './database.ts';
import { lockFolder } from './lock-folder.ts';
import { postgresSignals } from './postgres-signals.ts';
import { PreparingClient } from './preparing-client.ts';
import { sharedConnections } from './shared-connections.ts';

export interface OpenDatabase {
  db: Database;
  /** See `ServiceContext`. */
  statements: Database;
  signals: ChangeSignals;
  /** What it is, for the line the service prints on starting. */
  description: string;
  /** PGlite's whole data folder as a gzipped tar; null where the database has its own means of backup. */
  dump: (() => Promise<Blob>) | null;
  close(): Promise<void>;
}

/** A Postgres by its URL, or else PGlite in the data folder. Throws `FolderInUseError` when that folder is taken. */
export async function openDatabase(config: ServiceConfig, log: Logger): Promise<OpenDatabase> {
  return config.databaseUrl === undefined
    ? openPGlite(config.dataFolder)
    : openPostgres(config.databaseUrl, config.directDatabaseUrl ?? config.databaseUrl, log);
}

async function openPGlite(dataFolder: string): Promise<OpenDatabase> {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(dataFolder);
  try {
    const pglite = await PGlite.create(join(dataFolder, 'database'));
    const db = kysely(new PGliteDialect({ pglite }));
    const signals = localSignals();
    return {
      db,
      statements: db.withoutPlugins(),
      signals,
      description:
        'PGlite, embedded: for one process and small installs; it does not wait for the disk, so set DATABASE_URL where members depend on it',
      dump: () => pglite.dumpDataDir('gzip'),
      async close() {
        await db.destroy();
        if (!pglite.closed) await pglite.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Connections of one instance. Every transaction is short, so few are enough. */
const POOL_SIZE = 10;

async function openPostgres(url: string, directUrl: string, log: Logger): Promise<OpenDatabase> {
  const settings: pg.ClientConfig = {
    connectionString: url,
    // A transaction that hangs holds a member's lock: cut it off.
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
    // Longer than Postgres itself would take to say so: its machine is gone without a word, and whoever waits would wait for a quarter of an hour.
    query_timeout: 40_000,
    keepAlive: true,
  };
  const onLost = (error: Error) => log.warn({ reason: error.message }, 'a database connection was lost');
  const pool = new pg.Pool({
    ...settings,
    Client: PreparingClient,
    max: POOL_SIZE,
    connectionTimeoutMillis: 10_000,
  });
  // On each connection for as long as it lasts: the pool itself listens to idle ones alone, and one that is lost in the midst of a
  // transaction would take the whole process with it.
  pool.on('connect', (client) => {
    client.on('error', onLost);
  });
  pool.on('error', () => undefined); // told of the idle ones once more
  const db = kysely(new PostgresDialect({ pool }));
  const shared = new PostgresDialect({ pool: sharedConnections(settings, onLost) });
  const statements = new Kysely<Tables>({ dialect: shared });
  const signals = await postgresSignals(statements, directUrl, log);
  return {
    db,
    statements,
    signals,
    description: 'Postgres by DATABASE_URL',
    dump: null,
    async close() {
      await signals.close();
      await statements.destroy();
      await db.destroy();
    },
  };
}

/** The tables by the names that the code uses. */
export function kysely(dialect: PGliteDialect | PostgresDialect): Database {
  return new Kysely<Tables>({ dialect, plugins: [new CamelCasePlugin()] });
}
