import { type Kysely, sql } from 'kysely';

/** Sign-ins by a third party that are under way, and those whom nobody knows yet. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table third_party_flow (
    state_hash text primary key,
    provider text not null,
    secret_hash text not null,
    sealed text not null,
    return_to text,
    answer text,
    expires_at timestamptz not null,
    used_at timestamptz
  )`,
  `create table third_party_ticket (
    token_hash text primary key,
    provider text not null,
    subject text not null,
    name text not null,
    expires_at timestamptz not null
  )`,
];
