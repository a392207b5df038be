import { readerTexts } from '../../locales/reader.ts';
import { textsOf } from '../../utils/appearance.ts';
import { MARK_COLOURS, type Mark } from '../../utils/library/library.ts';
import { MarkShape, markName } from '../controls/MarkShape.tsx';
import styles from './MarkCounts.module.css';

/** How many marks of each colour. */
export function MarkCounts({ marks }: { marks: Mark[] }) {
  const counts = MARK_COLOURS.map((colour) => ({
    colour,
    count: marks.filter((mark) => mark.colour === colour).length,
  })).filter(({ count }) => count > 0);
  if (counts.length === 0) return null;
  return (
    <>
      <p class={styles.label}>{textsOf(readerTexts).marks}</p>
      <ul class={styles.counts}>
        {counts.map(({ colour, count }) => (
          <li key={colour}>
            <MarkShape colour={colour} name={null} />
            {markName(colour)}
            <span>{count}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
