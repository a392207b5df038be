import type { Browser } from 'wxt/browser';
import type { ChromiumProfile } from '../launch-chromium.ts';

/** Inside the browser, where the function below runs. */
declare const chrome: typeof Browser;

/** The text the extension reads in the tab at that address, without comments and everything else around it. Its site must be switched on. */
export async function articleText(profile: ChromiumProfile, address: string): Promise<string> {
  const worker = await profile.worker();
  return worker.evaluate(async (wanted) => {
    const tabs = await chrome.tabs.query({});
    const tabId = tabs.find((tab) => tab.url === wanted)?.id;
    if (tabId === undefined) throw new Error(`no tab shows ${wanted}`);
    const files = ['/content-scripts/reading.js'];
    const [injected] = await chrome.scripting.executeScript({ target: { tabId }, files });
    const reading: unknown = injected?.result;
    const isRead = reading !== null && typeof reading === 'object' && 'text' in reading;
    return isRead ? String(reading.text) : '';
  }, address);
}
