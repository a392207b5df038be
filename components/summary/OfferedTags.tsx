import { Plus } from 'lucide-preact';
import { useId } from 'preact/hooks';
import { summaryTexts } from '../../locales/summary.ts';
import { textsOf } from '../../utils/appearance.ts';
import { isChinese } from '../../utils/summary/units.ts';
import { Icon } from '../controls/Icon.tsx';
import { foldName } from '../controls/match-tags.ts';
import styles from './OfferedTags.module.css';

interface OfferedTagsProps {
  terms: readonly string[];
  /** What stands there already is not offered. */
  tags: readonly { name: string }[];
  /** Right below the field for tags, where a plus says enough. */
  isLabelHidden?: boolean;
  onAdd: (name: string) => void;
}

/** Terms of the text, each one click from being a tag. */
export function OfferedTags({ terms, tags, isLabelHidden = false, onAdd }: OfferedTagsProps) {
  const texts = textsOf(summaryTexts);
  const id = useId();
  const present = new Set(tags.map(({ name }) => foldName(name)));
  const offered = terms.filter((term) => !present.has(foldName(term)));
  if (offered.length === 0) return null;
  return (
    <div class={styles.offered}>
      <span id={id} class={isLabelHidden ? 'visually-hidden' : styles.label} title={texts.offeredHint}>
        {texts.offered}
      </span>
      <ul class={styles.list} aria-labelledby={id}>
        {offered.map((term) => (
          <li key={term}>
            <button
              type="button"
              class={styles.term}
              aria-label={texts.add(term)}
              title={texts.offeredHint}
              onClick={() => onAdd(term)}
            >
              <Icon of={Plus} size={12} />
              <span lang={isChinese(term) ? 'zh-CN' : undefined}>{term}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
