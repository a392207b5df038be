import { BookOpen, CloudOff, Search, Settings2 } from 'lucide-preact';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { popupTexts } from '../../locales/popup.ts';
import { syncTexts } from '../../locales/sync.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Notice } from '../controls/Notice.tsx';
import { StatusFoot } from '../controls/StatusFoot.tsx';
import { SurfaceHead } from '../controls/SurfaceHead.tsx';
import { Toasts } from '../controls/Toasts.tsx';
import { conflictsIn } from '../library/use-conflict-count.ts';
import { Correction, correctionSubject } from './Correction.tsx';
import { correctReading } from './corrections.ts';
import { ElsewherePage } from './ElsewherePage.tsx';
import { PageLink, PageWord } from './PageLink.tsx';
import styles from './Popup.module.css';
import type { PopupModel, PopupState } from './popup-state.ts';
import { problemWords } from './problem-words.ts';
import { SavedArticle } from './SavedArticle.tsx';
import { UnsavedArticle } from './UnsavedArticle.tsx';
import { useCorrectionFocus } from './use-correction-focus.ts';

/** The whole popup: 380 × 560 px. */
export function Popup({ model }: { model: PopupModel }) {
  const texts = textsOf(popupTexts);
  const state = model.state.value;
  useEffect(() => {
    document.title = texts.title;
  }, [texts]);
  const isOffline = state.sync?.status === 'offline';
  const main = useFocusKept(state.article !== null);
  useCorrectionFocus(main, state.correcting);
  return (
    <div class={styles.popup}>
      <SurfaceHead isInset>
        <PageLink model={model} path="library.html#/search" icon={Search} name={texts.search} />
        <PageLink model={model} path="library.html" icon={BookOpen} name={texts.library} />
        <PageLink model={model} path="options.html" icon={Settings2} name={texts.settings} />
      </SurfaceHead>
      {isOffline && <OfflineStrip model={model} />}
      {state.problem && <Notice kind="danger">{problemWords(state.problem)}</Notice>}
      <div class={styles.content} ref={main}>
        <Content model={model} state={state} />
      </div>
      <p class="visually-hidden" role="status">
        {state.isFresh && texts.saved}
      </p>
      <StatusFoot
        state={state.sync}
        conflicts={conflictsOf(state)}
        {...(state.sync?.status === 'guest' && { articles: state.kept.length })}
        onOpen={model.world.openPage}
        action={
          state.sync?.status === 'guest' && state.article !== null ? (
            <PageWord model={model} path="account.html#/sign-in">
              {texts.signIn}
            </PageWord>
          ) : null
        }
      />
      <Toasts />
    </div>
  );
}

/** Of the whole library; of the article here as it stands now, for the list was read when the popup opened. */
function conflictsOf({ article, marks, kept }: PopupState): number {
  const here = [...(article ? [article] : []), ...marks].filter(({ note }) => note.values.length > 1).length;
  return here + conflictsIn(kept.filter(({ id }) => id !== article?.id));
}

function Content({ model, state }: { model: PopupModel; state: PopupState }) {
  const subject = state.correcting && correctionSubject(state);
  if (state.correcting && subject)
    return <Correction model={model} subject={subject} correcting={state.correcting} />;
  if (state.article) return <SavedArticle key={state.article.id} model={model} article={state.article} />;
  if (state.page.status === 'read' && state.page.page.reading.kind === 'article') {
    const reading = correctReading(state.page.page.reading, state.corrections);
    return <UnsavedArticle model={model} reading={reading} />;
  }
  if (state.page.status === 'reading') return <UnsavedArticle model={model} reading={null} />;
  return <ElsewherePage model={model} />;
}

/** When saving or removing takes the button away that had the focus, the one in its place gets it. */
function useFocusKept(isSaved: boolean): RefObject<HTMLDivElement | null> {
  const content = useRef<HTMLDivElement>(null);
  const before = useRef(isSaved);
  useLayoutEffect(() => {
    if (before.current === isSaved) return;
    before.current = isSaved;
    if (document.activeElement !== document.body) return;
    content.current?.querySelector<HTMLElement>('[data-first]')?.focus();
  }, [isSaved]);
  return content;
}

function OfflineStrip({ model }: { model: PopupModel }) {
  const texts = textsOf(syncTexts);
  const waiting = model.state.value.sync?.waiting ?? 0;
  const link = waiting > 0 && (
    <PageWord model={model} path="library.html#/sync">
      {texts.waiting(waiting)}
    </PageWord>
  );
  return (
    <Notice icon={CloudOff} actions={link} isSilent>
      {texts.offlineStrip}
    </Notice>
  );
}
