import { type Kysely, sql } from 'kysely';

/** Identity, limits and audit; the members' content; the epoch. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table member (
    id text primary key,
    name text not null,
    email text not null unique,
    email_verified boolean not null default false,
    image text,
    phone_number text unique,
    phone_number_verified boolean,
    username text unique,
    display_username text,
    created_at timestamptz not null,
    updated_at timestamptz not null
  )`,
  `create table identity (
    id text primary key,
    account_id text not null,
    provider_id text not null,
    user_id text not null references member (id) on delete cascade,
    access_token text,
    refresh_token text,
    id_token text,
    access_token_expires_at timestamptz,
    refresh_token_expires_at timestamptz,
    scope text,
    password text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (provider_id, account_id)
  )`,
  'create index identity_by_member on identity (user_id)',
  `create table session (
    id text primary key,
    token text not null unique,
    user_id text not null references member (id) on delete cascade,
    device_name text,
    ip_address text,
    user_agent text,
    expires_at timestamptz not null,
    created_at timestamptz not null,
    updated_at timestamptz not null
  )`,
  'create index session_by_member on session (user_id)',
  `create table consent (
    member_id text not null references member (id) on delete cascade,
    policy_version text not null,
    at timestamptz not null,
    primary key (member_id, policy_version)
  )`,
  `create table sms_code (
    id text primary key,
    phone_hash text not null,
    purpose text not null,
    code_hash text not null,
    tries integer not null default 0,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
  )`,
  'create index sms_code_by_phone on sms_code (phone_hash, purpose, created_at desc)',
  'create table attempt (key text not null, at timestamptz not null)',
  'create index attempt_by_key on attempt (key, at)',
  'create table used_challenge (id text primary key, expires_at timestamptz not null)',
  `create table audit (
    at timestamptz not null,
    event text not null,
    member_id text,
    session_id text,
    address_hash text
  )`,
  'create index audit_by_member on audit (member_id, at)',
  'create table service_state (only_row boolean primary key check (only_row), epoch text not null)',
  `insert into service_state values (true, replace(gen_random_uuid()::text, '-', ''))`,
  `create table member_feed (
    member_id text primary key,
    revision integer not null default 0,
    record_bytes double precision not null default 0
  )`,
  `create table record (
    member_id text not null,
    kind text not null,
    id text not null,
    revision integer not null,
    newest text not null,
    bytes integer not null,
    deleted_at timestamptz,
    body text not null,
    primary key (member_id, kind, id),
    unique (member_id, revision)
  )`,
  'create index record_deleted on record (member_id, deleted_at) where deleted_at is not null',
  `create table blob (
    member_id text not null,
    sha256 text not null,
    content_type text not null,
    bytes double precision not null,
    named_at timestamptz not null,
    primary key (member_id, sha256)
  )`,
];
