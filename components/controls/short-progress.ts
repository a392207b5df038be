import { syncSectionTexts } from '../../locales/sync-sections.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { SyncState } from '../../utils/messages/contract.ts';

/** How far a library is taken in, for the foot; null where it isn't being taken in, or nothing is known. */
export function shortProgress({ progress, status }: SyncState): string | null {
  if (!progress || progress.total === null || status !== 'syncing') return null;
  return textsOf(syncSectionTexts).fetchShort(progress.done, progress.total);
}
