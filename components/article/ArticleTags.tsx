import { useEffect, useId, useRef } from 'preact/hooks';
import { popupTexts } from '../../locales/popup.ts';
import { hasSingleKeys, textsOf } from '../../utils/appearance.ts';
import type { Article } from '../../utils/library/library.ts';
import { TagInput } from '../controls/TagInput.tsx';
import styles from './Popup.module.css';
import type { PopupModel } from './popup-state.ts';
import { TermsAsTags } from './ReadingGist.tsx';

/** A saved article's tags, with a field that the key T leads to, and terms of its text to take as tags. */
export function ArticleTags({ model, article }: { model: PopupModel; article: Article }) {
  const texts = textsOf(popupTexts);
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const hasKeys = hasSingleKeys.value;
  useEffect(() => {
    if (!hasKeys) return;
    const press = (event: KeyboardEvent) => {
      const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.isComposing;
      if (!isPlain || event.key.toLowerCase() !== 't' || isTyping(event.target)) return;
      event.preventDefault();
      field.current?.focus();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [hasKeys]);
  return (
    <section class={styles.section} aria-labelledby={id}>
      <h2 id={id} class={styles.label}>
        {texts.tags}
      </h2>
      <TagInput
        key={article.id}
        ref={field}
        tags={article.tags}
        known={model.state.value.knownTags}
        draftOf={{ library: model.world.library, owner: { kind: 'article', id: article.id } }}
        onAdd={model.addTag}
        onRemove={(tagId) => void model.removeTag(tagId)}
      />
      <TermsAsTags model={model} tags={article.tags} field={field} />
    </section>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}
