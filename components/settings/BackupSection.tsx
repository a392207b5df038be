import { Download, Upload } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { backupTexts } from '../../locales/backup.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import { backupName } from '../../utils/keeping/backup-format.ts';
import {
  type BackupInterval,
  type BackupSchedule,
  INTERVALS,
  lastBackupOf,
} from '../../utils/keeping/backup-schedule.ts';
import { makeBackup } from '../../utils/keeping/make-backup.ts';
import type { Library } from '../../utils/library/library.ts';
import { missingBlobs } from '../../utils/library/needed-blobs.ts';
import { openAccountStore } from '../../utils/library/open-library.ts';
import { Button, ButtonLink } from '../controls/Button.tsx';
import { Notice } from '../controls/Notice.tsx';
import { RadioGroup } from '../controls/RadioGroup.tsx';
import { sizeWords } from '../controls/size-words.ts';
import { showToast } from '../controls/toasts.ts';
import { downloadBlob } from '../library/download-json.ts';
import { exactMoment } from '../library/times.ts';
import { RestoreDialog } from './RestoreDialog.tsx';
import { Section } from './Section.tsx';
import styles from './Settings.module.css';
import { useBackupSchedule } from './use-backup-schedule.ts';

/** A copy of everything outside the browser: by hand, on a schedule, and back. */
export function BackupSection({ library }: { library: Library }) {
  const texts = textsOf(backupTexts);
  const { schedule, choose, wanted, answer } = useBackupSchedule();
  const [percent, setPercent] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [file, setFile] = useState<File | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const elsewhere = useElsewhere(library.account);

  const backUp = async () => {
    setProblem(null);
    setPercent(0);
    try {
      const store = await openAccountStore(library.account);
      const onProgress = (done: number, total: number) => setPercent(Math.floor((100 * done) / total));
      downloadBlob(backupName(Date.now()), await makeBackup(store, { onProgress }));
      showToast({ text: texts.made, detail: texts.madeMore });
    } catch {
      setProblem(texts.failed);
    }
    setPercent(null);
  };
  const ask = () =>
    answer(true).then(
      (isGranted) => setProblem(isGranted ? null : texts.refused),
      () => setProblem(texts.notChosen),
    );
  return (
    <Section id="backup" title={texts.backup} words={texts.words}>
      <RadioGroup
        label={texts.schedule}
        isRow
        value={wanted ?? schedule?.every ?? 'never'}
        onChange={(every: BackupInterval) => {
          setProblem(null);
          choose(every).catch(() => setProblem(texts.notChosen));
        }}
        choices={INTERVALS.map((value) => ({ value, label: texts[value] }))}
      />
      {wanted && (
        <Notice
          isBlock
          actions={
            <>
              <Button size="s" kind="primary" onClick={() => void ask()}>
                {texts.ask}
              </Button>
              <Button size="s" onClick={() => void answer(false)}>
                {texts.cancel}
              </Button>
            </>
          }
        >
          {texts.why}
        </Notice>
      )}
      <p class={styles.muted}>{texts.scheduleHelp}</p>
      {elsewhere > 0 && (
        <Notice
          isBlock
          actions={
            <ButtonLink size="s" href="/library.html#/sync">
              {texts.toSync}
            </ButtonLink>
          }
        >
          {texts.elsewhere(elsewhere)}
        </Notice>
      )}
      {schedule && <LastBackup account={library.account} schedule={schedule} />}
      {problem && (
        <Notice kind="danger" isBlock>
          {problem}
        </Notice>
      )}
      <div class={styles.line}>
        <Button icon={Download} isBusy={percent !== null} onClick={() => void backUp()}>
          {percent === null ? texts.now : texts.making(percent)}
        </Button>
        <Button icon={Upload} onClick={() => picker.current?.click()}>
          {texts.restore}
        </Button>
        <input
          ref={picker}
          type="file"
          accept=".zip,application/zip"
          hidden
          aria-label={texts.restore}
          onChange={(event) => {
            setFile(event.currentTarget.files?.[0] ?? null);
            // The same file may be chosen again.
            event.currentTarget.value = '';
          }}
        />
      </div>
      {file && <RestoreDialog account={library.account} file={file} onClose={() => setFile(null)} />}
    </Section>
  );
}

/** Texts and images that other devices kept, and this one has not fetched: no backup made here has them. */
function useElsewhere(account: string): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    openAccountStore(account)
      .then(missingBlobs)
      .then(
        ({ length }) => setCount(length),
        () => setCount(0),
      );
  }, [account]);
  return count;
}

function LastBackup({ account, schedule }: { account: string; schedule: BackupSchedule }) {
  const texts = textsOf(backupTexts);
  const { problem, every } = schedule;
  const last = lastBackupOf(account, schedule);
  if (every === 'never' && last === null) return null;
  return (
    <>
      <dl class={styles.facts}>
        <dt>{texts.last}</dt>
        <dd>
          {last
            ? texts.lastAt(exactMoment(last.at, language.value), last.name, sizeWords(last.bytes))
            : texts.lastNone}
        </dd>
      </dl>
      {problem && every !== 'never' && (
        <Notice kind="warn" isBlock>
          {problem === 'failed' ? texts.problemFailed : texts.problemPermission}
        </Notice>
      )}
    </>
  );
}
