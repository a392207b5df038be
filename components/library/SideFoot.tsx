import { libraryTexts } from '../../locales/library.ts';
import { syncTexts } from '../../locales/sync.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { SyncState } from '../../utils/messages/contract.ts';
import { classes } from '../controls/classes.ts';
import { Icon } from '../controls/Icon.tsx';
import { syncWords } from '../controls/sync-words.ts';
import styles from './SideFoot.module.css';

interface SideFootProps {
  state: SyncState | null;
  /** Notes that two devices wrote apart. */
  conflicts?: number;
  now?: number;
}

/** Who, and how far it is synced and why not: at the foot of the side column. Each leads to its page. */
export function SideFoot({ state, conflicts = 0, now = Date.now() }: SideFootProps) {
  const texts = textsOf(libraryTexts);
  if (!state) return <footer class={styles.foot} />;
  const name = state.member ? state.member.name || state.member.phone : texts.guest;
  const words = syncWords(state, now, conflicts);
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
      <span role="status">
        <a
          class={classes(styles.state, styles[words.look])}
          href="#/sync"
          title={textsOf(syncTexts).openSync}
        >
          {words.icon && <Icon of={words.icon} size={14} />}
          {words.text}
        </a>
      </span>
      {words.reason && <p class={styles.reason}>{words.reason}</p>}
    </footer>
  );
}
