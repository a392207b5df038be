import { useEffect, useState } from 'preact/hooks';
import { call } from '../../utils/messages/call.ts';
import type { SyncState } from '../../utils/messages/contract.ts';
import { onNotice } from '../../utils/view-notices.ts';

/** How far the library is synced, now and whenever that changes. Null until it is known. */
export function useSyncState(): [SyncState | null, (state: SyncState) => void] {
  const [state, setState] = useState<SyncState | null>(null);
  useEffect(() => {
    const listening = new AbortController();
    const ask = () => call('sync-state').then(setState, () => undefined);
    void ask();
    onNotice('sync-changed', setState, listening.signal);
    onNotice('session-changed', ask, listening.signal);
    return () => listening.abort();
  }, []);
  return [state, setState];
}
