import { browser } from '../../utils/browser.ts';
import type { Library, Mark } from '../../utils/library/library.ts';
import { RequestError } from '../../utils/messages/answer.ts';
import type { PageSender } from '../../utils/messages/sender.ts';
import { articleOfPage, markOfPage } from './page-library.ts';

/** Throws `not-found` for a mark of another page. Deleting twice is deleting once. */
export async function deleteMarkOfPage(library: Library, page: PageSender, id: string): Promise<void> {
  if (await wasDeletedHere(library, page, id)) return library.deleteMark(id);
  const mark = await markOfPage(library, page, id);
  await rememberDeletedMark(mark);
  await library.deleteMark(id);
}

/** For 撤销. Only what was deleted from this page since the browser started comes back from there; the rest is 回收站's. */
export async function restoreMarkOfPage(library: Library, page: PageSender, id: string): Promise<void> {
  if (!(await wasDeletedHere(library, page, id))) {
    throw new RequestError('not-found', `no mark ${id} was deleted from this page`);
  }
  await library.restoreMark(id);
}

const PREFIX = 'deleted-mark:';

async function rememberDeletedMark(mark: Mark): Promise<void> {
  await browser.storage.session.set({ [PREFIX + mark.id]: mark.articleId });
}

async function wasDeletedHere(library: Library, page: PageSender, id: string): Promise<boolean> {
  const article = await articleOfPage(library, page);
  const stored = await browser.storage.session.get(PREFIX + id);
  return article !== null && stored[PREFIX + id] === article.id;
}
