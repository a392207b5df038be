import { useEffect } from 'preact/hooks';
import { openAccountStore } from '../../utils/library/open-library.ts';
import { tendIndex } from '../../utils/library/tend-index.ts';
import { isTakingIn } from '../../utils/sync/sync-lock.ts';

/** Keeps the index of search in order while the page has nothing else to do: when it opens, and after each change (`contents`). */
export function useTendedIndex(account: string, contents: unknown): void {
  useEffect(() => {
    if (contents === null) return;
    const tending = new AbortController();
    openAccountStore(account)
      .then((store) =>
        tendIndex(store, { pause: whenIdle, signal: tending.signal, isHeldOff: () => isTakingIn(store) }),
      )
      .catch(() => undefined); // a search takes in what it needs itself
    return () => tending.abort();
  }, [account, contents]);
}

function whenIdle(): Promise<void> {
  return new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: 2000 }));
}
