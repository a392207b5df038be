import { type Kysely, sql } from 'kysely';

/** By what else a third party may call somebody. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  'alter table identity add column former_account_id text',
  'create unique index identity_by_former_name on identity (provider_id, former_account_id)',
  'alter table third_party_ticket add column former_subject text',
];
