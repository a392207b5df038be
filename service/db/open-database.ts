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

export interface OpenDatabase {
  db: Database;
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
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: 10_000,
    // A transaction that hangs holds a member's lock: cut it off.
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
  });
  pool.on('error', (error) => log.warn({ reason: error.message }, 'an idle database connection was lost'));
  const db = kysely(new PostgresDialect({ pool }));
  const signals = await postgresSignals(db, directUrl, log);
  return {
    db,
    signals,
    description: 'Postgres by DATABASE_URL',
    dump: null,
    async close() {
      await signals.close();
      await db.destroy();
    },
  };
}

function kysely(dialect: PGliteDialect | PostgresDialect): Database {
  return new Kysely<Tables>({ dialect, plugins: [new CamelCasePlugin()] });
}
