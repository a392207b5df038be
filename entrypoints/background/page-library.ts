import type { Article, Library, Mark, Owner } from '../../utils/library/library.ts';
import { RequestError } from '../../utils/messages/answer.ts';
import { knownAddress } from '../../utils/messages/page-address.ts';
import type { PageSender } from '../../utils/messages/sender.ts';
import { tabPageAt } from './tab-pages.ts';

/** The article that is kept of the page in the sender's tab, and not in 回收站. The page is told apart by the browser's word, not its own. */
export async function articleOfPage(library: Library, page: PageSender): Promise<Article | null> {
  const known = await tabPageAt(page.tabId, page.address);
  return library.articleAt(knownAddress(known?.knownAs ?? null, page.address));
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

/** A page reads and writes its own drafts alone. */
export function draftKeyOf(page: PageSender, key: string): string {
  return `page ${knownAddress(null, page.address)} ${key}`;
}
