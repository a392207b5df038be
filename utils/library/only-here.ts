import { openAccountStore } from './open-library.ts';
import { countWaiting } from './outbox.ts';

/** How much of a member's library is on this device alone and would be lost with it. */
export async function countOnlyHere(account: string): Promise<number> {
  const store = await openAccountStore(account);
  const [waiting, ...others] = await Promise.all([
    countWaiting(store),
    store.database.count('refused'),
    store.database.count('setAside'),
    store.database.count('drafts'),
  ]);
  return others.reduce((sum, count) => sum + count, waiting);
}
