import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/** The account of someone who is not signed in. */
export const GUEST = 'guest';

interface SessionSchema extends DBSchema {
  /** One row, `session`, written by utils/account/session.ts and read through its schema there. */
  current: { key: string; value: unknown };
}
export type SessionDatabase = IDBPDatabase<SessionSchema>;

/** Who is signed in, apart from every library. In IndexedDB, since scripts in pages can read `storage.local`. */
export function openSessionDatabase(): Promise<SessionDatabase> {
  return openDB<SessionSchema>('session', 1, {
    upgrade(database) {
      database.createObjectStore('current');
    },
    blocking(_current, _blocked, event) {
      if (event.target instanceof IDBDatabase) event.target.close();
    },
  });
}

/** The id of the member who is signed in, or `guest`: the name of the library to open. */
export async function readCurrentAccount(): Promise<string> {
  const database = await openSessionDatabase();
  try {
    const session = await database.get('current', 'session');
    const isMember = session !== null && typeof session === 'object' && 'memberId' in session;
    return isMember && typeof session.memberId === 'string' ? session.memberId : GUEST;
  } finally {
    database.close();
  }
}
