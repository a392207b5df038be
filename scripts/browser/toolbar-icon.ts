import type { Browser } from 'wxt/browser';
import type { ChromiumProfile } from '../launch-chromium.ts';

/** Inside the browser, where the function below runs. */
declare const chrome: typeof Browser;

export interface ToolbarIcon {
  /** What the icon says when the pointer rests on it, and to a screen reader. */
  title: string;
  badge: string;
}

/** What the icon tells about the tab that shows this address. */
export async function readToolbarIcon(profile: ChromiumProfile, address: string): Promise<ToolbarIcon> {
  const worker = await profile.worker();
  return worker.evaluate(async (wanted) => {
    const tabs = await chrome.tabs.query({});
    const tab = tabs.find(({ url }) => url === wanted) ?? tabs.find(({ active }) => active);
    const tabId = tab?.id ?? -1;
    const [title, badge] = await Promise.all([
      chrome.action.getTitle({ tabId }),
      chrome.action.getBadgeText({ tabId }),
    ]);
    return { title, badge };
  }, address);
}
