import { browser as chromium } from 'wxt/browser';
import { browser } from '../browser.ts';

/**
 * Opens the side panel of this window. Called within the reader's click or key stroke, before anything is waited for: browsers demand that.
 * Rejects where the browser refuses.
 */
export async function openPanel(windowId: number): Promise<void> {
  // The polyfill knows nothing of `sidePanel`, and Firefox has its sidebar instead.
  if (import.meta.env.FIREFOX) await browser.sidebarAction.open();
  else await chromium.sidePanel.open({ windowId });
}
