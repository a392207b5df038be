import type { OfflineStep } from '../messages/contract.ts';
import { onNotice } from '../view-notices.ts';

/** Held by a page of ours while it is open: asks for one step after the other until nothing is left, at first and after each sync. */
export function driveOffline(step: () => Promise<OfflineStep>, signal: AbortSignal): void {
  let isDriving = false;
  let isAskedAgain = false;
  const drive = async () => {
    isAskedAgain = true;
    if (isDriving) return;
    isDriving = true;
    try {
      while (isAskedAgain && !signal.aborted) {
        isAskedAgain = false;
        while (!signal.aborted && (await step()).isGoingOn);
      }
    } catch {
      // The background can't be asked now; the next sync, or its alarm, goes on.
    } finally {
      isDriving = false;
    }
  };
  onNotice('sync-changed', ({ status }) => status === 'synced' && void drive(), signal);
  onNotice('offline-chosen', () => void drive(), signal);
  void drive();
}
