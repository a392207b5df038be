import { useRef, useState } from 'preact/hooks';
import type { MarkTexts } from '../../locales/marks.ts';
import type { Tag } from '../../utils/library/library.ts';
import { MAX_TAG_LENGTH, matchTags } from '../controls/match-tags.ts';
import { FieldFrame } from './FieldFrame.tsx';

interface TagFieldProps {
  texts: MarkTexts;
  tags: Tag[];
  known: string[];
  takesFocus: boolean;
  /** Whether it was stored. */
  onAdd: (name: string) => Promise<boolean>;
  onRemove: (tagId: string) => void;
  onClose: () => void;
}

/** The mark's tags, and a field that completes from those in use. */
export function TagField({ texts, tags, known, takesFocus, onAdd, onRemove, onClose }: TagFieldProps) {
  const [typed, setTyped] = useState<string | null>(takesFocus ? '' : null);
  const [chosen, setChosen] = useState(-1);
  const isLeft = useRef(false);
  const isOpen = typed !== null;
  const choices = typed
    ? matchTags(
        known.map((name) => ({ id: name, name, count: 0 })),
        tags.map((tag) => tag.name),
        typed,
      )
    : [];
  const add = async (name: string, left: '' | null = '') => {
    setTyped(left);
    setChosen(-1);
    // What could not be stored is not gone.
    if (name.trim() && !(await onAdd(name.trim()))) setTyped(name);
  };
  const leave = () => {
    isLeft.current = true;
    setTyped(null);
  };
  /** The focus would go with the field. */
  const takeFocus = (button: HTMLButtonElement | null) => {
    if (button && isLeft.current) button.focus({ preventScroll: true });
    isLeft.current = false;
  };
  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Enter') void add(choices[chosen]?.name ?? typed ?? '');
    else if (event.key === 'Escape') leave();
    else if (event.key === 'ArrowDown') setChosen(Math.min(chosen + 1, choices.length - 1));
    else if (event.key === 'ArrowUp') setChosen(Math.max(chosen - 1, -1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <FieldFrame name={texts.tag} takesFocus={takesFocus} onClose={onClose}>
      <div class="tags">
        {tags.map((tag) => (
          <span key={tag.id} class="tag">
            {tag.name}
            <button type="button" aria-label={texts.removeTag(tag.name)} onClick={() => onRemove(tag.id)}>
              ×
            </button>
          </span>
        ))}
        {isOpen ? (
          <span class="tag-field">
            <input
              ref={focusOn}
              role="combobox"
              aria-label={texts.addTag}
              aria-expanded={choices.length > 0}
              aria-controls="tag-choices"
              aria-activedescendant={chosen >= 0 ? `tag-choice-${chosen}` : undefined}
              placeholder={texts.tagPlaceholder}
              maxLength={MAX_TAG_LENGTH}
              value={typed}
              onInput={(event) => setTyped(event.currentTarget.value)}
              onKeyDown={press}
              onBlur={() => {
                // A field that is taken away while it has the focus loses it too. Who looks something up in another window comes back.
                if (isLeft.current || !document.hasFocus()) return;
                void add(typed, null);
              }}
            />
            {choices.length > 0 && (
              <div class="float menu" id="tag-choices" role="listbox">
                {choices.map((choice, at) => (
                  <div
                    key={choice.id}
                    id={`tag-choice-${at}`}
                    role="option"
                    tabIndex={-1}
                    aria-selected={at === chosen}
                    onMouseDown={(event) => {
                      event.preventDefault(); // the field keeps the focus
                      void add(choice.name);
                    }}
                  >
                    {choice.name}
                  </div>
                ))}
              </div>
            )}
          </span>
        ) : (
          <button ref={takeFocus} type="button" class="tag add" onClick={() => setTyped('')}>
            {texts.addTag}
          </button>
        )}
      </div>
    </FieldFrame>
  );
}

function focusOn(field: HTMLElement | null): void {
  field?.focus({ preventScroll: true });
}
