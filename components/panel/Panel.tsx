import { BookOpen, Search, Settings2 } from 'lucide-preact';
import type { ComponentProps } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { panelTexts } from '../../locales/panel.ts';
import { popupTexts } from '../../locales/popup.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Correction, correctionSubject } from '../article/Correction.tsx';
import { ElsewherePage } from '../article/ElsewherePage.tsx';
import { OfflineStrip } from '../article/OfflineStrip.tsx';
import { PageFoot } from '../article/PageFoot.tsx';
import { PageLink } from '../article/PageLink.tsx';
import type { PopupModel } from '../article/popup-state.ts';
import { problemWords } from '../article/problem-words.ts';
import { useCorrectionFocus } from '../article/use-correction-focus.ts';
import { Notice } from '../controls/Notice.tsx';
import { SurfaceHead } from '../controls/SurfaceHead.tsx';
import { Toasts } from '../controls/Toasts.tsx';
import { ArticlePanel, type PanelView } from './ArticlePanel.tsx';
import styles from './Panel.module.css';
import type { PanelModel } from './panel-model.ts';

/** The whole side panel, 320 px wide or more: what is known of the page in the active tab. */
export function Panel({ panel }: { panel: PanelModel }) {
  const title = textsOf(panelTexts).title;
  const model = panel.page.value;
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <div class={styles.panel}>
      {model ? <PageOf key={model.world.tab.id} panel={panel} model={model} /> : <SurfaceHead isInset />}
      <p class="visually-hidden" role="status">
        {panel.said.value}
      </p>
      <Toasts />
    </div>
  );
}

function PageOf({ panel, model }: { panel: PanelModel; model: PopupModel }) {
  const texts = textsOf(popupTexts);
  const state = model.state.value;
  const main = useRef<HTMLDivElement>(null);
  useCorrectionFocus(main, state.correcting);
  const [chosen, choose] = useState<PanelView | null>(null);
  // Another page in the same tab is looked at anew.
  useEffect(() => choose(null), [model]);
  return (
    <>
      <SurfaceHead isInset>
        <PageLink model={model} path="library.html#/search" icon={Search} name={texts.search} />
        <PageLink model={model} path="library.html" icon={BookOpen} name={texts.library} />
        <PageLink model={model} path="options.html" icon={Settings2} name={texts.settings} />
      </SurfaceHead>
      {state.sync?.status === 'offline' && <OfflineStrip model={model} />}
      {state.problem && <Notice kind="danger">{problemWords(state.problem)}</Notice>}
      <div class={styles.content} ref={main}>
        <Content panel={panel} model={model} chosen={chosen} onChoose={choose} />
      </div>
      <PageFoot model={model} />
    </>
  );
}

function Content(props: ComponentProps<typeof ArticlePanel>) {
  const { model } = props;
  const state = model.state.value;
  const subject = state.correcting && correctionSubject(state);
  if (state.correcting && subject)
    return <Correction model={model} subject={subject} correcting={state.correcting} hasNoList />;
  const { page } = state;
  const isArticle = page.status === 'read' && page.page.reading.kind === 'article';
  if (state.article || isArticle || page.status === 'reading') return <ArticlePanel {...props} />;
  return <ElsewherePage model={model} />;
}
