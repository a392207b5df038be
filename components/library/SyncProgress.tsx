import { useId } from 'preact/hooks';
import { syncSectionTexts } from '../../locales/sync-sections.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { SyncState } from '../../utils/messages/contract.ts';
import { Notice } from '../controls/Notice.tsx';
import styles from './SyncProgress.module.css';
import { unreachableSentence } from './sync-sentence.ts';

/** How far a library is that is being taken in, and why a service that is there can't be spoken to. Nothing where there is nothing to say. */
export function SyncProgress({ state }: { state: SyncState | null }) {
  if (!state) return null;
  const reason = unreachableSentence(state);
  return (
    <>
      {reason && <Notice isBlock>{reason}</Notice>}
      {state.progress && <Progress progress={state.progress} isGoingOn={state.status === 'syncing'} />}
    </>
  );
}

interface ProgressProps {
  progress: NonNullable<SyncState['progress']>;
  isGoingOn: boolean;
}

/** The bar and its number. Not a live region: every record read aloud would be too much. */
export function Progress({ progress: { done, total }, isGoingOn }: ProgressProps) {
  const texts = textsOf(syncSectionTexts);
  const id = useId();
  return (
    <div class={styles.progress}>
      <p id={id} class={styles.words}>
        {progressWords({ done, total }, isGoingOn)}
      </p>
      {(isGoingOn || total !== null) && (
        <progress
          class={styles.bar}
          aria-labelledby={id}
          {...(total === null ? {} : { value: done, max: Math.max(total, 1) })}
        />
      )}
      <p class={styles.note}>
        {isGoingOn ? texts.fetchingBody : done > 0 ? texts.fetchStopped : texts.fetchWaitsBody}
      </p>
    </div>
  );
}

function progressWords({ done, total }: ProgressProps['progress'], isGoingOn: boolean): string {
  const texts = textsOf(syncSectionTexts);
  if (done === 0 && total === null) return isGoingOn ? texts.fetchingFirst : texts.fetchWaits;
  if (total === null) return isGoingOn ? texts.fetchingCount(done) : texts.fetchedCount(done);
  return isGoingOn ? texts.fetchingOf(done, total) : texts.fetchedOf(done, total);
}
