import { browser } from '../browser.ts';

const DETECTOR = { id: 'detector', file: '/content-scripts/detector.js' } as const;

/**
 * Lets the detector run on these sites, as far as their permission was granted, and on no other; the registration outlives the worker and the
 * browser. Answers the patterns it runs on now. One at a time: a granted permission and a switched site arrive together, and registering twice fails.
 */
export function registerDetector(patterns: string[]): Promise<string[]> {
  return navigator.locks.request('register-detector', () => register(patterns));
}

/** Runs the detector in tabs that were open before; a tab that can't be reached (discarded, a browser's own page) is passed over. */
export async function detectInOpenTabs(patterns: string[]): Promise<void> {
  if (patterns.length === 0) return;
  const tabs = await browser.tabs.query({ url: patterns, discarded: false });
  await Promise.allSettled(tabs.map((tab) => injectDetector(tab.id)));
}

export async function injectDetector(tabId: number | undefined): Promise<void> {
  if (tabId === undefined) return;
  await browser.scripting.executeScript({ target: { tabId }, files: [DETECTOR.file] });
}

async function register(patterns: string[]): Promise<string[]> {
  const granted = await grantedOf(patterns);
  const [registered] = await browser.scripting.getRegisteredContentScripts({ ids: [DETECTOR.id] });
  if (granted.length === 0) {
    if (registered !== undefined) await browser.scripting.unregisterContentScripts({ ids: [DETECTOR.id] });
    return [];
  }
  const script = {
    id: DETECTOR.id,
    js: [DETECTOR.file],
    matches: granted,
    runAt: 'document_idle' as const,
    persistAcrossSessions: true,
  };
  if (registered === undefined) await browser.scripting.registerContentScripts([script]);
  else await browser.scripting.updateContentScripts([script]);
  return granted;
}

async function grantedOf(patterns: string[]): Promise<string[]> {
  const answers = await Promise.all(
    patterns.map((pattern) => browser.permissions.contains({ origins: [pattern] })),
  );
  return patterns.filter((_, index) => answers[index] === true);
}
