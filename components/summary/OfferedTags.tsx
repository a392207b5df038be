import { Plus } from 'lucide-preact';
import type { RefObject } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { controlsTexts } from '../../locales/controls.ts';
import { summaryTexts } from '../../locales/summary.ts';
import { textsOf } from '../../utils/appearance.ts';
import { isChinese } from '../../utils/summary/units.ts';
import { Icon } from '../controls/Icon.tsx';
import { foldName } from '../controls/match-tags.ts';
import { passFocusOn } from '../controls/pass-focus-on.ts';
import styles from './OfferedTags.module.css';

interface OfferedTagsProps {
  terms: readonly string[];
  /** What stands there already is not offered. */
  tags: readonly { name: string }[];
  /** Right below the field for tags, where a plus says enough. */
  isLabelHidden?: boolean;
  /** Where tags are typed: with the last term the focus goes there. */
  field: RefObject<HTMLElement | null>;
  /** Gives whether it was added. */
  onAdd: (name: string) => Promise<boolean>;
}

/** Terms of the text, each one click from being a tag. */
export function OfferedTags({ terms, tags, isLabelHidden = false, field, onAdd }: OfferedTagsProps) {
  const texts = textsOf(summaryTexts);
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const [said, setSaid] = useState('');
  const present = new Set(tags.map(({ name }) => foldName(name)));
  const offered = terms.filter((term) => !present.has(foldName(term)));
  if (terms.length === 0) return null;
  const add = async (term: string, button: HTMLButtonElement) => {
    // Once it is a tag its button is gone.
    if (!passFocusOn(button, list.current)) field.current?.focus();
    if (await onAdd(term)) setSaid(textsOf(controlsTexts).tagAdded(term));
  };
  return (
    <>
      {offered.length > 0 && (
        <div class={styles.offered}>
          <span id={id} class={isLabelHidden ? 'visually-hidden' : styles.label} title={texts.offeredHint}>
            {texts.offered}
          </span>
          <ul ref={list} class={styles.list} aria-labelledby={id}>
            {offered.map((term) => (
              <li key={term}>
                <button
                  type="button"
                  class={styles.term}
                  aria-label={texts.add(term)}
                  title={texts.offeredHint}
                  onClick={({ currentTarget }) => void add(term, currentTarget)}
                >
                  <Icon of={Plus} size={12} />
                  <span lang={isChinese(term) ? 'zh-CN' : undefined}>{term}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <span class="visually-hidden" role="status">
        {said}
      </span>
    </>
  );
}
