import { JSDOM, VirtualConsole } from 'jsdom';
import { readArticle } from '../../../utils/article/read-article.ts';
import type { CorpusPage } from './corpus-pages.ts';

/** Tells how many pages read otherwise when ours knows nothing of site builders. */
export function differingReadings(pages: readonly CorpusPage[]): string {
  const differing = pages.filter((page) => readAs(page, true) !== readAs(page, false));
  if (differing.length === 0)
    return 'Without the fast path not one of these pages reads otherwise: ours has none, or none of them takes it.';
  return `Without the fast path ${differing.length} of ${pages.length} pages read otherwise: ${differing.map(({ name }) => name).join(', ')}`;
}

function readAs({ html, label }: CorpusPage, usesFastPath: boolean): string {
  const { window } = new JSDOM(html, { url: label.url, virtualConsole: new VirtualConsole() });
  const reading = readArticle(window.document, label.url, { usesFastPath, now: 0 });
  window.close();
  return JSON.stringify(reading);
}
