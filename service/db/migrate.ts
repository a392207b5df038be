import { type MigrationProvider, Migrator } from 'kysely/migration';
import type { Database } from './database.ts';
import * as firstTables from './migrations/20261123T152000-first-tables.ts';
import * as countRecords from './migrations/20261125T160500-count-records.ts';

/** Named by their UTC time, so that text order is the order they run in. */
const MIGRATIONS = {
  '20261123T152000-first-tables': firstTables,
  '20261125T160500-count-records': countRecords,
};

/** Brings the database to the newest schema; does nothing where it is already. Throws what the failing migration threw. */
export async function migrate(db: Database): Promise<void> {
  const provider: MigrationProvider = { getMigrations: async () => MIGRATIONS };
  const { error, results } = await new Migrator({ db, provider }).migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find((result) => result.status === 'Error')?.migrationName;
  throw new Error(`the migration ${failed ?? ''} failed`, { cause: error });
}
