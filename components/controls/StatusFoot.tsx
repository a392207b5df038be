import { UserRound } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { syncTexts } from '../../locales/sync.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { SyncState } from '../../utils/messages/contract.ts';
import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import styles from './StatusFoot.module.css';
import { syncWords } from './sync-words.ts';

interface StatusFootProps {
  /** Null until the state is known: the foot keeps its place and says nothing yet. */
  state: SyncState | null;
  /** Articles on this device, said to guests. */
  articles?: number;
  /** Notes that two devices wrote apart, in the whole library. */
  conflicts?: number;
  /** A link after the state: sign in, for guests. */
  action?: ComponentChildren;
  /** Opens a page of ours where a plain link won't do: the popup closes at the same time. */
  onOpen?: (path: string) => void;
  /** At the lower edge of the window, over a page that scrolls. */
  isPinned?: boolean;
  /** Milliseconds since 1970. Default: now. */
  now?: number;
}

const SYNC_PAGE = 'library.html#/sync';

/** 34 px: who, and how far it is synced, which leads to the sync page. The one place of a surface that reads a change of it aloud. */
export function StatusFoot(props: StatusFootProps) {
  const { state, articles, conflicts = 0, action, onOpen, isPinned, now = Date.now() } = props;
  const words = state && syncWords(state, now, conflicts);
  const open = (event: MouseEvent) => {
    if (!onOpen) return;
    event.preventDefault();
    onOpen(SYNC_PAGE);
  };
  return (
    <footer class={classes(styles.foot, isPinned && styles.pinned)}>
      {state && <span class={styles.who}>{whoIs(state, articles)}</span>}
      {words && (
        <span class={styles.end}>
          <span role="status">
            <a
              class={classes(styles.state, styles[words.look])}
              href={`/${SYNC_PAGE}`}
              title={textsOf(syncTexts).openSync}
              onClick={open}
            >
              {words.icon && <Icon of={words.icon} size={14} />}
              {words.text}
            </a>
          </span>
          {(words.reason ?? words.last) && <span class={styles.detail}> · {words.reason ?? words.last}</span>}
          {action && <span> · {action}</span>}
        </span>
      )}
    </footer>
  );
}

function whoIs(state: SyncState, articles: number | undefined) {
  const texts = textsOf(syncTexts);
  if (state.member) return <span class={styles.name}>{state.member.name || state.member.phone}</span>;
  return (
    <>
      <Icon of={UserRound} size={14} />
      <span class={styles.name}>{articles === undefined ? texts.guest : texts.guestWith(articles)}</span>
    </>
  );
}
