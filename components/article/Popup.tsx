import { BookOpen, PanelRight, Search, Settings2 } from 'lucide-preact';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { popupTexts } from '../../locales/popup.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { Notice } from '../controls/Notice.tsx';
import { SurfaceHead } from '../controls/SurfaceHead.tsx';
import { Toasts } from '../controls/Toasts.tsx';
import { Correction, correctionSubject } from './Correction.tsx';
import { correctReading } from './corrections.ts';
import { ElsewherePage } from './ElsewherePage.tsx';
import { OfflineStrip } from './OfflineStrip.tsx';
import { PageFoot } from './PageFoot.tsx';
import { PageLink } from './PageLink.tsx';
import styles from './Popup.module.css';
import { withPointed } from './pointed-places.ts';
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
  const { world } = model;
  const isOffline = state.sync?.status === 'offline';
  const main = useFocusKept(state.article !== null);
  useCorrectionFocus(main, state.correcting);
  return (
    <div class={styles.popup}>
      <SurfaceHead isInset>
        <PageLink model={model} path="library.html#/search" icon={Search} name={texts.search} />
        <PageLink model={model} path="library.html" icon={BookOpen} name={texts.library} />
        {world.openPanel && (
          <Button kind="quiet" size="s" icon={PanelRight} name={texts.panel} onClick={world.openPanel} />
        )}
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
      <PageFoot model={model} />
      <Toasts />
    </div>
  );
}

function Content({ model, state }: { model: PopupModel; state: PopupState }) {
  const subject = state.correcting && correctionSubject(state);
  if (state.correcting && subject)
    return <Correction model={model} subject={subject} correcting={state.correcting} />;
  if (state.article) return <SavedArticle key={state.article.id} model={model} article={state.article} />;
  if (state.page.status === 'read' && state.page.page.reading.kind === 'article') {
    const corrected = correctReading(state.page.page.reading, state.corrections);
    const reading = { ...corrected, fields: withPointed(corrected.fields, state.pointed) };
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
