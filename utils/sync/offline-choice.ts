import type { Store } from '../library/store.ts';
import { forgetDamaged } from './damaged-blobs.ts';

/** Where texts and images of other devices are: fetched when they are opened, or all of them here. A choice of this device, never synced. */
export type OfflineChoice = 'on-demand' | 'all';

export interface OfflineSetting {
  choice: OfflineChoice;
  /** The reader stopped the fetching for now. */
  isStopped: boolean;
}

const CHOICE = 'keep-offline';
const ALL = 'all';
const STOPPED = 'stopped';

export async function offlineSetting(store: Store): Promise<OfflineSetting> {
  const stored = await store.database.get('meta', CHOICE);
  return {
    choice: stored === ALL || stored === STOPPED ? 'all' : 'on-demand',
    isStopped: stored === STOPPED,
  };
}

/** Whoever chooses anew asks for all of it anew, for what was damaged too. */
export async function chooseOffline(store: Store, { choice, isStopped }: OfflineSetting): Promise<void> {
  await forgetDamaged(store);
  if (choice === 'on-demand') await store.database.delete('meta', CHOICE);
  else await store.database.put('meta', isStopped ? STOPPED : ALL, CHOICE);
}
