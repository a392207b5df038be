import type { Ref, TargetedEvent } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { controlsTexts } from '../../locales/controls.ts';
import { textsOf } from '../../utils/appearance.ts';
import { foldName, type KnownTag, matchTags } from './match-tags.ts';
import { usePlaceBeside } from './place-beside.ts';
import styles from './Tag.module.css';
import { TagChip } from './TagChip.tsx';

interface TagInputProps {
  /** What stands there now. */
  tags: readonly { id: string; name: string }[];
  /** All tags in use, for completion. */
  known: readonly KnownTag[];
  onAdd: (name: string) => void;
  onRemove: (id: string) => void;
  ref?: Ref<HTMLInputElement>;
}

/** Characters in one tag's name. */
const MAX_TAG_LENGTH = 60;
/** A comma, of either width, ends a tag as Enter does. */
const ENDS_WITH_COMMA = /[,，]$/;

/**
 * Tags with a field that completes them. Arrow keys choose a suggestion, Enter or a comma adds, Esc closes the list, Backspace
 * in the empty field goes to the last tag. While an input method composes, keys belong to it and nothing is added.
 */
export function TagInput({ tags, known, onAdd, onRemove, ref }: TagInputProps) {
  const texts = textsOf(controlsTexts);
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const options = useRef<HTMLDivElement>(null);
  const chips = useRef<HTMLSpanElement>(null);
  const isComposing = useRef(false);
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState(-1);
  const [said, setSaid] = useState('');
  const names = tags.map((tag) => tag.name);
  const matches = isOpen ? matchTags(known, names, typed) : [];
  const active = matches[chosen];
  usePlaceBeside(field, options, matches.length > 0);
  useEffect(() => {
    if (typeof ref === 'function') ref(field.current);
    else if (ref) ref.current = field.current;
  }, [ref]);

  const add = (name: string) => {
    const wanted = name.trim();
    setTyped('');
    setChosen(-1);
    setOpen(false);
    if (wanted === '' || names.some((present) => foldName(present) === foldName(wanted))) return;
    onAdd(wanted);
    setSaid(texts.tagAdded(wanted));
  };
  const remove = (tag: { id: string; name: string }) => {
    onRemove(tag.id);
    setSaid(texts.tagRemoved(tag.name));
    field.current?.focus();
  };
  const input = (event: TargetedEvent<HTMLInputElement>) => {
    const value = event.currentTarget.value;
    if (!isComposing.current && ENDS_WITH_COMMA.test(value)) return add(value.slice(0, -1));
    setTyped(value);
    setChosen(-1);
    setOpen(true);
  };
  const press = (event: KeyboardEvent) => {
    // 229: Safari reports the key that ends a composition after `compositionend`, with this code alone.
    if (isComposing.current || event.isComposing || event.keyCode === 229) return;
    const { key } = event;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      if (!isOpen) setOpen(true);
      else setChosen(step(chosen, key === 'ArrowDown' ? 1 : -1, matches.length));
    } else if (key === 'Enter') {
      event.preventDefault();
      add(active?.name ?? typed);
    } else if (key === 'Escape' && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    } else if (key === 'Backspace' && typed === '') {
      lastButton(chips.current)?.focus();
    }
  };

  return (
    <div class={styles.list}>
      <span class={styles.chips} ref={chips}>
        {tags.map((tag) => (
          <TagChip key={tag.id} name={tag.name} onRemove={() => remove(tag)} />
        ))}
      </span>
      <span class={styles.adder}>
        <input
          ref={field}
          class={styles.input}
          role="combobox"
          aria-label={texts.addTag}
          aria-autocomplete="list"
          aria-expanded={matches.length > 0}
          aria-controls={`${id}-options`}
          aria-activedescendant={active ? `${id}-${active.id}` : undefined}
          placeholder={texts.addTag}
          title={texts.tagPlaceholder}
          maxLength={MAX_TAG_LENGTH}
          autocomplete="off"
          spellcheck={false}
          value={typed}
          onInput={input}
          onKeyDown={press}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onCompositionStart={() => {
            isComposing.current = true;
          }}
          onCompositionEnd={() => {
            isComposing.current = false;
          }}
        />
      </span>
      <div
        class={styles.options}
        id={`${id}-options`}
        ref={options}
        role="listbox"
        aria-label={texts.addTag}
        hidden={matches.length === 0}
      >
        {matches.map((tag, index) => (
          <div
            key={tag.id}
            id={`${id}-${tag.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            class={styles.option}
            // Before the field loses the focus and the list closes.
            onPointerDown={(event) => {
              event.preventDefault();
              add(tag.name);
            }}
          >
            <span>{tag.name}</span>
            <span class={styles.count}>{texts.tagCount(tag.count)}</span>
          </div>
        ))}
      </div>
      <span role="status" class="visually-hidden">
        {isOpen && typed !== '' ? texts.tagSuggestions(matches.length) : said}
      </span>
    </div>
  );
}

/** -1 is the field itself: what was typed, not a suggestion. */
function step(current: number, by: 1 | -1, count: number): number {
  const next = current + by;
  if (next >= count) return -1;
  return next < -1 ? count - 1 : next;
}

function lastButton(element: HTMLElement | null): HTMLElement | null {
  return [...(element?.querySelectorAll('button') ?? [])].at(-1) ?? null;
}
