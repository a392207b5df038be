import { readArticle } from '../../../utils/article/read-article.ts';
import type { CorpusPage } from './corpus-pages.ts';
import type { OpenPage } from './open-page.ts';

/** Tells how many pages read otherwise when ours knows nothing of site builders. */
export function differingReadings(pages: readonly CorpusPage[], openPage: OpenPage): string {
  const readAs = ({ html, label }: CorpusPage, usesFastPath: boolean) => {
    const { document, close } = openPage(html, label.url);
    const reading = readArticle(document, label.url, { usesFastPath, now: 0 });
    close();
    return JSON.stringify(reading);
  };
  const differing = pages.filter((page) => readAs(page, true) !== readAs(page, false));
  if (differing.length === 0)
    return 'Without the fast path not one of these pages reads otherwise: ours has none, or none of them takes it.';
  return `Without the fast path ${differing.length} of ${pages.length} pages read otherwise: ${differing.map(({ name }) => name).join(', ')}`;
}
