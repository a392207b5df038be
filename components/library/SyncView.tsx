import { Download, RefreshCw } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { libraryTexts } from '../../locales/library.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import type { ArticleRow, Library, OutboxState, RefusedRecord } from '../../utils/library/library.ts';
import { dismissRefused, retryRefused } from '../../utils/library/retry-refused.ts';
import { call } from '../../utils/messages/call.ts';
import type { SyncState } from '../../utils/messages/contract.ts';
import { Button, ButtonLink } from '../controls/Button.tsx';
import { attempt } from './attempt.ts';
import { DeviceList } from './DeviceList.tsx';
import { downloadJson } from './download-json.ts';
import { KeptTexts } from './KeptTexts.tsx';
import { NoteConflict } from './NoteConflict.tsx';
import { RefusedList } from './RefusedList.tsx';
import { SyncProgress } from './SyncProgress.tsx';
import styles from './SyncView.module.css';
import { momentName } from './times.ts';
import { useLive } from './use-live.ts';

interface SyncViewProps {
  library: Library;
  rows: ArticleRow[];
  state: SyncState | null;
  onState: (state: SyncState) => void;
}

const NOTHING: OutboxState = { waiting: 0, refused: [] };

/** What has gone out, what waits, what was refused and why. The first sentence says that everything is stored. */
export function SyncView({ library, rows, state, onState }: SyncViewProps) {
  const texts = textsOf(libraryTexts);
  const outbox = useLive(() => library.outbox(), [library, state]);
  const [isSyncing, setSyncing] = useState(false);
  const conflicts = rows.filter((row) => row.note.values.length > 1);
  useEffect(() => {
    document.title = texts.pageTitle(texts.sync);
  }, [texts]);

  const syncNow = async () => {
    setSyncing(true);
    await attempt(call('sync-now').then(onState));
    setSyncing(false);
  };
  const retry = async (record: RefusedRecord) => {
    if (await attempt(retryRefused(library.account, record))) await syncNow();
    outbox.reload();
  };
  const dismiss = async (record: RefusedRecord) => {
    await attempt(dismissRefused(library.account, record));
    await attempt(call('sync-state').then(onState));
    outbox.reload();
  };
  const { waiting, refused } = outbox.value ?? NOTHING;
  return (
    <div class={styles.page}>
      <div class={styles.head}>
        <h1 class={styles.title}>{texts.sync}</h1>
        {state && state.status !== 'guest' && (
          <>
            <span class={styles.last}>
              {state.lastSyncedAt === null
                ? texts.neverSynced
                : texts.lastSync(momentName(state.lastSyncedAt, language.value))}
            </span>
            <Button icon={RefreshCw} isBusy={isSyncing || state.status === 'syncing'} onClick={syncNow}>
              {isSyncing || state.status === 'syncing' ? texts.syncingNow : texts.syncNow}
            </Button>
          </>
        )}
        {state?.status === 'guest' && <ButtonLink href="/account.html#/sign-in">{texts.signIn}</ButtonLink>}
      </div>
      {state && (
        <p class={styles.sentence} role="status">
          <b>{texts.syncSafeMember}</b>
          {language.value === 'en' && ' '}
          {stateSentence(state, { waiting, refused })}
        </p>
      )}
      <SyncProgress state={state} />
      {state && state.status !== 'guest' && (
        <section>
          <h2 class={styles.section}>{texts.waitingHead}</h2>
          <p class={styles.words}>{waiting > 0 ? texts.waitingBody(waiting) : texts.waitingNone}</p>
        </section>
      )}
      {refused.length > 0 && (
        <section>
          <h2 class={styles.section}>
            {texts.refusedHead}
            <Button
              kind="quiet"
              size="s"
              icon={Download}
              onClick={() => downloadJson('refused-records', refused)}
            >
              {texts.refusedExportAll}
            </Button>
          </h2>
          <RefusedList refused={refused} onRetry={retry} onDismiss={dismiss} />
        </section>
      )}
      {conflicts.length > 0 && (
        <section>
          <h2 class={styles.section}>{texts.conflictHead}</h2>
          <p class={styles.words}>{texts.conflictBody}</p>
          {conflicts.map((row) => (
            <NoteConflict key={row.id} library={library} row={row} />
          ))}
        </section>
      )}
      {state && state.status !== 'guest' && <KeptTexts library={library} />}
      {state && state.status !== 'guest' && <DeviceList library={library} state={state} />}
    </div>
  );
}

function stateSentence(state: SyncState, outbox: OutboxState): string {
  const texts = textsOf(libraryTexts);
  const separator = language.value === 'en' ? ', ' : '，';
  const stop = language.value === 'en' ? '. ' : '。';
  const counts = [
    outbox.waiting > 0 ? texts.syncWaiting(outbox.waiting) : '',
    outbox.refused.length > 0 ? texts.syncRefused(outbox.refused.length) : '',
  ].filter(Boolean);
  const why = reasonSentence(state);
  if (counts.length > 0 && state.status !== 'guest') return `${counts.join(separator)}${stop}${why}`;
  return why || (state.status === 'synced' ? texts.syncAllSent : '');
}

function reasonSentence(state: SyncState): string {
  const texts = textsOf(libraryTexts);
  if (state.status === 'guest') return texts.syncGuest;
  if (state.status === 'offline') return texts.syncOffline;
  if (state.status !== 'attention') return '';
  if (state.reason === 'signed-out') return texts.syncSignedOut;
  if (state.reason === 'service-unreachable') return texts.syncUnreachable;
  if (state.reason === 'storage-full') return texts.syncStorageFull;
  return state.reason === 'quota' ? texts.syncQuota : '';
}
