import { popupTexts } from '../../locales/popup.ts';
import { textsOf } from '../../utils/appearance.ts';
import { MARK_COLOURS, type Mark } from '../../utils/library/library.ts';
import { MarkShape } from '../controls/MarkShape.tsx';
import styles from './MarkSummary.module.css';

/** How many marks of each kind. */
export function MarkSummary({ marks }: { marks: readonly Mark[] }) {
  const texts = textsOf(popupTexts);
  const counts = MARK_COLOURS.map((colour) => ({
    colour,
    count: marks.filter((mark) => mark.colour === colour).length,
  })).filter(({ count }) => count > 0);
  return (
    <div class={styles.summary}>
      {counts.map(({ colour, count }) => (
        <span key={colour} class={styles.kind}>
          <MarkShape colour={colour} />
          {count}
        </span>
      ))}
      <span class={marks.length === 0 ? styles.none : styles.total}>
        {marks.length === 0 ? texts.noMarks : texts.markCount(marks.length)}
      </span>
    </div>
  );
}
