import { useId, useState } from 'preact/hooks';
import { summaryTexts } from '../../locales/summary.ts';
import { textsOf } from '../../utils/appearance.ts';
import { isChinese } from '../../utils/summary/units.ts';
import { classes } from '../controls/classes.ts';
import styles from './Summary.module.css';

interface SummaryProps {
  /** The page's own, or what the reader wrote in its place. */
  own: string | null;
  /** Made on this device; shown where there is no own one, and marked. */
  made: string | null;
  /** Three lines, and the rest on demand: where there is little room. */
  isFolded?: boolean;
}

/** What the article says in a few sentences, and whose words these are. Nothing where there are none. */
export function Summary({ own, made, isFolded = false }: SummaryProps) {
  const texts = textsOf(summaryTexts);
  const id = useId();
  const [isOpen, setOpen] = useState(!isFolded);
  const text = own ?? made;
  if (text === null) return null;
  const isMade = own === null;
  return (
    <section class={styles.summary} aria-labelledby={id}>
      <div class={styles.head}>
        <h2
          id={id}
          class={classes(styles.label, isMade && styles.made)}
          title={isMade ? texts.madeHint : undefined}
        >
          {isMade ? texts.made : texts.own}
        </h2>
        {isFolded && (
          <button type="button" class={styles.fold} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? texts.less : texts.more}
          </button>
        )}
      </div>
      <p class={classes(styles.text, !isOpen && styles.folded)} lang={isChinese(text) ? 'zh-CN' : undefined}>
        {text}
      </p>
    </section>
  );
}
