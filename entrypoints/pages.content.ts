import { defineContentScript } from 'wxt/utils/define-content-script';
import { findPages } from '../utils/article/find-pages.ts';

/** Over which pages an article is split, as `ArticlePages` with entries for its map; null where it is one page alone. */
export type PagesResult = { number: number; addresses: [number, string][] } | null;

/** Put into a page that was read by itself and is an article's: tells which other pages the article has. */
export default defineContentScript({
  registration: 'runtime',
  main(): PagesResult {
    const pages = findPages(document, location.href);
    return pages && { number: pages.number, addresses: [...pages.addresses] };
  },
});
