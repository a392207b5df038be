import { defineContentScript } from 'wxt/utils/define-content-script';
import { type ListedArticle, listedArticles } from '../utils/article/listed-articles.ts';

/** Put into a list page when the reader wants its articles: tells which it lists. */
export default defineContentScript({
  registration: 'runtime',
  main: (): ListedArticle[] => listedArticles(document, location.href),
});
