import { browser } from '../../utils/browser.ts';
import type { PageNotices } from '../../utils/messages/contract.ts';

/** Puts the marks' script into the tab's top frame; one that is there already makes way for the new one. */
export async function injectMarks(tabId: number): Promise<void> {
  await browser.scripting.executeScript({ target: { tabId }, files: ['/content-scripts/marks.js'] });
}

/** Tells the tab's scripts. That nobody listens there is usual and no error. */
export async function tellPage<Name extends keyof PageNotices>(
  tabId: number,
  name: Name,
  ...[body]: PageNotices[Name] extends undefined ? [] : [body: PageNotices[Name]]
): Promise<boolean> {
  return browser.tabs.sendMessage(tabId, { name, body }, { frameId: 0 }).then(
    () => true,
    () => false,
  );
}
