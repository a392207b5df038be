import { browser } from '../browser.ts';
import type { ToolbarLook } from './toolbar-state.ts';

/** The ink of the seal, not the reader's cinnabar: on the red seal a red badge would not stand out. */
const BADGE_GROUND = '#171A1C';
const BADGE_TEXT = '#FFFDF8';
const SIZES = [16, 32, 48] as const;

/** Shows icon, badge and title for one tab, until it loads another page. A tab that was closed meanwhile is no error. */
export async function showToolbar(tabId: number, look: ToolbarLook): Promise<void> {
  const path = Object.fromEntries(SIZES.map((size) => [size, `/icon/${look.icon}-${size}.png`]));
  const shown = await Promise.allSettled([
    browser.action.setIcon({ tabId, path }),
    browser.action.setBadgeText({ tabId, text: look.badge }),
    browser.action.setBadgeBackgroundColor({ tabId, color: BADGE_GROUND }),
    browser.action.setBadgeTextColor({ tabId, color: BADGE_TEXT }),
    browser.action.setTitle({ tabId, title: look.title }),
  ]);
  const failed = shown.find((result) => result.status === 'rejected');
  if (failed !== undefined && (await tabExists(tabId))) throw failed.reason;
}

async function tabExists(tabId: number): Promise<boolean> {
  return browser.tabs.get(tabId).then(
    () => true,
    () => false,
  );
}
