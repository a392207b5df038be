import { syncPageTexts } from '../../locales/sync-page.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import type { SyncState } from '../../utils/messages/contract.ts';

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
  return state.status === 'synced' ? texts.allSent : '';
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

function stop(): string {
  return language.value === 'en' ? '.' : '。';
}
