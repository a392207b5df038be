import { type Kysely, sql } from 'kysely';

/** How many records a member has, for the progress of a first sync; when each session last synced. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  'alter table member_feed add column record_count integer not null default 0',
  `update member_feed set record_count =
    (select count(*) from record where record.member_id = member_feed.member_id)`,
  'alter table session add column synced_at timestamptz',
];
