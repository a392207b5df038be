import { type Kysely, sql } from 'kysely';

/** What members tell of themselves, the second factor, recovery codes, proofs, deletion with its grace, and which jobs ran when. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  'alter table member add column organisation text',
  'alter table member add column job_title text',
  'alter table member add column channels text',
  'alter table member add column avatar text',
  'alter table member add column delete_at timestamptz',
  'create index member_to_delete on member (delete_at) where delete_at is not null',
  'alter table session add column time_zone text',
  'alter table session add column proved_at timestamptz',
  `create table second_factor (
    member_id text primary key references member (id) on delete cascade,
    secret text not null,
    confirmed_at timestamptz,
    last_step integer not null default 0
  )`,
  `create table recovery_code (
    member_id text not null references member (id) on delete cascade,
    code_hash text not null,
    used_at timestamptz,
    primary key (member_id, code_hash)
  )`,
  `create table sign_in_step (
    token_hash text primary key,
    member_id text not null references member (id) on delete cascade,
    event text not null,
    device_name text,
    time_zone text,
    expires_at timestamptz not null
  )`,
  'create table job_run (name text primary key, began_at timestamptz not null)',
];
