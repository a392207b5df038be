import { type Kysely, sql } from 'kysely';

/** Passkeys, and what authenticators are asked to sign. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table passkey (
    id text primary key,
    member_id text not null references member (id) on delete cascade,
    name text not null,
    public_key text not null,
    counter double precision not null,
    transports text not null,
    is_synced boolean not null,
    created_at timestamptz not null,
    used_at timestamptz
  )`,
  'create index passkey_of_member on passkey (member_id)',
  `create table passkey_challenge (
    challenge_hash text primary key,
    member_id text references member (id) on delete cascade,
    expires_at timestamptz not null
  )`,
];
