import { panelTexts } from '../../locales/panel.ts';
import { popupTexts } from '../../locales/popup.ts';
import { textsOf } from '../../utils/appearance.ts';
import { fullDate, positionWords, shortDate } from '../article/article-words.ts';
import { ReadButton, SaveButton } from '../article/MainButton.tsx';
import { Outline } from '../article/Outline.tsx';
import type { PopupModel } from '../article/popup-state.ts';
import { SiteOffer } from '../article/SiteOffer.tsx';
import { PagesProgress } from '../article/SplitPages.tsx';
import { Seal } from '../controls/Seal.tsx';
import { Tabs } from '../controls/Tabs.tsx';
import { ArticleView } from './ArticleView.tsx';
import { MarksView } from './MarksView.tsx';
import styles from './Panel.module.css';
import type { PanelModel } from './panel-model.ts';

export type PanelView = 'marks' | 'outline' | 'article';

interface ArticlePanelProps {
  panel: PanelModel;
  model: PopupModel;
  /** Null until the reader has chosen one. */
  chosen: PanelView | null;
  onChoose: (view: PanelView) => void;
}

/** An article: its title and whether it is kept, its marks, headings and particulars in turn, and one button. */
export function ArticlePanel({ panel, model, chosen, onChoose }: ArticlePanelProps) {
  const texts = textsOf(panelTexts);
  const state = model.state.value;
  const { article, page } = state;
  const reading = page.status === 'read' ? page.page.reading : null;
  const hasMarks = state.marks.length > 0;
  const view = chosen ?? (hasMarks ? 'marks' : 'article');
  const outline = reading ?? article;
  const title =
    article?.title ?? state.corrections.title ?? reading?.fields.title.value ?? model.world.tab.title;
  return (
    <main class={styles.main}>
      <div class={styles.head}>
        <div class={styles.words}>
          <h1 class={styles.title} lang="zh-CN" title={title}>
            {title}
          </h1>
          <p class={styles.state}>{stateWords(model)}</p>
        </div>
        {article && (
          <Seal
            size={34}
            date={shortDate(article.savedAt)}
            fullDate={fullDate(article.savedAt)}
            isNew={state.isFresh}
          />
        )}
      </div>
      {/* Who has begun to do something there stays there, whatever comes from elsewhere. */}
      <div class={styles.tabs} onFocusIn={() => chosen ?? onChoose(view)}>
        <Tabs
          label={texts.views}
          value={view}
          onChange={onChoose}
          tabs={[
            { value: 'marks', label: texts.marks(state.marks.length) },
            { value: 'outline', label: texts.outline },
            { value: 'article', label: texts.article },
          ]}
        >
          {view === 'marks' && <MarksView key={article?.id} panel={panel} model={model} />}
          {view === 'outline' && (
            <div class={styles.outline}>
              {outline && (
                <Outline
                  outline={outline.outline}
                  characters={reading?.lengths.characters ?? article?.characters ?? 0}
                  minutes={reading?.lengths.minutes ?? article?.minutes ?? 1}
                  isFolded={false}
                  {...(reading && { onGo: (item) => void panel.goToHeading(item) })}
                />
              )}
              <p class={styles.said} aria-hidden="true">
                {panel.said.value}
              </p>
            </div>
          )}
          {view === 'article' && <ArticleView model={model} />}
        </Tabs>
      </div>
      {state.offer && <SiteOffer model={model} pattern={state.offer} />}
      <PagesProgress model={model} />
      <div class={styles.actions}>
        {article ? (
          <ReadButton model={model} article={article} />
        ) : (
          <SaveButton model={model} isReady={reading !== null} />
        )}
      </div>
    </main>
  );
}

/** Kept or not, and how far it was read; while the page is being read, that. */
function stateWords(model: PopupModel): string {
  const texts = textsOf(panelTexts);
  const { article, page } = model.state.value;
  if (!article) return page.status === 'reading' ? textsOf(popupTexts).reading : texts.notSaved;
  const versions = article.snapshots.length;
  return [
    texts.savedOn(fullDate(article.savedAt)),
    positionWords(article.position),
    ...(versions > 1 ? [textsOf(popupTexts).versions(versions)] : []),
  ].join(' · ');
}
