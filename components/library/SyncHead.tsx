import { Clock, RefreshCw } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { libraryTexts } from '../../locales/library.ts';
import { syncPageTexts } from '../../locales/sync-page.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import type { SyncState } from '../../utils/messages/contract.ts';
import { LONGEST_RETRY_MS } from '../../utils/sync/retry.ts';
import { nextTry } from '../../utils/sync/sync.ts';
import { Button, ButtonLink } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import styles from './SyncView.module.css';
import { clockTime, shortMoment } from './times.ts';
import { useLive } from './use-live.ts';

interface SyncHeadProps {
  state: SyncState | null;
  onSync: () => Promise<void>;
}

/** The page's name, when it was last in step and is tried again, and 现在同步; for guests 登录. */
export function SyncHead({ state, onSync }: SyncHeadProps) {
  const texts = textsOf(syncPageTexts);
  const [isAsked, setAsked] = useState(false);
  const next = soonest(state, useLive(nextTry, [state]).value);
  const syncNow = async () => {
    setAsked(true);
    await onSync();
    setAsked(false);
  };
  const isSyncing = isAsked || state?.status === 'syncing';
  return (
    <div class={styles.head}>
      <h1 class={styles.title} tabIndex={-1} data-sync-title>
        {textsOf(libraryTexts).sync}
      </h1>
      {state && state.status !== 'guest' && (
        <>
          <span class={styles.times}>
            <Icon of={Clock} size={14} />
            {[lastWords(state.lastSyncedAt), next ? nextWords(next) : null].filter(Boolean).join(' · ')}
          </span>
          <Button icon={RefreshCw} isBusy={isSyncing} onClick={() => void syncNow()}>
            {isSyncing ? texts.syncing : texts.now}
          </Button>
        </>
      )}
      {state?.status === 'guest' && (
        <ButtonLink href="/account.html#/sign-in">{textsOf(libraryTexts).signIn}</ButtonLink>
      )}
    </div>
  );
}

const MINUTE_MS = 60_000;

/** No time where the network is away: it goes on as soon as that is back. Where the service named none, this page asks before the background does. */
function soonest(state: SyncState | null, next: number | null): number | null {
  if (state === null || next === null || (state.status === 'offline' && state.reason === null)) return null;
  return state.retryAt ?? Math.min(next, Date.now() + LONGEST_RETRY_MS);
}

function lastWords(at: number | null): string {
  const texts = textsOf(syncPageTexts);
  return at === null ? texts.never : texts.last(shortMoment(at, language.value));
}

function nextWords(at: number): string {
  const texts = textsOf(syncPageTexts);
  const minutes = Math.ceil((at - Date.now()) / MINUTE_MS);
  if (minutes <= 1) return texts.nextSoon;
  return minutes < 60 ? texts.nextMinutes(minutes) : texts.nextAt(clockTime(at, language.value));
}
