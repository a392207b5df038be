import { isPullUnderWay } from '../library/pull-progress.ts';
import type { Store } from '../library/store.ts';

/** The name of what is held while an account is synced, by whichever context. */
export function syncLock(account: string): string {
  return `sync ${account}`;
}

export async function isSyncing(account: string): Promise<boolean> {
  const { held } = await navigator.locks.query();
  return held?.some((lock) => lock.name === syncLock(account)) ?? false;
}

/**
 * Whether a library is being taken in at this moment: what is tended meanwhile keeps its pages waiting, and is to be tended again after the next. A pull that was cut off
 * half way is not.
 */
export async function isTakingIn(store: Store): Promise<boolean> {
  return (await isPullUnderWay(store.database.transaction('meta').store)) && (await isSyncing(store.account));
}
