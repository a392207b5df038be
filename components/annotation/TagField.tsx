import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { MarkTexts } from '../../locales/marks.ts';
import type { Tag } from '../../utils/library/library.ts';
import { matchTags } from '../controls/match-tags.ts';

interface TagFieldProps {
  texts: MarkTexts;
  tags: Tag[];
  known: string[];
  takesFocus: boolean;
  onAdd: (name: string) => void;
  onRemove: (tagId: string) => void;
}

/** The mark's tags, and a field that completes from those in use. */
export function TagField({ texts, tags, known, takesFocus, onAdd, onRemove }: TagFieldProps) {
  const [typed, setTyped] = useState<string | null>(takesFocus ? '' : null);
  const [chosen, setChosen] = useState(-1);
  const field = useRef<HTMLInputElement>(null);
  const isOpen = typed !== null;
  useLayoutEffect(() => {
    if (isOpen) field.current?.focus({ preventScroll: true });
  }, [isOpen]);
  const choices = typed
    ? matchTags(
        known.map((name) => ({ id: name, name, count: 0 })),
        tags.map((tag) => tag.name),
        typed,
      )
    : [];
  const add = (name: string) => {
    if (name.trim()) onAdd(name.trim());
    setTyped('');
    setChosen(-1);
  };
  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Enter') add(choices[chosen]?.name ?? typed ?? '');
    else if (event.key === 'Escape') setTyped(null);
    else if (event.key === 'ArrowDown') setChosen(Math.min(chosen + 1, choices.length - 1));
    else if (event.key === 'ArrowUp') setChosen(Math.max(chosen - 1, -1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
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
            ref={field}
            role="combobox"
            aria-label={texts.addTag}
            aria-expanded={choices.length > 0}
            aria-controls="tag-choices"
            aria-activedescendant={chosen >= 0 ? `tag-choice-${chosen}` : undefined}
            placeholder={texts.tagPlaceholder}
            maxLength={80}
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={press}
            onBlur={() => (typed.trim() ? add(typed) : setTyped(null))}
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
                    add(choice.name);
                  }}
                >
                  {choice.name}
                </div>
              ))}
            </div>
          )}
        </span>
      ) : (
        <button type="button" class="tag add" onClick={() => setTyped('')}>
          {texts.addTag}
        </button>
      )}
    </div>
  );
}
