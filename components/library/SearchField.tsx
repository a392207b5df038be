import { Search as SearchIcon, X } from 'lucide-preact';
import type { RefObject } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { libraryTexts } from '../../locales/library.ts';
import { searchTexts } from '../../locales/search.ts';
import { hasSingleKeys, textsOf } from '../../utils/appearance.ts';
import type { ListRow, Tag } from '../../utils/library/library.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { TextField } from '../controls/TextField.tsx';
import styles from './SearchField.module.css';
import { offersFor } from './search-offers.ts';

interface SearchFieldProps {
  field: RefObject<HTMLInputElement | null>;
  /** What stands in it. */
  search: string;
  onSearch: (text: string) => void;
  /** An input method has begun or ended to compose: its letters are not what is meant. */
  onCompose: (isComposing: boolean) => void;
  rows: ListRow[];
  tags: Tag[];
}

/** The box in which everything is looked for while typing. Esc empties it; below it, while it has the focus, stands what can be written. */
export function SearchField({ field, search, onSearch, onCompose, rows, tags }: SearchFieldProps) {
  const texts = textsOf(libraryTexts);
  const words = textsOf(searchTexts);
  const [isOpen, setOpen] = useState(false);
  const offers = useMemo(
    () => (isOpen ? offersFor(search, { rows, tags, nameOf: words.operator }) : []),
    [isOpen, search, rows, tags, words],
  );
  const take = (text: string) => {
    onSearch(text);
    field.current?.focus();
  };
  return (
    <search
      class={styles.search}
      onFocusIn={() => setOpen(true)}
      onFocusOut={(event) => {
        const isInside =
          event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget);
        if (!isInside) setOpen(false);
      }}
    >
      <TextField
        ref={field}
        size="l"
        label={texts.searchPlaceholder}
        isLabelHidden
        placeholder={texts.searchPlaceholder}
        title={texts.searchKey}
        value={search}
        onInput={onSearch}
        onCompositionStart={() => onCompose(true)}
        onCompositionEnd={() => onCompose(false)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.isComposing) return;
          event.preventDefault();
          if (search === '') field.current?.blur();
          else take('');
        }}
        autocomplete="off"
        spellcheck={false}
        prefix={<Icon of={SearchIcon} />}
        suffix={
          search === '' ? (
            hasSingleKeys.value && <kbd class={styles.key}>/</kbd>
          ) : (
            <Button kind="quiet" size="s" icon={X} name={texts.clearSearch} onClick={() => take('')} />
          )
        }
      />
      {isOpen && offers.length > 0 && (
        <fieldset class={styles.offers} aria-label={words.offersName}>
          {offers.map(({ label, text }) => (
            <button key={label} type="button" class={styles.offer} onClick={() => take(text)}>
              {label}
            </button>
          ))}
          <span class={styles.hint}>{words.offerHint}</span>
        </fieldset>
      )}
    </search>
  );
}
