import { Download, RefreshCw } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { libraryTexts } from '../../locales/library.ts';
import { syncPageTexts } from '../../locales/sync-page.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import type {
  NoteConflict as Conflict,
  Library,
  ListRow,
  RefusedRecord,
} from '../../utils/library/library.ts';
import { dismissRefused, retryRefused } from '../../utils/library/retry-refused.ts';
import { call } from '../../utils/messages/call.ts';
import type { SyncState } from '../../utils/messages/contract.ts';
import { Button } from '../controls/Button.tsx';
import { Notice } from '../controls/Notice.tsx';
import { dismissToast, showToast } from '../controls/toasts.ts';
import { attempt } from './attempt.ts';
import { DeviceList } from './DeviceList.tsx';
import { discardWithUndo } from './discard-with-undo.ts';
import { downloadJson } from './download-json.ts';
import { KeptTexts } from './KeptTexts.tsx';
import { conflictId, NoteConflict } from './NoteConflict.tsx';
import { isSendable, RefusedList } from './RefusedList.tsx';
import { SyncHead } from './SyncHead.tsx';
import { SyncProgress } from './SyncProgress.tsx';
import styles from './SyncView.module.css';
import { countSentence, heldBackSentence, placeSentence, reasonSentence } from './sync-sentence.ts';
import { useLive } from './use-live.ts';
import { WaitingList } from './WaitingList.tsx';

interface SyncViewProps {
  library: Library;
  rows: ListRow[];
  state: SyncState | null;
  /** A note to be settled, `article:ID` or `mark:ID`: it is scrolled to. */
  at?: string | undefined;
  onState: (state: SyncState) => void;
}

/** What waits, what was refused and why, what two devices wrote apart. The first sentence says that everything is stored. */
export function SyncView({ library, rows, state, at, onState }: SyncViewProps) {
  const texts = textsOf(syncPageTexts);
  const page = useRef<HTMLDivElement>(null);
  const { value, hasFailed, reload } = useLive(() => readSync(library, rows), [library, rows, state]);
  const isMember = state !== null && state.status !== 'guest';
  const isRead = value !== null;
  useEffect(() => {
    document.title = textsOf(libraryTexts).pageTitle(textsOf(libraryTexts).sync);
  }, [language.value]);
  useEffect(() => {
    const named = value?.conflicts.find((one) => `${one.owner.kind}:${one.owner.id}` === at);
    const near = value?.conflicts.find(({ articleId }) => `article:${articleId}` === at);
    const there = named ?? near;
    const place = there ? document.getElementById(conflictId(there.owner)) : null;
    place?.scrollIntoView();
    place?.focus({ preventScroll: true });
  }, [at, isRead]);

  const syncNow = async () => {
    await attempt(call('sync-now').then(onState));
  };
  const saidToast = useRef<number | null>(null);
  const isHeldBack = state?.status === 'offline';
  useEffect(() => {
    if (!isHeldBack && saidToast.current !== null) dismissToast(saidToast.current);
  }, [isHeldBack]);
  /** Nothing on the page changes where it could not be: the press is answered anyway. */
  const syncOnPress = async () => {
    const ask = async () => {
      const told = await call('sync-now');
      onState(told);
      const why = heldBackSentence(told);
      if (why) saidToast.current = showToast({ text: why });
    };
    await attempt(ask());
  };
  /** What had the focus is going away: the page's name has it then, from where reading begins. */
  const afterAct = () => {
    page.current?.querySelector<HTMLElement>('[data-sync-title]')?.focus();
    reload();
  };
  const retry = async (...records: RefusedRecord[]) => {
    const offer = async () => {
      for (const record of records) await retryRefused(library.account, record);
    };
    if (!(await attempt(offer()))) return;
    afterAct();
    await syncNow();
  };
  const discard = async (record: RefusedRecord) => {
    const isDiscarded = await discardWithUndo(library, record);
    afterAct();
    if (isDiscarded) await syncNow();
  };
  const dismiss = async (record: RefusedRecord) => {
    await attempt(dismissRefused(library.account, record));
    afterAct();
    await attempt(call('sync-state').then(onState));
  };
  const exportWaiting = () =>
    attempt(library.waitingRecords().then((waiting) => downloadJson('waiting-to-sync', waiting)));

  const { outbox, conflicts, device } = value ?? NOTHING;
  const [joined, setJoined] = useState<ReadonlyMap<string, Conflict>>(new Map());
  const join = (conflict: Conflict, isJoining: boolean) =>
    setJoined((before) => {
      const next = new Map(before);
      if (isJoining) next.set(conflictId(conflict.owner), conflict);
      else next.delete(conflictId(conflict.owner));
      return next;
    });
  const present = new Map(conflicts.map((one) => [conflictId(one.owner), one]));
  // Words in a field stay where they are, whatever becomes of their note elsewhere.
  const shown = useRef<string[]>([]);
  shown.current = [...new Set([...shown.current, ...present.keys()])].filter(
    (id) => present.has(id) || joined.has(id),
  );
  const sendable = outbox.refused.filter(isSendable);
  const listed = shown.current.flatMap((id) => present.get(id) ?? joined.get(id) ?? []);
  const counts = { waiting: outbox.waiting, refused: outbox.refused.length, conflicts: conflicts.length };
  return (
    <div class={styles.scroller}>
      <div class={styles.page} ref={page}>
        <SyncHead state={state} onSync={syncOnPress} />
        {state && (value || state.status === 'guest') && <Sentence state={state} counts={counts} />}
        <SyncProgress state={state} />
        {hasFailed && (
          <Notice
            kind="danger"
            isBlock
            actions={
              <Button size="s" onClick={reload}>
                {texts.readAgain}
              </Button>
            }
          >
            {texts.readFailed}
          </Notice>
        )}
        {isMember && value && (
          <section>
            <h2 class={styles.section}>
              {texts.waitingHead}
              {outbox.waiting > 0 && (
                <Button kind="quiet" size="s" icon={Download} onClick={() => void exportWaiting()}>
                  {texts.waitingExport}
                </Button>
              )}
            </h2>
            {outbox.waiting > 0 ? (
              <WaitingList
                rows={outbox.rows}
                waiting={outbox.waiting}
                isSyncing={state.status === 'syncing'}
              />
            ) : (
              <p class={styles.words}>{texts.waitingNone}</p>
            )}
          </section>
        )}
        {outbox.refused.length > 0 && (
          <section>
            <h2 class={styles.section}>
              {texts.refusedHead}
              {sendable.length > 1 && (
                <Button kind="quiet" size="s" icon={RefreshCw} onClick={() => void retry(...sendable)}>
                  {texts.retryAll}
                </Button>
              )}
              <Button
                kind="quiet"
                size="s"
                icon={Download}
                onClick={() => downloadJson('refused-records', outbox.refused.map(asRefused))}
              >
                {texts.exportAll}
              </Button>
            </h2>
            <p class={styles.hint}>{texts.refusedBody}</p>
            <RefusedList refused={outbox.refused} onRetry={retry} onDiscard={discard} onDismiss={dismiss} />
          </section>
        )}
        {listed.length > 0 && (
          <section>
            <h2 class={styles.section}>{texts.conflictHead}</h2>
            <p class={styles.hint}>{texts.conflictBody}</p>
            {listed.map((conflict, index) => (
              <NoteConflict
                key={conflictId(conflict.owner)}
                library={library}
                conflict={conflict}
                device={device}
                isFirst={index === 0}
                isSettled={!present.has(conflictId(conflict.owner))}
                onSettled={afterAct}
                onJoin={(isJoining) => join(conflict, isJoining)}
              />
            ))}
          </section>
        )}
        {isMember && <KeptTexts library={library} isTakingIn={state.progress !== null} />}
        {isMember && <DeviceList library={library} state={state} />}
      </div>
    </div>
  );
}

/** Said by the foot when it changes; here it stands to be read. */
function Sentence({ state, counts }: { state: SyncState; counts: Parameters<typeof countSentence>[1] }) {
  const between = language.value === 'en' ? ' ' : '';
  const reason = reasonSentence(state);
  return (
    <div class={styles.sentence}>
      <p>
        {countSentence(state, counts)}
        {between}
        <b>{placeSentence(state)}</b>
      </p>
      {reason && <p>{reason}</p>}
    </div>
  );
}

async function readSync(library: Library, rows: ListRow[]) {
  const inConflict = rows.filter((row) => row.conflicts > 0).map(({ id }) => id);
  const [outbox, { conflicts, device }] = await Promise.all([
    library.outbox(),
    library.conflicts(inConflict),
  ]);
  return { outbox, conflicts, device };
}

const NOTHING: Awaited<ReturnType<typeof readSync>> = {
  outbox: { waiting: 0, rows: [], refused: [] },
  conflicts: [],
  device: null,
};

function asRefused({ kind, id, reason, at, record }: RefusedRecord) {
  return { kind, id, reason, at, record };
}
