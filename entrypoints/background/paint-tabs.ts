import type { Library } from '../../utils/library/library.ts';
import { chosenLanguage } from '../../utils/toolbar/chosen-language.ts';
import { showToolbar } from '../../utils/toolbar/show-toolbar.ts';
import { lookOf, type ToolbarState, UNKNOWN_PAGE } from '../../utils/toolbar/toolbar-state.ts';
import { inTabOrder, tabPageOf } from './tab-pages.ts';

/** Shows what is kept of the page in a tab on the toolbar button. Answers it too; null where nothing is known of the tab. */
export function paintTab(library: Library, tabId: number): Promise<ToolbarState | null> {
  return inTabOrder(tabId, async () => {
    const page = await tabPageOf(tabId);
    if (page === null) return null;
    const article = await library.articleAt(page.knownAs);
    const marks = article === null ? [] : await library.marks(article.id);
    const state = { isArticle: page.isArticle, isSaved: article !== null, marks: marks.length };
    await showToolbar(tabId, lookOf(state, await chosenLanguage()));
    return state;
  });
}

/** For a tab about which nothing is known any more. */
export async function paintUnknown(tabId: number): Promise<void> {
  await showToolbar(tabId, lookOf(UNKNOWN_PAGE, await chosenLanguage()));
}
