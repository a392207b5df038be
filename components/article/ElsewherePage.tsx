import { ListPlus, RotateCw } from 'lucide-preact';
import { gatherTexts } from '../../locales/gather.ts';
import { popupTexts } from '../../locales/popup.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { PageKind } from '../../utils/article/reading.ts';
import type { ListRow } from '../../utils/library/library.ts';
import { Button } from '../controls/Button.tsx';
import { positionWords, shortDate } from './article-words.ts';
import { PageLink, PageWord } from './PageLink.tsx';
import styles from './Popup.module.css';
import type { Restriction } from './page-restriction.ts';
import type { PageState, PopupModel } from './popup-state.ts';
import { problemWords } from './problem-words.ts';

/** A 560 px window holds three rows beside the words. */
const RECENT_ROWS = 3;

/** A page that is not an article, or can't be read: says so plainly, and shows the way to what is kept. */
export function ElsewherePage({ model }: { model: PopupModel }) {
  const texts = textsOf(popupTexts);
  const { page, kept } = model.state.value;
  const { title, sentences } = wordsOf(page);
  const host = hostOf(model.world.tab.address);
  return (
    <main class={styles.scroll}>
      {host && <p class={styles.label}>{host}</p>}
      <h1 class={styles.title}>{title}</h1>
      <p class={styles.sentences}>{sentences}</p>
      {page.status !== 'restricted' && (
        <div class={styles.again}>
          <Button icon={RotateCw} onClick={() => void model.readAgain()}>
            {texts.readAgain}
          </Button>
          {page.status === 'read' && (
            <PageLink
              model={model}
              path={`library.html#/gather/page:${model.world.tab.id}`}
              icon={ListPlus}
              size="m"
            >
              {textsOf(gatherTexts).fromPageWord}
            </PageLink>
          )}
        </div>
      )}
      {kept.length > 0 && <Recent model={model} kept={kept} />}
    </main>
  );
}

function Recent({ model, kept }: { model: PopupModel; kept: ListRow[] }) {
  const texts = textsOf(popupTexts);
  return (
    <section class={styles.recentPart}>
      <div class={styles.recentHead}>
        <h2>{texts.recent}</h2>
        <PageWord model={model} path="library.html">
          {texts.allArticles(kept.length)}
        </PageWord>
      </div>
      <ul>
        {kept.slice(0, RECENT_ROWS).map((article) => (
          <li key={article.id} class={styles.recent}>
            <PageWord model={model} path={`library.html#/article/${article.id}`}>
              <span lang="zh-CN">{article.title}</span>
            </PageWord>
            <span class={styles.meta}>
              {shortDate(article.savedAt)} · {rowWords(article)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function rowWords(article: ListRow): string {
  const marks = article.marks.reduce((sum, { count }) => sum + count, 0);
  const position = positionWords(article.position);
  return marks > 0 && article.position <= 0 ? textsOf(popupTexts).markCount(marks) : position;
}

function wordsOf(page: PageState): { title: string; sentences: string } {
  const texts = textsOf(popupTexts);
  if (page.status === 'restricted')
    return { title: texts.restricted, sentences: restrictionWords(page.restriction) };
  if (page.status === 'failed') return { title: texts.restricted, sentences: problemWords(page.code) };
  const kind = page.status === 'read' ? page.page.reading.kind : 'other';
  return { title: texts.notArticle, sentences: `${kindWords(kind)}${texts.notKept}` };
}

function kindWords(kind: PageKind): string {
  const texts = textsOf(popupTexts);
  const words: Record<PageKind, string> = {
    article: '',
    list: texts.listPage,
    home: texts.homePage,
    member: texts.memberPage,
    search: texts.searchPage,
    other: texts.otherPage,
  };
  return words[kind];
}

function restrictionWords(restriction: Restriction): string {
  const texts = textsOf(popupTexts);
  const words: Record<Restriction, string> = {
    browser: texts.browserPage,
    store: texts.storePage,
    pdf: texts.pdfPage,
    file: texts.filePage,
    unknown: texts.unknownPage,
  };
  return words[restriction];
}

function hostOf(address: string | null): string | null {
  return address && /^https?:/.test(address) && URL.canParse(address) ? new URL(address).host : null;
}
