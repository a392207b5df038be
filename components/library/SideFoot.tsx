import { libraryTexts } from '../../locales/library.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { SyncState } from '../../utils/messages/contract.ts';
import { classes } from '../controls/classes.ts';
import { shortProgress } from '../controls/short-progress.ts';
import styles from './SideFoot.module.css';

/** Who, and how far it is synced: at the foot of the side column. Each leads to its page. */
export function SideFoot({ state }: { state: SyncState | null }) {
  const texts = textsOf(libraryTexts);
  if (!state) return <footer class={styles.foot} />;
  const progress = shortProgress(state);
  const name = state.member ? state.member.name || state.member.phone : texts.guest;
  return (
    <footer class={styles.foot}>
      <a class={styles.who} href={state.member ? '/account.html#/signed-in' : '/account.html#/sign-in'}>
        {state.member && (
          <span class={styles.sign} aria-hidden="true">
            {[...name][0]}
          </span>
        )}
        <span class={styles.name}>{name}</span>
      </a>
      <a class={classes(styles.state, styles[state.status])} href="#/sync">
        <span role="status">{stateName(state)}</span>
        {progress && <span>{progress}</span>}
      </a>
    </footer>
  );
}

function stateName(state: SyncState): string {
  const texts = textsOf(libraryTexts);
  switch (state.status) {
    case 'guest':
      return texts.stateGuest;
    case 'synced':
      return texts.stateSynced;
    case 'syncing':
      return texts.stateSyncing;
    case 'waiting':
      return texts.stateWaiting(state.waiting);
    case 'offline':
      return texts.stateOffline;
    case 'attention':
      return texts.stateAttention;
  }
}
