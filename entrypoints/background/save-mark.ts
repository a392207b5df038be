import type { Article, Library, Mark } from '../../utils/library/library.ts';
import { openCurrentLibrary } from '../../utils/library/open-library.ts';
import { RequestError } from '../../utils/messages/answer.ts';
import type { PageRequests, SaveResult } from '../../utils/messages/contract.ts';
import type { PageSender } from '../../utils/messages/sender.ts';
import { articleOfPage } from './page-library.ts';
import { savePage } from './save-page.ts';

/**
 * Keeps the mark, and first the text it was made on where that isn't kept yet; the page's images and further pages follow when the mark is safe. The caller
 * chose the id, so a repeated request makes one mark.
 */
export async function saveMarkOfPage(
  mark: PageRequests['save-mark']['ask'],
  page: PageSender,
): Promise<Mark> {
  const library = await openCurrentLibrary();
  const known = await articleOfPage(library, page);
  const article = known ?? (await keepText(library, page));
  const saved = await library.saveMark({ ...mark, articleId: article.id });
  // An id that another article's mark has already: the library left that one as it is, and this page may not see it.
  if (saved.articleId !== article.id)
    throw new RequestError('refused', `mark ${mark.id} is not of this page`);
  if (known === null) keepRest(library, page);
  return saved;
}

async function keepText(library: Library, page: PageSender): Promise<Article> {
  const saved = await savePage(library, { ...documentOf(page), rest: 'later' });
  if (saved.status === 'saved') return saved.article;
  throw new RequestError(codeOf(saved), `the page was not saved: ${saved.status}`);
}

/** Nobody waits for them; those that are missed come with the next save. */
function keepRest(library: Library, page: PageSender): void {
  savePage(library, documentOf(page)).catch(() => undefined);
}

function documentOf({ tabId, documentId }: PageSender) {
  return { tabId, documentId: documentId ?? undefined };
}

function codeOf(result: Exclude<SaveResult, { status: 'saved' }>) {
  if (result.status === 'storage-full') return 'storage-full';
  if (result.status === 'page-changed') return 'not-found';
  return result.reason === 'too-large' ? 'too-large' : 'refused';
}
