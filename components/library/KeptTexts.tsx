import { useRef, useState } from 'preact/hooks';
import { syncSectionTexts } from '../../locales/sync-sections.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Library } from '../../utils/library/library.ts';
import type { OfflineChoice } from '../../utils/sync/offline-choice.ts';
import { Button } from '../controls/Button.tsx';
import { Dialog } from '../controls/Dialog.tsx';
import { Notice } from '../controls/Notice.tsx';
import { RadioGroup } from '../controls/RadioGroup.tsx';
import { sizeWords } from '../controls/size-words.ts';
import { showToast } from '../controls/toasts.ts';
import styles from './KeptTexts.module.css';
import progressStyles from './SyncProgress.module.css';
import view from './SyncView.module.css';
import { type KeptTextsModel, useKeptTexts } from './use-kept-texts.ts';

interface KeptTextsProps {
  library: Library;
  /** Not every article is here yet: what is missing can't be counted. */
  isTakingIn: boolean;
}

/** 正文与图片: fetched when they are opened, or all of them on this device; what that takes; how far it is. */
export function KeptTexts({ library, isTakingIn }: KeptTextsProps) {
  const texts = textsOf(syncSectionTexts);
  const model = useKeptTexts(library.account);
  const [isAsking, setAsking] = useState(false);
  const head = useRef<HTMLHeadingElement>(null);
  const { setting, sizes, step } = model;
  if (!setting) return null;
  const makeRoom = async () => {
    const removed = await model.makeRoom();
    showToast({ text: removedWords(removed) });
    // The button that was pressed goes where nothing is left to remove.
    if (removed !== null) head.current?.focus();
  };
  const choices: { value: OfflineChoice; label: string; help: string }[] = [
    { value: 'on-demand', label: texts.onDemand, help: texts.onDemandHelp },
    { value: 'all', label: texts.all, help: texts.allHelp },
  ];
  return (
    <section>
      <h2 class={view.section} ref={head} tabIndex={-1}>
        {texts.kept}
      </h2>
      <div class={styles.choice}>
        <RadioGroup
          label={texts.keptChoice}
          value={setting.choice}
          choices={choices}
          onChange={(choice) => void model.choose({ choice, isStopped: false })}
        />
      </div>
      {sizes && !isTakingIn && <Facts sizes={sizes} />}
      {setting.choice === 'all' && <Fetching model={model} />}
      {setting.choice === 'on-demand' && (sizes?.here.count ?? 0) > 0 && (
        <div class={styles.ways}>
          <Button onClick={() => setAsking(true)} isBusy={model.isMakingRoom}>
            {model.isMakingRoom ? texts.makingRoom : texts.makeRoom}
          </Button>
        </div>
      )}
      {setting.choice === 'all' && step?.status === 'full' && (
        <Notice kind="warn" isBlock>
          {texts.keptFull}
        </Notice>
      )}
      {isAsking && (
        <Dialog
          title={texts.makeRoomTitle}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>{texts.makeRoomNo}</Button>
              <Button
                kind="danger"
                onClick={() => {
                  setAsking(false);
                  void makeRoom();
                }}
              >
                {texts.makeRoomYes}
              </Button>
            </>
          }
        >
          {texts.makeRoomBody}
        </Dialog>
      )}
    </section>
  );
}

function Facts({ sizes: { here, missing } }: { sizes: NonNullable<KeptTextsModel['sizes']> }) {
  const texts = textsOf(syncSectionTexts);
  const toFetch = () => {
    if (missing.count === 0)
      return missing.elsewhere + missing.damaged > 0 ? texts.keptCountOnly(0) : texts.keptNone;
    if (missing.bytes === null) return texts.keptUnknownSize(missing.count);
    return texts.keptCount(missing.count, sizeWords(missing.bytes));
  };
  return (
    <dl class={styles.facts}>
      <dt>{texts.keptHere}</dt>
      <dd>{texts.keptCount(here.count, sizeWords(here.bytes))}</dd>
      <dt>{texts.keptMissing}</dt>
      <dd>{toFetch()}</dd>
      {missing.elsewhere > 0 && (
        <>
          <dt>{texts.keptElsewhere}</dt>
          <dd>{texts.keptCountOnly(missing.elsewhere)}</dd>
        </>
      )}
      {missing.damaged > 0 && (
        <>
          <dt>{texts.keptDamaged}</dt>
          <dd>{texts.keptDamagedBody(missing.damaged)}</dd>
        </>
      )}
    </dl>
  );
}

function Fetching({ model: { setting, sizes, step, choose } }: { model: KeptTextsModel }) {
  const texts = textsOf(syncSectionTexts);
  // The same count as above it, which is measured now and then; a step that found nothing left is the end.
  const left = step?.left === 0 ? 0 : (sizes?.missing.count ?? step?.left ?? 0);
  if (!setting || left === 0) return null;
  const isFetching = !setting.isStopped && step?.status === 'fetching';
  const words = setting.isStopped
    ? texts.keptStopped
    : step?.status === 'unreachable' || !navigator.onLine
      ? texts.keptUnreachable
      : texts.keptFetching(left);
  const total = (sizes?.here.count ?? 0) + (sizes?.missing.count ?? 0);
  return (
    <div class={progressStyles.progress}>
      {step?.status !== 'full' && <p class={progressStyles.words}>{words}</p>}
      {isFetching && (
        <progress
          class={progressStyles.bar}
          aria-label={texts.kept}
          value={Math.max(total - left, 0)}
          max={Math.max(total, 1)}
        />
      )}
      <div class={styles.ways}>
        {setting.isStopped ? (
          <Button onClick={() => void choose({ choice: 'all', isStopped: false })}>{texts.goOn}</Button>
        ) : (
          <Button onClick={() => void choose({ choice: 'all', isStopped: true })}>{texts.stop}</Button>
        )}
      </div>
    </div>
  );
}

function removedWords(removed: { count: number; bytes: number } | null): string {
  const texts = textsOf(syncSectionTexts);
  if (removed === null) return texts.makeRoomFailed;
  return removed.count === 0 ? texts.madeNoRoom : texts.madeRoom(removed.count, sizeWords(removed.bytes));
}
