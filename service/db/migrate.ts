import { type MigrationProvider, Migrator } from 'kysely/migration';
import type { Database } from './database.ts';
import * as firstTables from './migrations/20261123T152000-first-tables.ts';
import * as countRecords from './migrations/20261125T160500-count-records.ts';
import * as accountSecurity from './migrations/20261126T055500-account-security.ts';
import * as thirdParties from './migrations/20261126T064000-third-parties.ts';
import * as passkeys from './migrations/20261126T091500-passkeys.ts';
import * as passkeyProofs from './migrations/20261126T165000-passkey-proofs.ts';
import * as stepsThatBind from './migrations/20261126T170000-steps-that-bind.ts';
import * as formerSubjects from './migrations/20261126T171500-former-subjects.ts';

/** Named by their UTC time, so that text order is the order they run in. */
const MIGRATIONS = {
  '20261123T152000-first-tables': firstTables,
  '20261125T160500-count-records': countRecords,
  '20261126T055500-account-security': accountSecurity,
  '20261126T064000-third-parties': thirdParties,
  '20261126T091500-passkeys': passkeys,
  '20261126T165000-passkey-proofs': passkeyProofs,
  '20261126T170000-steps-that-bind': stepsThatBind,
  '20261126T171500-former-subjects': formerSubjects,
};

/** Brings the database to the newest schema; does nothing where it is already. Throws what the failing migration threw. */
export async function migrate(db: Database): Promise<void> {
  const provider: MigrationProvider = { getMigrations: async () => MIGRATIONS };
  const { error, results } = await new Migrator({ db, provider }).migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find((result) => result.status === 'Error')?.migrationName;
  throw new Error(`the migration ${failed ?? ''} failed`, { cause: error });
}
