import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Member, SignedIn } from '../../protocol/account.ts';
import { batched } from '../db/batched.ts';
import type { Database, MemberTable, Tx } from '../db/database.ts';
import { ServiceError } from '../errors.ts';
import type { HashSecret } from './hash-secret.ts';
import { identityStore } from './identity.ts';
import { maskPhone } from './phone.ts';

const DAY_MS = 24 * 60 * 60_000;
/** A device not seen for this long signs in again. */
const IDLE_MS = 30 * DAY_MS;
/** However often it is seen. */
const ABSOLUTE_MS = 180 * DAY_MS;
/** Being seen is written down at most this often. */
const TOUCH_AFTER_MS = 60 * 60_000;

export interface Session {
  id: string;
  memberId: string;
  member: Member;
  /** When its device last pulled, as far as that was written down. */
  syncedAt: Date | null;
  /** When the member last proved in it to be who they are. */
  provedAt: Date | null;
}

/** What a device tells of itself when it signs in. */
export interface DeviceWords {
  deviceName?: string | undefined;
  timeZone?: string | undefined;
}

/** Opens a session. The token is told once; the database keeps an HMAC of it. */
export async function openSession(
  tx: Tx,
  hashSecret: HashSecret,
  member: Pick<MemberTable, 'id' | 'name' | 'phoneNumber'>,
  { deviceName, timeZone }: DeviceWords,
): Promise<SignedIn & { sessionId: string }> {
  const token = randomBytes(32).toString('base64url');
  const now = new Date();
  const device = deviceName === undefined ? null : withoutControls(deviceName);
  const store = await identityStore(tx);
  const session = await store.create({
    model: 'session',
    data: {
      token: hashSecret('token', token),
      userId: member.id,
      deviceName: device,
      expiresAt: new Date(now.getTime() + IDLE_MS),
      createdAt: now,
      updatedAt: now,
    },
  });
  await tx
    .updateTable('session')
    .set({ timeZone: timeZone ?? null, userAgent: device, provedAt: now })
    .where('id', '=', session.id)
    .execute();
  return { token, member: describeMember(member), sessionId: session.id };
}

/** Finds the session that a token opens, or null. Being used keeps it from going idle. */
export type FindSession = (token: string) => Promise<Session | null>;

export function createFindSession(db: Database, hashSecret: HashSecret): FindSession {
  const findRow = batched((tokens) => loadRows(db, tokens));
  return async (token) => {
    const row = await findRow(hashSecret('token', token));
    const now = Date.now();
    if (!row || row.expiresAt.getTime() <= now) return null;
    if (now - row.updatedAt.getTime() > TOUCH_AFTER_MS) await touch(db, row, now);
    const { sessionId, id: memberId, syncedAt, provedAt } = row;
    return { id: sessionId, memberId, member: describeMember(row), syncedAt, provedAt };
  };
}

interface SessionRow extends Pick<MemberTable, 'id' | 'name' | 'phoneNumber'> {
  token: string;
  sessionId: string;
  expiresAt: Date;
  createdAt: Date;
  updatedAt: Date;
  syncedAt: Date | null;
  provedAt: Date | null;
}

async function loadRows(db: Database, tokens: string[]): Promise<Map<string, SessionRow>> {
  const { rows } = await sql<SessionRow>`
    select session.token, session.id as session_id, session.expires_at, session.created_at, session.updated_at,
      session.synced_at, session.proved_at, member.id, member.name, member.phone_number
    from session join member on member.id = session.user_id where session.token = any (${tokens}::text[])
  `.execute(db);
  return new Map(rows.map((row) => [row.token, row]));
}

async function touch(db: Database, { sessionId, createdAt }: SessionRow, now: number): Promise<void> {
  const expiresAt = new Date(Math.min(now + IDLE_MS, createdAt.getTime() + ABSOLUTE_MS));
  await db
    .updateTable('session')
    .set({ expiresAt, updatedAt: new Date(now) })
    .where('id', '=', sessionId)
    .execute();
}

/**
 * Throws `unauthorized` where the session has ended since it was looked up: whoever asked may have waited meanwhile. Nobody ends it before the
 * transaction does.
 */
export async function requireLiving(tx: Tx, sessionId: string): Promise<void> {
  const living = await tx
    .selectFrom('session')
    .select('id')
    .where('id', '=', sessionId)
    .forUpdate()
    .executeTakeFirst();
  if (!living) throw new ServiceError('unauthorized');
}

export async function closeSession(tx: Tx, sessionId: string): Promise<void> {
  await tx.deleteFrom('session').where('id', '=', sessionId).execute();
}

/**
 * Ends every session of a member, but for `exceptId`, and every sign-in that waits for its second code: those first, for one that is just being
 * answered is waited for, and the session that it opens is seen then. The streams hear of it by `ChangeSignals.endSessions`.
 */
export async function closeSessionsOf(tx: Tx, memberId: string, exceptId = ''): Promise<void> {
  await tx.deleteFrom('signInStep').where('memberId', '=', memberId).execute();
  await tx.deleteFrom('session').where('userId', '=', memberId).where('id', '!=', exceptId).execute();
}

function describeMember({ id, name, phoneNumber }: Pick<MemberTable, 'id' | 'name' | 'phoneNumber'>): Member {
  return { id, name, phone: phoneNumber === null ? '' : maskPhone(phoneNumber) };
}

/** Postgres refuses U+0000, and a name with a line break could pretend to be two devices. */
export function withoutControls(text: string): string {
  return text.replace(/\p{C}/gu, ' ').trim();
}
