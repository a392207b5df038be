import type { Page } from 'playwright-core';
import { popupTexts } from '../../locales/popup.ts';
import type { ChromiumProfile } from '../launch-chromium.ts';
import { openPopup } from './popup.ts';
import { attachToTarget, elementWith, type TargetPage } from './target-page.ts';

/** Opens the side panel as a reader does: the popup over this page, and its button. */
export async function openSidePanel(profile: ChromiumProfile, page: Page): Promise<TargetPage> {
  const popup = await openPopup(profile, page);
  const { panel } = popupTexts['zh-CN'];
  await popup.waitForText(popupTexts['zh-CN'].title);
  await popup.click(elementWith(panel, 'button'));
  return attachToTarget(profile, profile.pageAddress('sidepanel.html'));
}
