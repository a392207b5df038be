import { Clock, RefreshCw } from 'lucide-preact';
import { syncPageTexts } from '../../locales/sync-page.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import type { WaitingRow } from '../../utils/library/library.ts';
import { classes } from '../controls/classes.ts';
import { Icon } from '../controls/Icon.tsx';
import { MarkShape } from '../controls/MarkShape.tsx';
import { fateWord, kindName } from './record-name.ts';
import { shortMoment } from './times.ts';
import styles from './WaitingList.module.css';

interface WaitingListProps {
  rows: WaitingRow[];
  /** With those that are not listed. */
  waiting: number;
  /** A sync is under way: what has gone out is on its way, not left behind by one that failed. */
  isSyncing: boolean;
}

/** What waits, row by row: kind | words | what it belongs to | time | whether it is on its way. */
export function WaitingList({ rows, waiting, isSyncing }: WaitingListProps) {
  const texts = textsOf(syncPageTexts);
  const others = waiting - rows.length;
  return (
    <>
      <ul>
        {rows.map((row) => (
          <li key={`${row.kind} ${row.id}`} class={styles.row}>
            <span class={styles.kind}>{kindName(row.what)}</span>
            <Words row={row} />
            <span class={styles.of} title={row.of ?? undefined} lang="zh-CN">
              {row.of}
            </span>
            <span class={styles.time}>{shortMoment(row.since, language.value)}</span>
            {isSyncing && row.isOffered ? (
              <span class={classes(styles.state, styles.sending)}>
                <Icon of={RefreshCw} size={14} />
                {texts.sending}
              </span>
            ) : (
              <span class={styles.state}>
                <Icon of={Clock} size={14} />
                {texts.queued}
              </span>
            )}
          </li>
        ))}
      </ul>
      {others > 0 && <p class={styles.more}>{texts.more(others)}</p>}
    </>
  );
}

function Words({ row }: { row: WaitingRow }) {
  const fate = fateWord(row);
  const files = filesWord(row);
  return (
    <span class={styles.what}>
      {row.colour !== null && <MarkShape colour={row.colour} />}
      <span
        class={classes(styles.words, row.what === 'note' && styles.hand)}
        title={row.words || undefined}
        lang="zh-CN"
      >
        {row.words}
      </span>
      {fate && <span class={styles.aside}>{fate}</span>}
      {files && <span class={styles.aside}>{files}</span>}
    </span>
  );
}

function filesWord({ texts: count, images }: WaitingRow): string | null {
  const texts = textsOf(syncPageTexts);
  if (count > 0 && images > 0) return texts.withTextAndImages(images);
  if (images > 0) return texts.withImages(images);
  return count > 0 ? texts.withText : null;
}
