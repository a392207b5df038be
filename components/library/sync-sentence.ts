import { syncPageTexts } from '../../locales/sync-page.ts';
import { syncSectionTexts } from '../../locales/sync-sections.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import type { SyncState } from '../../utils/messages/contract.ts';
import { momentName } from './times.ts';

/** What there is to know, in numbers: “3 条待同步，1 条被退回，1 处两台设备写得不一样。” Or why there is none. */
export function countSentence(
  state: SyncState,
  counts: { waiting: number; refused: number; conflicts: number },
): string {
  const texts = textsOf(syncPageTexts);
  if (state.status === 'guest') return texts.guest;
  const parts = [
    counts.waiting > 0 ? texts.waiting(counts.waiting) : '',
    counts.refused > 0 ? texts.refused(counts.refused) : '',
    counts.conflicts > 0 ? texts.conflicts(counts.conflicts) : '',
  ].filter(Boolean);
  if (parts.length > 0) return parts.join(language.value === 'en' ? ', ' : '，') + stop();
  return isInStep(state) ? texts.allSent : '';
}

/** Where the words are. While a library is taken in, part of it is with the service alone. */
export function placeSentence({ progress }: SyncState): string {
  const texts = textsOf(syncPageTexts);
  return progress ? texts.safeThere : texts.safe;
}

/** Also while it is asked again whether there is anything new: a sentence that comes and goes each minute tells nothing. */
function isInStep({ status, waiting, progress, lastSyncedAt }: SyncState): boolean {
  const isAskedAgain = status === 'syncing' && waiting === 0 && !progress && lastSyncedAt !== null;
  return status === 'synced' || isAskedAgain;
}

/** What keeps it from going out; empty where nothing does. */
export function reasonSentence(state: SyncState): string {
  const texts = textsOf(syncPageTexts);
  if (state.reason === 'signed-out') return texts.signedOut;
  if (state.reason === 'service-unreachable') return texts.unreachable;
  if (state.reason === 'storage-full') return texts.storageFull;
  if (state.reason === 'quota') return texts.quota;
  // The others of an unreachable service are said apart, with what to do.
  const isAway =
    (state.status === 'offline' && state.reason === null) ||
    (state.status === 'attention' && !navigator.onLine);
  return isAway ? texts.offline : '';
}

/** Why a sync that was asked for did not come about; null where it did. */
export function heldBackSentence(state: SyncState): string | null {
  if (state.status !== 'offline') return null;
  return unreachableSentence(state) ?? reasonSentence(state);
}

/** Of a service that is there and can't be spoken to: what to do, or when it goes on. */
export function unreachableSentence({ status, reason, retryAt }: SyncState): string | null {
  const texts = textsOf(syncSectionTexts);
  if (status !== 'offline') return null;
  if (reason === 'portal') return texts.portal;
  if (reason !== 'busy') return null;
  return retryAt === null ? texts.busyNow : texts.busy(momentName(retryAt, language.value));
}

function stop(): string {
  return language.value === 'en' ? '.' : '。';
}
