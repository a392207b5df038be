import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import * as z from 'zod/mini';

/** Whose library is in use while nobody is signed in. */
export const GUEST = 'guest';

/** The key of the one row of `current`: the session of whoever is signed in (utils/account/session.ts writes it). */
export const CURRENT = 'session';

export interface SessionSchema extends DBSchema {
  /** Read through a schema by those who use it, so its shape is not promised here. */
  current: { key: string; value: unknown };
}
export type SessionDatabase = IDBPDatabase<SessionSchema>;

const currentSchema = z.object({ memberId: z.string().check(z.minLength(1)) });

/** The account whose library is in use: the signed-in member's id, or `guest`. */
export async function readCurrentAccount(): Promise<string> {
  const database = await openSessionDatabase();
  const current = currentSchema.safeParse(await database.get('current', CURRENT));
  return current.success ? current.data.memberId : GUEST;
}

let opened: Promise<SessionDatabase> | null = null;

/** The extension's own database for the session: scripts in pages can't read it, as they could `storage.local`. */
export function openSessionDatabase(): Promise<SessionDatabase> {
  opened ??= open().catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

function open(): Promise<SessionDatabase> {
  return openDB<SessionSchema>('session', 1, {
    upgrade: (database) => {
      database.createObjectStore('current');
    },
    blocking(_current, _blocked, event) {
      opened = null;
      if (event.target instanceof IDBDatabase) event.target.close();
    },
    terminated: () => {
      opened = null;
    },
  });
}
