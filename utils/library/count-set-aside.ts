import type { Store } from './store.ts';

/** How many rows lie aside (check-library.ts), without reading them: each may hold a whole text. */
export function countSetAside(store: Store): Promise<number> {
  return store.database.count('setAside');
}
