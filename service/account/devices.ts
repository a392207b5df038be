import type { DevicesResponse } from '../../protocol/account.ts';
import type { Database } from '../db/database.ts';
import type { Session } from './sessions.ts';

/** A sync is written down at most this often: most pulls write nothing. */
const NOTE_AFTER_MS = 60_000;

/** Notes that the session's device has synced, by what authenticating has read already. */
export async function noteSync(
  db: Database,
  { id, syncedAt }: Pick<Session, 'id' | 'syncedAt'>,
): Promise<void> {
  const now = new Date();
  if (syncedAt !== null && now.getTime() - syncedAt.getTime() < NOTE_AFTER_MS) return;
  await db.updateTable('session').set({ syncedAt: now }).where('id', '=', id).execute();
}

/** Where the member is signed in, the latest sync first; a device that never synced comes last. */
export async function listDevices(db: Database, session: Session): Promise<DevicesResponse> {
  const rows = await db
    .selectFrom('session')
    .select(['id', 'deviceName', 'createdAt', 'syncedAt', 'updatedAt', 'timeZone', 'userAgent'])
    .where('userId', '=', session.memberId)
    .where('expiresAt', '>', new Date())
    .orderBy('syncedAt', (order) => order.desc().nullsLast())
    .orderBy('createdAt', 'desc')
    .execute();
  const devices = rows.map(({ id, deviceName, createdAt, syncedAt, updatedAt, timeZone, userAgent }) => ({
    id,
    name: deviceName || null,
    isThis: id === session.id,
    signedInAt: createdAt.getTime(),
    lastSeenAt: Math.max(updatedAt.getTime(), syncedAt?.getTime() ?? 0),
    timeZone,
    browser: userAgent,
    lastSyncedAt: syncedAt?.getTime() ?? null,
  }));
  return { devices };
}
