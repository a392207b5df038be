import { openCurrentLibrary } from '../../utils/library/open-library.ts';
import type { Detection } from '../../utils/messages/contract.ts';
import { knownAddress } from '../../utils/messages/page-address.ts';
import type { PageSender } from '../../utils/messages/sender.ts';
import { paintTab } from './paint-tabs.ts';
import { injectMarks, tellPage } from './scripts-in-tabs.ts';
import { learnTabPage } from './tab-pages.ts';

/** The detector looked at the page: the button follows, and the marks' script comes where there is an article to mark or a mark to show. */
export async function lookedAt(detection: Detection, page: PageSender): Promise<undefined> {
  const isThere = await learnTabPage(page.tabId, {
    address: page.address,
    knownAs: knownAddress(detection.address, page.address),
    isArticle: detection.kind === 'article',
  });
  if (!isThere) return;
  const state = await paintTab(await openCurrentLibrary(), page.tabId);
  if (state?.isArticle || (state?.marks ?? 0) > 0) await showMarks(page.tabId);
}

/** Puts the marks' script into the tab, or tells the one that is there to look again. */
export async function showMarks(tabId: number): Promise<void> {
  if (!(await tellPage(tabId, 'page-changed'))) await injectMarks(tabId);
}
