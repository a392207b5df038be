import { ChevronDown, X } from 'lucide-preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { organiseTexts } from '../../locales/organise.ts';
import { textsOf } from '../../utils/appearance.ts';
import { foldWords } from '../../utils/search/fold-search.ts';
import { Button } from '../controls/Button.tsx';
import { Checkbox } from '../controls/Checkbox.tsx';
import { classes } from '../controls/classes.ts';
import { Icon } from '../controls/Icon.tsx';
import { usePlaceBeside } from '../controls/place-beside.ts';
import { TextField } from '../controls/TextField.tsx';
import styles from './FilterMenu.module.css';
import { type FilterKind, type FilterValue, STATE_VALUES } from './list-filters.ts';

interface FilterMenuProps {
  kind: FilterKind;
  chosen: string[];
  /** Asked for when the list opens: counting goes through every row. */
  values: () => FilterValue[];
  /** What is chosen, in words. */
  nameOf: (value: string) => string;
  onToggle: (value: string) => void;
  onClear: () => void;
}

/** With more values than this, some are looked for. */
const LOOKED_FOR = 10;
const MOST_SHOWN = 100;

/** What a list is limited to in one respect, and the values it can be limited to. Esc closes; Tab and Space go through the values. */
export function FilterMenu({ kind, chosen, values, nameOf, onToggle, onClear }: FilterMenuProps) {
  const texts = textsOf(organiseTexts);
  const id = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  const panel = useRef<HTMLFieldSetElement>(null);
  const [all, setAll] = useState<FilterValue[] | null>(null);
  const [typed, setTyped] = useState('');
  const isOpen = all !== null;
  usePlaceBeside(anchor, panel, isOpen);
  useEffect(() => {
    if (isOpen) panel.current?.querySelector('input')?.focus();
  }, [isOpen]);
  const close = () => {
    setAll(null);
    setTyped('');
  };
  const kindName = texts.filterKind(kind);
  const wanted = foldWords(typed);
  const shown = (all ?? []).filter(({ value }) => foldWords(nameOf(value)).includes(wanted));
  return (
    <span ref={anchor} class={classes(styles.chip, chosen.length > 0 && styles.limits)}>
      <button
        type="button"
        class={styles.opener}
        aria-expanded={isOpen}
        aria-controls={`${id}-values`}
        onClick={() => (isOpen ? close() : setAll(values()))}
      >
        {chosen.length === 0 ? kindName : `${kindName}：${texts.joined(chosen.map(nameOf))}`}
        {chosen.length === 0 && <Icon of={ChevronDown} size={12} />}
      </button>
      {chosen.length > 0 && (
        <Button
          kind="quiet"
          size="s"
          icon={X}
          class={styles.clear ?? ''}
          name={texts.filterOff(texts.joined(chosen.map(nameOf)))}
          onClick={onClear}
        />
      )}
      <fieldset
        ref={panel}
        id={`${id}-values`}
        class={styles.panel}
        aria-label={kindName}
        hidden={!isOpen}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.isComposing) return;
          event.stopPropagation();
          close();
          anchor.current?.querySelector('button')?.focus();
        }}
        onFocusOut={(event) => {
          const to = event.relatedTarget;
          if (!(to instanceof Node) || !(panel.current?.contains(to) || anchor.current?.contains(to)))
            close();
        }}
      >
        {(all?.length ?? 0) > LOOKED_FOR && (
          <TextField
            label={texts.filterNarrow}
            isLabelHidden
            placeholder={texts.filterNarrow}
            value={typed}
            onInput={setTyped}
            autocomplete="off"
          />
        )}
        {shown.slice(0, MOST_SHOWN).map(({ value, count }) => (
          <div key={value} class={styles.value}>
            <Checkbox isChecked={chosen.includes(value)} onChange={() => onToggle(value)}>
              <span class={styles.label}>{nameOf(value)}</span>
              <span class={styles.count}>{count}</span>
            </Checkbox>
          </div>
        ))}
      </fieldset>
    </span>
  );
}

/** A value of a filter in the reader's words; `tagName` knows tags by their ids. */
export function filterName(kind: FilterKind, value: string, tagName: (id: string) => string): string {
  const texts = textsOf(organiseTexts);
  if (kind === 'state') {
    const state = STATE_VALUES.find((one) => one === value);
    return state === undefined ? value : texts.state(state);
  }
  if (kind === 'tag') return tagName(value);
  return value === '' ? texts.filterNone(kind) : value;
}
