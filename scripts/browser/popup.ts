import type { Page } from 'playwright-core';
import type { Browser } from 'wxt/browser';
import type { ChromiumProfile } from '../launch-chromium.ts';
import { attachToTarget, elementWith, type TargetPage } from './target-page.ts';

/** Inside the browser, where the function below runs. */
declare const chrome: typeof Browser;

/** Opens the popup as the popup, over this page, as a click on the toolbar's icon would. */
export async function openPopup(profile: ChromiumProfile, page: Page): Promise<TargetPage> {
  await page.bringToFront();
  const worker = await profile.worker();
  await worker.evaluate(async () => {
    const { id } = await chrome.windows.getLastFocused();
    await chrome.action.openPopup(id === undefined ? undefined : { windowId: id });
  });
  return attachToTarget(profile, profile.pageAddress('popup.html'));
}

/** 收藏本文, or 收藏到这台电脑 for a guest: both carry the shortcut. */
export const SAVE_BUTTON = elementWith('Alt+Shift+S', 'button');
