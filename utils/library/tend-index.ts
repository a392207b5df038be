import { indexPending } from './index-pending.ts';
import { mergeIndex } from './merge-index.ts';
import { packNext } from './pack-stored.ts';
import { tendShelf } from './shelf.ts';
import type { Store } from './store.ts';

export interface Tending {
  pause: () => Promise<void>;
  signal?: AbortSignal;
  isHeldOff?: () => Promise<boolean>;
}

/**
 * Takes in what changed, for lists and for search, packs what was kept in a hurry, and merges what is worth it, step by step; before each `pause` is waited for, so that whoever has something to do goes first.
 * May be cut anywhere: the next time goes on. Ends where `isHeldOff` says so: it is for whoever does to ask again.
 */
export async function tendIndex(store: Store, { pause, signal, isHeldOff }: Tending): Promise<void> {
  for (;;) {
    await pause();
    if (signal?.aborted || (await isHeldOff?.())) return;
    if (
      (await tendShelf(store)) ||
      (await packNext(store)) ||
      (await indexPending(store)) ||
      (await mergeIndex(store))
    )
      continue;
    return;
  }
}
