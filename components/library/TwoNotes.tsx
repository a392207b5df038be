import { Files } from 'lucide-preact';
import { syncTexts } from '../../locales/sync.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Owner } from '../../utils/library/library.ts';
import { Icon } from '../controls/Icon.tsx';
import { routeHash } from './route.ts';
import styles from './TwoNotes.module.css';

interface TwoNotesProps {
  /** Whose note it is; of an article also one of its marks'. */
  owner: Owner;
  /** Notes in that state. */
  count?: number;
  tabIndex?: number;
  /** Opens a page of ours where a plain link won't do: the popup closes at the same time. */
  onOpen?: (path: string) => void;
}

/** 两份笔记: two devices wrote a note apart. Leads to where it is settled; gone once it is. */
export function TwoNotes({ owner, count = 1, tabIndex, onOpen }: TwoNotesProps) {
  const texts = textsOf(syncTexts);
  const path = `library.html${routeHash({ place: 'sync', at: `${owner.kind}:${owner.id}` })}`;
  const open = (event: MouseEvent) => {
    if (!onOpen) return;
    event.preventDefault();
    onOpen(path);
  };
  return (
    <a
      class={styles.sign}
      href={`/${path}`}
      title={texts.twoNotesHint}
      {...(tabIndex === undefined ? {} : { tabIndex })}
      onClick={open}
    >
      <Icon of={Files} size={14} />
      {count > 1 ? texts.severalTwoNotes(count) : texts.twoNotes}
    </a>
  );
}
