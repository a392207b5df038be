import { readerTexts } from '../../locales/reader.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { OutlineItem } from '../../utils/article/reading.ts';
import { classes } from '../controls/classes.ts';
import styles from './Outline.module.css';

interface OutlineProps {
  items: OutlineItem[];
  /** The heading the reader is under; null above the first. */
  currentId: string | null;
  /** Null leads to the beginning. */
  onGo: (id: string | null) => void;
}

export function Outline({ items, currentId, onGo }: OutlineProps) {
  const texts = textsOf(readerTexts);
  const top = Math.min(...items.map((item) => item.level));
  return (
    <nav aria-label={texts.outline}>
      <ol>
        <Line label={texts.opening} isTop isHere={currentId === null} onGo={() => onGo(null)} />
        {items.map((item) => (
          <Line
            key={item.id}
            label={item.text}
            isDeep={item.level > top}
            isHere={item.id === currentId}
            onGo={() => onGo(item.id)}
          />
        ))}
      </ol>
    </nav>
  );
}

interface LineProps {
  label: string;
  isHere: boolean;
  isDeep?: boolean;
  /** The line that leads to the beginning is our word, the others are the author's. */
  isTop?: boolean;
  onGo: () => void;
}

function Line({ label, isHere, isDeep, isTop, onGo }: LineProps) {
  return (
    <li class={classes(styles.line, isHere && styles.here, isDeep && styles.deep)}>
      <button
        type="button"
        lang={isTop ? undefined : 'zh-CN'}
        aria-current={isHere ? 'location' : undefined}
        onClick={onGo}
      >
        {label}
      </button>
    </li>
  );
}
