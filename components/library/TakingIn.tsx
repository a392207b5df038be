import type { SyncState } from '../../utils/messages/contract.ts';
import empty from './NoRows.module.css';
import { SyncProgress } from './SyncProgress.tsx';
import styles from './TakingIn.module.css';

/** In place of the list, while nothing of a library has arrived yet that another device filled. */
export function TakingIn({ state }: { state: SyncState }) {
  return (
    <div class={empty.empty}>
      <span class={empty.seal} lang="zh-CN" aria-hidden="true">
        藏
      </span>
      <div class={styles.words}>
        <SyncProgress state={state} />
      </div>
    </div>
  );
}
