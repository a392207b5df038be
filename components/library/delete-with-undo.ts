import { libraryTexts } from '../../locales/library.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Library } from '../../utils/library/library.ts';
import { attempt } from './attempt.ts';
import { offerUndo } from './offer-undo.ts';

/** Deletes an article at once and offers 撤销. Gives whether it was deleted. */
export async function deleteWithUndo(library: Library, articleId: string): Promise<boolean> {
  const texts = textsOf(libraryTexts);
  if (!(await attempt(library.deleteArticle(articleId)))) return false;
  const words = { text: texts.articleRemoved, detail: texts.articleRemovedMore };
  offerUndo(words, () => library.restoreArticle(articleId));
  return true;
}
