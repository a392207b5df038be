import type { Article, Library, Mark, Owner } from '../../utils/library/library.ts';
import { RequestError } from '../../utils/messages/answer.ts';
import { knownAddress } from '../../utils/messages/page-address.ts';
import type { PageSender } from '../../utils/messages/sender.ts';
import { knownAddressOf } from './tab-pages.ts';

/** The article that is kept of the page in the sender's tab, and not in 回收站. The page is told apart by the browser's word, not its own. */
export async function articleOfPage(library: Library, page: PageSender): Promise<Article | null> {
  const known = await knownAddressOf(page.tabId, page.documentId, page.address);
  return library.articleAt(knownAddress(known, page.address));
}

/** Throws `not-found` unless the mark belongs to this page's article. */
export async function markOfPage(library: Library, page: PageSender, id: string): Promise<Mark> {
  const article = await articleOfPage(library, page);
  const marks = article === null ? [] : await library.marks(article.id);
  const mark = marks.find((candidate) => candidate.id === id);
  if (mark === undefined) throw new RequestError('not-found', `no mark ${id} on this page`);
  return mark;
}

/** Throws `not-found` unless the owner of a note or tag is this page's article or one of its marks. */
export async function checkOwner(library: Library, page: PageSender, owner: Owner): Promise<void> {
  if (owner.kind === 'mark') {
    await markOfPage(library, page, owner.id);
    return;
  }
  const article = await articleOfPage(library, page);
  if (article?.id !== owner.id) throw new RequestError('not-found', `no article ${owner.id} on this page`);
}

/** The same, but for a mark of this page that lies in 回收站: it may come back, and words that were on their way when it was deleted elsewhere go there with it. */
export async function checkOwnerOnceThere(library: Library, page: PageSender, owner: Owner): Promise<void> {
  try {
    await checkOwner(library, page, owner);
  } catch (error) {
    if (owner.kind === 'article' || !(await isInBin(library, page, owner.id))) throw error;
  }
}

async function isInBin(library: Library, page: PageSender, id: string): Promise<boolean> {
  const article = await articleOfPage(library, page);
  const marks = await library.marksInBin();
  return marks.some((mark) => mark.id === id && mark.articleId === article?.id);
}

/** A page reads and writes its own drafts alone. */
export function draftKeyOf(page: PageSender, key: string): string {
  return `page ${knownAddress(null, page.address)} ${key}`;
}
