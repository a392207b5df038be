import { Clock, Highlighter, Link2, Trash2 } from 'lucide-preact';
import { popupTexts } from '../../locales/popup.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Article } from '../../utils/library/library.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { Seal } from '../controls/Seal.tsx';
import { ArticleHead } from './ArticleHead.tsx';
import { ArticleTags } from './ArticleTags.tsx';
import { fullDate, positionWords, shortDate } from './article-words.ts';
import { CorrectArticleWord } from './CorrectWord.tsx';
import { copyCitation } from './copy-citation.ts';
import { ReadButton } from './MainButton.tsx';
import { MarkSummary } from './MarkSummary.tsx';
import { NoteField } from './NoteField.tsx';
import { PageWord } from './PageLink.tsx';
import styles from './Popup.module.css';
import type { PopupModel } from './popup-state.ts';
import { removeWithUndo } from './remove-with-undo.ts';
import { SiteOffer } from './SiteOffer.tsx';
import { ImagesProgress, MissingPages, PagesProgress } from './SplitPages.tsx';
import { UpdatedNotice } from './UpdatedNotice.tsx';

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
        <UpdatedNotice model={model} />
        <MarkSummary marks={state.marks} />
        <ArticleTags model={model} article={article} />
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
            <span class={styles.end}>
              <PageWord model={model} path={`library.html#/versions/${article.id}`}>
                {texts.versions(article.snapshots.length)}
              </PageWord>
            </span>
          )}
        </p>
      </div>
      {state.offer && <SiteOffer model={model} pattern={state.offer} />}
      <PagesProgress model={model} />
      <ImagesProgress model={model} />
      <div class={styles.actions}>
        <ReadButton model={model} article={article} />
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
