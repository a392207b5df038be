import { browser } from '../../utils/browser.ts';
import type { Mark } from '../../utils/library/library.ts';

/** Which marks were deleted from a page since the browser started: only those may be brought back from there (撤销); the rest is 回收站's. */

const PREFIX = 'deleted-mark:';

export async function rememberDeletedMark(mark: Mark): Promise<void> {
  await browser.storage.session.set({ [PREFIX + mark.id]: mark.articleId });
}

/** The article it was deleted from, or null. Stays known, so that undoing may be repeated. */
export async function articleOfDeletedMark(id: string): Promise<string | null> {
  const articleId = (await browser.storage.session.get(PREFIX + id))[PREFIX + id];
  return typeof articleId === 'string' ? articleId : null;
}
