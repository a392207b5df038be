import { X } from 'lucide-preact';
import { controlsTexts } from '../../locales/controls.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Icon } from './Icon.tsx';
import styles from './Tag.module.css';

interface TagChipProps {
  name: string;
  /** Without it the chip is only read. */
  onRemove?: () => void;
  /** Opens what carries the tag. */
  href?: string;
}

export function TagChip({ name, onRemove, href }: TagChipProps) {
  return (
    <span class={styles.chip}>
      {href ? <a href={href}>{name}</a> : <span>{name}</span>}
      {onRemove && (
        <button
          type="button"
          class={styles.remove}
          aria-label={textsOf(controlsTexts).removeTag(name)}
          title={textsOf(controlsTexts).removeTag(name)}
          onClick={onRemove}
        >
          <Icon of={X} size={12} />
        </button>
      )}
    </span>
  );
}
