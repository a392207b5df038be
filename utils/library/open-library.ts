import { browserSession } from '../browser-session.ts';
import { readCurrentAccount } from '../current-account.ts';
import { hasLeft } from '../leaving-account.ts';
import { requestPersistentStorage } from '../persistent-storage.ts';
import { postNotice } from '../view-notices.ts';
import { clearOldDrafts } from './drafts.ts';
import type { Library, LibraryChange } from './library.ts';
import { LibraryError } from './library-error.ts';
import { localLibrary } from './local-library.ts';
import { clearOldPieces } from './staging.ts';
import { openStore, randomText, type Store } from './store.ts';

/**
 * The library of whoever is signed in, else the guest's. Ask for it at each use: it is the same one until the account changes or the
 * browser closes the connection, and then a new one.
 */
export async function openCurrentLibrary(): Promise<Library> {
  return openLibrary(await currentAccount());
}

export async function openLibrary(account: string): Promise<Library> {
  return localLibrary(await openAccountStore(account), announceChange);
}

/** The database below `openCurrentLibrary`, for sync and staging. */
export async function openCurrentStore(): Promise<Store> {
  return openAccountStore(await currentAccount());
}

/** Asks for what opening will need beside the account, each of which another process answers. */
function currentAccount(): Promise<string> {
  browserSession(randomText).catch(() => undefined); // whoever opens asks again
  return readCurrentAccount();
}

/** The open database of an account: one connection a context, opened again after it was closed. */
export function openAccountStore(account: string): Promise<Store> {
  const known = stores.get(account);
  if (known) return known;
  const opening = open(account).catch((error: unknown) => {
    stores.delete(account);
    throw error;
  });
  stores.set(account, opening);
  return opening;
}

/** Tells every open view, after the change is on disk. */
export function announceChange(change: LibraryChange): void {
  postNotice('library-changed', change);
}

const stores = new Map<string, Promise<Store>>();

async function open(account: string): Promise<Store> {
  // A page that was open when its member left would make an empty one.
  const [isLeft, session] = await Promise.all([hasLeft(account), browserSession(randomText)]);
  if (isLeft) throw new LibraryError('removed', `the library of ${account} was removed from this device`);
  const store = await openStore(account, session, Date.now, () => stores.delete(account));
  // Nobody waits for these: what they miss now, the next start does.
  Promise.all([clearOldDrafts(store), clearOldPieces(store)]).catch(() => undefined);
  if (typeof document !== 'undefined') requestPersistentStorage().catch(() => undefined);
  return store;
}
