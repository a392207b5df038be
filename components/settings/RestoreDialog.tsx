import { useEffect, useRef, useState } from 'preact/hooks';
import { backupTexts } from '../../locales/backup.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import { type Backup, BackupError, openBackup } from '../../utils/keeping/read-backup.ts';
import {
  type Changes,
  previewRestore,
  type RestorePreview,
  restoreBackup,
} from '../../utils/keeping/restore-backup.ts';
import { LibraryError } from '../../utils/library/library-error.ts';
import { announceChange, openAccountStore } from '../../utils/library/open-library.ts';
import { call } from '../../utils/messages/call.ts';
import { Button } from '../controls/Button.tsx';
import { Checkbox } from '../controls/Checkbox.tsx';
import { classes } from '../controls/classes.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { Notice } from '../controls/Notice.tsx';
import { sizeWords } from '../controls/size-words.ts';
import { showToast } from '../controls/toasts.ts';
import { exactMoment } from '../library/times.ts';
import styles from './Settings.module.css';

interface RestoreDialogProps {
  account: string;
  file: File;
  onClose: () => void;
}

type Stage =
  | { name: 'reading' }
  | { name: 'asking'; backup: Backup; preview: RestorePreview }
  | { name: 'restoring'; percent: number }
  | { name: 'failed'; words: string };

/** What a backup would bring, before anything is changed; then how far it is. */
export function RestoreDialog({ account, file, onClose }: RestoreDialogProps) {
  const texts = textsOf(backupTexts);
  const [stage, setStage] = useState<Stage>({ name: 'reading' });
  const [bringsBack, setBringsBack] = useState(false);
  const stopping = useRef(new AbortController());
  useEffect(() => {
    const open = async () => {
      const store = await openAccountStore(account);
      const backup = await openBackup(file);
      setStage({ name: 'asking', backup, preview: await previewRestore(store, backup) });
    };
    open().catch((error: unknown) => setStage({ name: 'failed', words: problemWords(error) }));
    return () => stopping.current.abort();
  }, [account, file]);

  const restore = async (backup: Backup) => {
    setStage({ name: 'restoring', percent: 0 });
    try {
      const { records, blobs, damaged, tooLarge } = await restoreBackup(
        await openAccountStore(account),
        backup,
        {
          bringsBack,
          signal: stopping.current.signal,
          onProgress: (done, total) =>
            setStage({ name: 'restoring', percent: Math.floor((100 * done) / Math.max(1, total)) }),
          announce: (changed) => announceChange({ account, records: changed }),
        },
      );
      call('sync-now').catch(() => undefined); // It waits in the outbox.
      onClose();
      const left = [
        ...(damaged > 0 ? [texts.damaged(damaged)] : []),
        ...(tooLarge > 0 ? [texts.tooLargeTogether(tooLarge)] : []),
      ];
      showToast({
        text: texts.restored(records, blobs),
        ...(left.length > 0 && { detail: left.join(' ') }),
      });
    } catch (error) {
      const isStopped = stopping.current.signal.aborted;
      setStage({ name: 'failed', words: isStopped ? texts.stopped : problemWords(error) });
    }
  };
  const close = () => {
    stopping.current.abort();
    if (stage.name !== 'restoring') onClose();
  };
  return (
    <Dialog
      title={texts.previewTitle}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{stage.name === 'restoring' ? texts.stop : texts.cancel}</Button>
          {stage.name === 'asking' && bringsAnything(stage.preview, bringsBack) && (
            <Button kind="primary" onClick={() => void restore(stage.backup)}>
              {texts.start}
            </Button>
          )}
        </>
      }
    >
      {stage.name === 'reading' && <p role="status">{texts.reading}</p>}
      {stage.name === 'restoring' && (
        <p role="status">
          {texts.restoring(stage.percent)}
          <progress
            class={styles.progress}
            value={stage.percent}
            max={100}
            aria-label={texts.restoring(stage.percent)}
          />
        </p>
      )}
      {stage.name === 'failed' && (
        <Notice kind="danger" isBlock>
          {stage.words}
        </Notice>
      )}
      {stage.name === 'asking' && (
        <Preview preview={stage.preview} bringsBack={bringsBack} onBringsBack={setBringsBack} />
      )}
    </Dialog>
  );
}

interface PreviewProps {
  preview: RestorePreview;
  bringsBack: boolean;
  onBringsBack: (value: boolean) => void;
}

function Preview({ preview, bringsBack, onBringsBack }: PreviewProps) {
  const texts = textsOf(backupTexts);
  const { articles, marks, others, blobs, blobBytes, drafts, unreadable } = preview;
  const deleted = articles.deletedSince + marks.deletedSince + others.deletedSince;
  const words = bringsAnything(preview, bringsBack)
    ? texts.neverOverwrites
    : deleted > 0
      ? texts.onlyDeleted
      : texts.nothing;
  return (
    <>
      <p>{texts.previewOf(exactMoment(preview.createdAt, language.value))}</p>
      <dl class={classes(styles.facts, styles.preview)}>
        <dt>{texts.articles}</dt>
        <dd>{changeWords(articles)}</dd>
        <dt>{texts.marks}</dt>
        <dd>{changeWords(marks)}</dd>
        <dt>{texts.others}</dt>
        <dd>{changeWords(others)}</dd>
        <dt>{texts.blobs}</dt>
        <dd>{texts.blobsAdded(blobs, sizeWords(blobBytes))}</dd>
        {drafts > 0 && (
          <>
            <dt>{texts.drafts}</dt>
            <dd>{texts.added(drafts)}</dd>
          </>
        )}
      </dl>
      <p>{words}</p>
      {unreadable > 0 && <p>{texts.unreadable(unreadable)}</p>}
      {deleted > 0 && (
        <Checkbox isChecked={bringsBack} onChange={onBringsBack}>
          {texts.bringsBack(deleted)}
        </Checkbox>
      )}
    </>
  );
}

/** Whether restoring would do anything, with or without what was deleted since. */
function bringsAnything({ articles, marks, others, blobs, drafts }: RestorePreview, bringsBack: boolean) {
  const isNews = ({ added, changed, deletedSince }: Changes) =>
    added + changed > 0 || (bringsBack && deletedSince > 0);
  return blobs > 0 || drafts > 0 || [articles, marks, others].some(isNews);
}

function changeWords({ added, changed, kept }: Changes): string {
  const texts = textsOf(backupTexts);
  return [texts.added(added), texts.changed(changed), texts.kept(kept)].join(' · ');
}

function problemWords(error: unknown): string {
  const texts = textsOf(backupTexts);
  if (error instanceof BackupError) return texts[error.code === 'damaged' ? 'damaged-file' : error.code];
  if (error instanceof LibraryError && error.code === 'storage-full') return texts['storage-full'];
  return texts.restoreFailed;
}
