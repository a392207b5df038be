import { openCurrentLibrary } from '../../utils/library/open-library.ts';
import type { Detection } from '../../utils/messages/contract.ts';
import { knownAddress } from '../../utils/messages/page-address.ts';
import type { PageSender } from '../../utils/messages/sender.ts';
import { paintTab } from './paint-tabs.ts';
import { injectMarks, tellPage } from './scripts-in-tabs.ts';
import { learnTabPage } from './tab-pages.ts';
import { tellUpdated } from './tell-updated.ts';

/** The detector looked at the page: the button follows, and the marks' script comes where there is an article to mark or a mark to show. */
export async function lookedAt(detection: Detection, page: PageSender): Promise<undefined> {
  const knownAs = knownAddress(detection.address, page.address);
  const isArticle = detection.kind === 'article';
  const looked = { address: page.address, knownAs, isArticle };
  const isThere = await learnTabPage(page.tabId, looked, page.documentId);
  if (!isThere) return;
  const library = await openCurrentLibrary();
  const state = await paintTab(library, page.tabId);
  if (!state?.isArticle && (state?.marks ?? 0) === 0) return;
  await showMarks(page.tabId);
  if (state?.isSaved) await tellUpdated(library, knownAs, page);
}

/** Puts the marks' script into the tab, or tells the one that is there to look again. */
export async function showMarks(tabId: number): Promise<void> {
  if (!(await tellPage(tabId, 'page-changed'))) await injectMarks(tabId);
}
