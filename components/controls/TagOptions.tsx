import type { RefObject } from 'preact';
import { controlsTexts } from '../../locales/controls.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { KnownTag } from './match-tags.ts';
import styles from './Tag.module.css';

interface TagOptionsProps {
  id: string;
  list: RefObject<HTMLDivElement | null>;
  matches: readonly KnownTag[];
  /** Index of the one the arrows have come to; -1 for none. */
  chosen: number;
  idOf: (tag: KnownTag) => string;
  onChoose: (tag: KnownTag) => void;
}

/** The tags that complete what is typed, in a list beside the field, which keeps the focus. */
export function TagOptions({ id, list, matches, chosen, idOf, onChoose }: TagOptionsProps) {
  const texts = textsOf(controlsTexts);
  return (
    <div
      class={styles.options}
      id={id}
      ref={list}
      role="listbox"
      aria-label={texts.addTag}
      hidden={matches.length === 0}
    >
      {matches.map((tag, index) => (
        <div
          key={tag.id}
          id={idOf(tag)}
          role="option"
          tabIndex={-1}
          aria-selected={index === chosen}
          class={styles.option}
          // Before the field loses the focus and the list closes.
          onPointerDown={(event) => {
            event.preventDefault();
            onChoose(tag);
          }}
        >
          <span>{tag.name}</span>
          <span class={styles.count}>{texts.tagCount(tag.count)}</span>
        </div>
      ))}
    </div>
  );
}
