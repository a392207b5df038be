import type { LucideIcon } from 'lucide-preact';
import { Check, CloudOff, RefreshCw, TriangleAlert, UserRound } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { syncTexts } from '../../locales/sync.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import type { SyncState } from '../../utils/messages/contract.ts';
import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import styles from './StatusFoot.module.css';
import { shortProgress } from './short-progress.ts';

interface StatusFootProps {
  /** Null until the state is known: the foot keeps its place and says nothing yet. */
  state: SyncState | null;
  /** Articles on this device, said to guests. */
  articles?: number;
  /** A link after the state: sign in, for guests. */
  action?: ComponentChildren;
  /** Milliseconds since 1970. Default: now. */
  now?: number;
}

/** 34 px: who, and how far it is synced. */
export function StatusFoot({ state, articles, action, now = Date.now() }: StatusFootProps) {
  const words = state && wordsOf(state, now);
  return (
    <footer class={styles.foot}>
      {state && <span class={styles.who}>{whoIs(state, articles)}</span>}
      {words && (
        <span class={classes(styles.state, styles[words.look])} role="status">
          {words.icon && <Icon of={words.icon} size={14} />}
          <span>
            {words.text}
            {words.detail && ` · ${words.detail}`}
          </span>
          {action && <> · {action}</>}
        </span>
      )}
    </footer>
  );
}

function whoIs(state: SyncState, articles: number | undefined) {
  const texts = textsOf(syncTexts);
  if (state.member) return state.member.name || state.member.phone;
  return (
    <>
      <Icon of={UserRound} size={14} />
      {articles === undefined ? texts.guest : texts.guestWith(articles)}
    </>
  );
}

interface StateWords {
  look: 'plain' | 'ok' | 'warn';
  icon: LucideIcon | null;
  text: string;
  detail: string | null;
}

function wordsOf(state: SyncState, now: number): StateWords {
  const texts = textsOf(syncTexts);
  const last = lastTime(state.lastSyncedAt, now);
  switch (state.status) {
    case 'guest':
      return { look: 'plain', icon: null, text: texts.notSynced, detail: null };
    case 'synced':
      return { look: 'ok', icon: Check, text: texts.synced, detail: last };
    case 'syncing':
      return { look: 'plain', icon: RefreshCw, text: texts.syncing, detail: shortProgress(state) };
    case 'waiting':
      return { look: 'plain', icon: RefreshCw, text: texts.waiting(state.waiting), detail: last };
    case 'offline': {
      const text = state.waiting > 0 ? texts.waiting(state.waiting) : texts.offline;
      return { look: 'plain', icon: CloudOff, text, detail: last };
    }
    case 'attention':
      return { look: 'warn', icon: TriangleAlert, text: reasonOf(state), detail: null };
  }
}

function reasonOf(state: SyncState): string {
  const texts = textsOf(syncTexts);
  switch (state.reason) {
    case 'signed-out':
      return texts.signedOut;
    case 'service-unreachable':
      return texts.unreachable;
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
