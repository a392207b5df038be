import { Clock, Highlighter, Link2, Trash2 } from 'lucide-preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { controlsTexts } from '../../locales/controls.ts';
import { popupTexts } from '../../locales/popup.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Article } from '../../utils/library/library.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { Seal } from '../controls/Seal.tsx';
import { TagInput } from '../controls/TagInput.tsx';
import { showToast } from '../controls/toasts.ts';
import { ArticleHead } from './ArticleHead.tsx';
import { fullDate, positionWords, readWord, shortDate } from './article-words.ts';
import { CorrectArticleWord } from './CorrectWord.tsx';
import { copyCitation } from './copy-citation.ts';
import { MarkSummary } from './MarkSummary.tsx';
import { NoteField } from './NoteField.tsx';
import { PageLink } from './PageLink.tsx';
import styles from './Popup.module.css';
import type { PopupModel } from './popup-state.ts';
import { TermsAsTags } from './ReadingGist.tsx';
import { SiteOffer } from './SiteOffer.tsx';
import { MissingPages, PagesProgress } from './SplitPages.tsx';

/** What is kept of this page, with its tags and note to write on. */
export function SavedArticle({ model, article }: { model: PopupModel; article: Article }) {
  const texts = textsOf(popupTexts);
  const state = model.state.value;
  const reading = state.page.status === 'read' ? state.page.page.reading : null;
  return (
    <main class={styles.main}>
      <div class={styles.scroll}>
        <ArticleHead
          title={article.title}
          breadcrumb={article.breadcrumb}
          isObservation={reading ? reading.isObservation : null}
          action={<CorrectArticleWord onCorrect={() => model.correct('list')} />}
        >
          <Seal
            size={42}
            date={shortDate(article.savedAt)}
            fullDate={fullDate(article.savedAt)}
            isNew={state.isFresh}
          />
        </ArticleHead>
        <MissingPages model={model} pages={article.pages} />
        <MarkSummary marks={state.marks} />
        <Tags model={model} article={article} />
        <NoteField
          library={model.world.library}
          owner={{ kind: 'article', id: article.id }}
          note={article.note}
          isLocalOnly={state.sync?.status === 'offline'}
          onOpen={model.world.openPage}
        />
        <p class={styles.position} hidden={state.offer !== null}>
          <Icon of={Clock} size={14} />
          {positionWords(article.position)}
          {article.snapshots.length > 1 && (
            <span class={styles.end}>{texts.versions(article.snapshots.length)}</span>
          )}
        </p>
      </div>
      {state.offer && <SiteOffer model={model} pattern={state.offer} />}
      <PagesProgress model={model} />
      <div class={styles.actions}>
        <PageLink
          model={model}
          path={`library.html#/article/${article.id}`}
          isFirst
          kind="primary"
          size="l"
          isWide
          keyHint={model.world.keys.reader}
        >
          {readWord(article.position)}
        </PageLink>
        <div class={styles.row}>
          <Button icon={Highlighter} isWide onClick={() => void model.showMarks()}>
            {texts.marks}
          </Button>
          <Button icon={Link2} isWide onClick={() => void copyCitation(article)}>
            {texts.copyCitation}
          </Button>
          <Button icon={Trash2} name={texts.remove} onClick={() => void removeWithUndo(model)} />
        </div>
      </div>
    </main>
  );
}

function Tags({ model, article }: { model: PopupModel; article: Article }) {
  const texts = textsOf(popupTexts);
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.isComposing;
      if (!isPlain || event.key.toLowerCase() !== 't' || isTyping(event.target)) return;
      event.preventDefault();
      field.current?.focus();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  return (
    <section class={styles.section} aria-labelledby={id}>
      <h2 id={id} class={styles.label}>
        {texts.tags}
      </h2>
      <TagInput
        ref={field}
        tags={article.tags}
        known={model.state.value.knownTags}
        onAdd={(name) => void model.addTag(name)}
        onRemove={(tagId) => void model.removeTag(tagId)}
      />
      <TermsAsTags model={model} tags={article.tags} />
    </section>
  );
}

async function removeWithUndo(model: PopupModel): Promise<void> {
  const texts = textsOf(popupTexts);
  const id = await model.remove();
  if (id === null) return;
  showToast({
    text: texts.removed,
    detail: texts.removedDetail,
    icon: Trash2,
    action: { label: textsOf(controlsTexts).undo, onAction: () => void model.restore(id) },
  });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}
