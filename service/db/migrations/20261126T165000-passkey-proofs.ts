import { type Kysely, sql } from 'kysely';

/** What a passkey is to sign so that a member proves again, in the session that asked, to be who they are. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  'alter table passkey_challenge add column session_id text references session (id) on delete cascade',
  'create index passkey_challenge_of_session on passkey_challenge (session_id) where session_id is not null',
];
