import { deleteDB } from 'idb';
import { openSessionDatabase } from './current-account.ts';

/**
 * A member signed out and wanted nothing of theirs to stay on this device. Noted with the end of the session, in one transaction, until they
 * sign in again: so it is done even where the browser dies before, and nothing makes the library anew meanwhile.
 */
const PREFIX = 'remove ';

/** The name of an account's database, `guest` or a member's id. */
export function libraryName(account: string): string {
  return `library-${account}`;
}

/** The key of the note, in the store of sessions. */
export function removalKey(account: string): string {
  return `${PREFIX}${account}`;
}

/** Holds off a removal and a sign-in of the same account against each other: a library that is in use again must not go. */
export function whileLeaving<T>(account: string, work: () => Promise<T>): Promise<T> {
  return navigator.locks.request(`leaving ${account}`, work);
}

/** Whether nothing of this account is to be on this device. */
export async function hasLeft(account: string): Promise<boolean> {
  return (await (await openSessionDatabase()).getKey('current', removalKey(account))) !== undefined;
}

/** Removes the libraries of those who wanted theirs removed. May be asked at any time; connections that are still open close by themselves. */
export async function removeLeftLibraries(): Promise<void> {
  const database = await openSessionDatabase();
  for (const key of await database.getAllKeys('current')) {
    if (!key.startsWith(PREFIX)) continue;
    const account = key.slice(PREFIX.length);
    await whileLeaving(account, () => removeIfLeft(account));
  }
}

/** The same for one account, before it signs in again. Must run within `whileLeaving`. */
export async function removeIfLeft(account: string): Promise<void> {
  if (await hasLeft(account)) await deleteDB(libraryName(account));
}
