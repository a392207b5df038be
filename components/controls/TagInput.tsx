import type { Ref, TargetedEvent, TargetedFocusEvent } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { controlsTexts } from '../../locales/controls.ts';
import { textsOf } from '../../utils/appearance.ts';
import { foldName, type KnownTag, MAX_TAG_LENGTH, matchTags } from './match-tags.ts';
import { usePlaceBeside } from './place-beside.ts';
import styles from './Tag.module.css';
import { TagChip } from './TagChip.tsx';
import { TagOptions } from './TagOptions.tsx';
import { showToast } from './toasts.ts';
import { useAfterPress } from './use-after-press.ts';
import { type TagDraftOf, useTypedTag } from './use-typed-tag.ts';

interface TagInputProps {
  /** What stands there now. */
  tags: readonly { id: string; name: string }[];
  /** All tags in use, for completion. */
  known: readonly KnownTag[];
  /** Gives whether it was added; if not, it stands in the field again. */
  onAdd: (name: string) => Promise<boolean>;
  onRemove: (id: string) => void;
  /** Where what is being typed is kept; left out where the field is part of a question that is answered or dropped as a whole. */
  draftOf?: TagDraftOf;
  /** The list opens with the first letter, a click or an arrow key: at the focus it would hide what the field stands above. */
  opensLater?: boolean;
  /** What stands in the field, at every key stroke. */
  onTyped?: (typed: string) => void;
  ref?: Ref<HTMLInputElement>;
}

/** A comma, of either width, ends a tag as Enter does. */
const ENDS_WITH_COMMA = /[,，]$/;

/**
 * Tags with a field that completes them. Arrow keys choose a suggestion, Enter, a comma or leaving the field adds, Esc closes the list, Backspace
 * in the empty field goes to the last tag. While an input method composes, keys belong to it and nothing is added.
 */
export function TagInput(props: TagInputProps) {
  const { tags, known, onAdd, onRemove, draftOf, opensLater = false, onTyped, ref } = props;
  const texts = textsOf(controlsTexts);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const options = useRef<HTMLDivElement>(null);
  const chips = useRef<HTMLSpanElement>(null);
  const isComposing = useRef(false);
  const hasJustComposed = useRef(false);
  const isGone = useRef(false);
  const afterPress = useAfterPress();
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState(-1);
  const [said, setSaid] = useState('');
  const names = tags.map((tag) => tag.name);
  const isPresent = (name: string) => names.some((present) => foldName(present) === foldName(name));
  const typing = useTypedTag(draftOf, isPresent);
  const typed = typing.text;
  const matches = isOpen ? matchTags(known, names, typed) : [];
  const active = matches[chosen];
  usePlaceBeside(field, options, matches.length > 0);
  useLayoutEffect(() => {
    if (typeof ref === 'function') ref(field.current);
    else if (ref) ref.current = field.current;
  }, [ref]);
  useLayoutEffect(
    () => () => {
      isGone.current = true;
    },
    [],
  );

  const add = async (name: string) => {
    const wanted = name.trim();
    onTyped?.('');
    setChosen(-1);
    setOpen(false);
    if (wanted === '' || isPresent(wanted)) return typing.forget();
    if (await typing.take(wanted, onAdd)) setSaid(texts.tagAdded(wanted));
  };
  const leave = (event: TargetedFocusEvent<HTMLInputElement>) => {
    setOpen(false);
    const isLeft = document.activeElement !== field.current; // else the window alone was
    const isWithin = event.relatedTarget instanceof Node && list.current?.contains(event.relatedTarget);
    // Nobody chose the letters at which an input method was cut short.
    const isCut = isComposing.current || hasJustComposed.current;
    // A field that is taken away loses the focus too.
    if (typed === '' || !isLeft || isWithin || isCut || isGone.current) return;
    afterPress(() => void add(typed));
  };
  const remove = (tag: { id: string; name: string }) => {
    onRemove(tag.id);
    // Said by the message alone.
    setSaid('');
    showToast({
      text: texts.tagRemoved(tag.name),
      action: { label: texts.undo, onAction: () => void onAdd(tag.name) },
    });
    field.current?.focus();
  };
  const input = (event: TargetedEvent<HTMLInputElement>) => {
    const value = event.currentTarget.value;
    if (!isComposing.current && ENDS_WITH_COMMA.test(value)) return void add(value.slice(0, -1));
    typing.type(value);
    onTyped?.(value);
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
      void add(active?.name ?? typed);
    } else if (key === 'Escape' && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    } else if (key === 'Backspace' && typed === '') {
      lastButton(chips.current)?.focus();
    }
  };

  return (
    <div class={styles.list} ref={list}>
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
          onFocus={() => setOpen(!opensLater)}
          onClick={() => setOpen(true)}
          onBlur={leave}
          onCompositionStart={() => {
            isComposing.current = true;
          }}
          onCompositionEnd={() => {
            isComposing.current = false;
            hasJustComposed.current = true;
            // Where it ended because the field is left, that comes within the same task.
            setTimeout(() => {
              hasJustComposed.current = false;
            });
          }}
        />
      </span>
      <TagOptions
        id={`${id}-options`}
        list={options}
        matches={matches}
        chosen={chosen}
        idOf={(tag) => `${id}-${tag.id}`}
        onChoose={(tag) => void add(tag.name)}
      />
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
