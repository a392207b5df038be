import type { LucideIcon } from 'lucide-preact';
import { Check, Clock, CloudOff, RefreshCw, TriangleAlert } from 'lucide-preact';
import { syncTexts } from '../../locales/sync.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import type { SyncState } from '../../utils/messages/contract.ts';
import { shortProgress } from './short-progress.ts';

export interface SyncWords {
  look: 'plain' | 'ok' | 'warn';
  icon: LucideIcon | null;
  /** 已同步 · n 条待同步 · 离线 · 需要处理. */
  text: string;
  /** Why, where there is something to say. */
  reason: string | null;
  /** How long ago it was in step with the service. */
  last: string | null;
}

/**
 * A sync that is under way doesn't change the words, unless it takes a library in: each would be read aloud again, every minute. `conflicts`: notes
 * that two devices wrote apart, in the whole library; while one stands, it is not said that all is in step.
 */
export function syncWords(state: SyncState, now: number, conflicts = 0): SyncWords {
  const texts = textsOf(syncTexts);
  const last = lastTime(state.lastSyncedAt, now);
  const plain = { look: 'plain', reason: null, last } as const;
  const isUnderWay = state.status === 'syncing';
  const waiting = state.waiting > 0 ? texts.waiting(state.waiting) : null;
  switch (state.status) {
    case 'guest':
      return { ...plain, icon: null, text: texts.localOnly };
    case 'attention':
      return {
        look: 'warn',
        icon: TriangleAlert,
        text: texts.attention,
        reason: reasonOf(state),
        last: null,
      };
    case 'offline': {
      const why = state.reason === null ? null : reasonOf(state);
      return { ...plain, icon: CloudOff, text: texts.offline, reason: joined(waiting, why) };
    }
    default:
      if (isUnderWay && (state.lastSyncedAt === null || state.progress)) {
        return { ...plain, icon: RefreshCw, text: texts.syncing, reason: shortProgress(state) };
      }
      if (conflicts > 0) {
        const notes = conflicts > 1 ? texts.severalTwoNotes(conflicts) : texts.twoNotes;
        return {
          look: 'warn',
          icon: TriangleAlert,
          text: texts.attention,
          reason: joined(waiting, notes),
          last: null,
        };
      }
      if (waiting !== null) return { ...plain, icon: isUnderWay ? RefreshCw : Clock, text: waiting };
      return { ...plain, look: 'ok', icon: isUnderWay ? RefreshCw : Check, text: texts.synced };
  }
}

function joined(...parts: (string | null)[]): string | null {
  return parts.filter(Boolean).join(' · ') || null;
}

function reasonOf(state: SyncState): string {
  const texts = textsOf(syncTexts);
  switch (state.reason) {
    case 'signed-out':
      return texts.signedOut;
    case 'service-unreachable':
      return texts.unreachable;
    case 'portal':
      return texts.portal;
    case 'busy':
      return texts.busy;
    case 'quota':
      return texts.quota;
    case 'storage-full':
      return texts.storageFull;
    default:
      return texts.refused;
  }
}

/** Minutes while they still mean something, then the time of day, then the day. */
function lastTime(at: number | null, now: number): string | null {
  const texts = textsOf(syncTexts);
  if (at === null) return null;
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < 1) return texts.justNow;
  if (minutes < 60) return texts.minutesAgo(minutes);
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  const form: Intl.DateTimeFormatOptions = isToday
    ? { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
    : { month: 'numeric', day: 'numeric' };
  return texts.lastAt(new Intl.DateTimeFormat(language.value, form).format(at));
}
