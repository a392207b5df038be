import type { Library } from '../../utils/library/library.ts';
import { openCurrentLibrary } from '../../utils/library/open-library.ts';
import { paced } from '../../utils/sync/paced.ts';
import { paintTab } from './paint-tabs.ts';
import { tellPage } from './scripts-in-tabs.ts';
import { knownTabs } from './tab-pages.ts';

/** After a change of the library: every tab we know about shows what is kept now, on the button and in the page. */
export async function refreshTabs(library: Library): Promise<void> {
  const tabs = await knownTabs();
  await Promise.allSettled(tabs.map((tabId) => refreshTab(library, tabId)));
}

/** At once, and while changes pour in (a sync, an import) at most once in half a second. */
export const refreshTabsSoon: () => void = paced(async () => {
  // A tab that can't be painted now is painted at its next change; the change itself is on disk.
  await openCurrentLibrary().then(refreshTabs).catch(console.error);
});

async function refreshTab(library: Library, tabId: number): Promise<void> {
  await paintTab(library, tabId);
  await tellPage(tabId, 'page-changed');
}
