import { readerTexts } from '../../locales/reader.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Library } from '../../utils/library/library.ts';
import { markWords } from '../controls/mark-words.ts';
import styles from './LostMarks.module.css';
import { MarkCard } from './MarkCard.tsx';
import type { PlacedMark } from './use-marks-in-frame.ts';

/** Marks whose place is not in this text: the quotation whole, never struck out, with its note. */
export function LostMarks({ library, placed }: { library: Library; placed: PlacedMark[] }) {
  const texts = textsOf(readerTexts);
  const lost = placed.filter(({ status }) => status === 'lost');
  if (lost.length === 0) return null;
  return (
    <section class={styles.lost}>
      <h2>{texts.lostHead(lost.length)}</h2>
      <p class={styles.hint}>{texts.lostHint}</p>
      {lost.map((entry) => (
        <div key={entry.mark.id} class={styles.entry}>
          <blockquote class={styles.quote} lang="zh-CN">
            {markWords(entry.mark)}
          </blockquote>
          <MarkCard library={library} placed={entry} isSelected />
        </div>
      ))}
    </section>
  );
}
