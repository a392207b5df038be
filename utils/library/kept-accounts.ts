import { readCurrentAccount } from '../current-account.ts';
import { libraryName } from '../leaving-account.ts';

const PREFIX = libraryName('');

/** Whose libraries are in this browser: that of whoever is signed in, and others that wait for their owners, a guest's among them. */
export async function keptAccounts(): Promise<string[]> {
  const current = await readCurrentAccount();
  const databases = await indexedDB.databases();
  const kept = databases.flatMap(({ name }) => (name?.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : []));
  return [...new Set([current, ...kept])];
}
