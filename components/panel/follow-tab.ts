import { browser } from '../../utils/browser.ts';
import type { PopupWorld } from '../article/popup-state.ts';

export type ShownTab = PopupWorld['tab'];

export interface TabListeners {
  /** Another tab is active, or the active one shows another page. */
  onPage: (tab: ShownTab) => void;
  /** The page of the active tab has come to rest. */
  onLoaded: () => void;
}

/** Follows the active tab of a window and its navigation until `signal` aborts. Titles and addresses are there where the browser lets us see the page. */
export async function followTab(
  windowId: number,
  { onPage, onLoaded }: TabListeners,
  signal: AbortSignal,
): Promise<void> {
  let current = -1;
  let shown: string | null = null;
  const show = async (tabId: number) => {
    current = tabId;
    const tab = await tabOf(tabId);
    if (signal.aborted || current !== tabId) return;
    shown = tab.address;
    onPage(tab);
  };
  const activated = ({ tabId, windowId: where }: { tabId: number; windowId: number }) => {
    if (where === windowId) void show(tabId);
  };
  const updated = (tabId: number, { status, url }: { status?: string; url?: string }) => {
    if (tabId !== current) return;
    if (isOfSamePage(url, shown)) {
      shown = url ?? shown;
      return;
    }
    // A page that changes its address by itself is told by `url` alone, where we may see it.
    if (status === 'loading' || url !== undefined) void show(tabId);
    else if (status === 'complete') onLoaded();
  };
  browser.tabs.onActivated.addListener(activated);
  browser.tabs.onUpdated.addListener(updated);
  signal.addEventListener('abort', () => {
    browser.tabs.onActivated.removeListener(activated);
    browser.tabs.onUpdated.removeListener(updated);
  });
  const [active] = await browser.tabs.query({ active: true, windowId });
  if (active?.id !== undefined && current === -1) await show(active.id);
}

/** Another place of the page that is shown: its contents are the same. */
function isOfSamePage(url: string | undefined, shown: string | null): boolean {
  return url !== undefined && shown !== null && url !== shown && withoutPlace(url) === withoutPlace(shown);
}

/** The fragment of a single-page site is a page. */
function withoutPlace(address: string): string {
  return address.replace(/#(?!!?\/).*$/, '');
}

export async function tabOf(tabId: number): Promise<ShownTab> {
  const tab = await browser.tabs.get(tabId).catch(() => null);
  return { id: tabId, address: tab?.url ?? null, title: tab?.title ?? '' };
}
