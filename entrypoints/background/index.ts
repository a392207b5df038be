import { defineBackground } from 'wxt/utils/define-background';
import { browser } from '../../utils/browser.ts';
import { answerMessages } from '../../utils/messages/answer.ts';
import { isToolbarCommand, OPEN_PANEL } from '../../utils/toolbar/menus.ts';
import { openPanel } from '../../utils/toolbar/open-panel.ts';
import { onNotice } from '../../utils/view-notices.ts';
import {
  applyCurrentSites,
  followAlarm,
  followLibrary,
  followNavigation,
  followSettings,
  followSync,
  start,
} from './follow-events.ts';
import { followClosedTab, followLoadedTab } from './gather.ts';
import { forgetRead } from './last-read.ts';
import { pageAnswers } from './page-requests.ts';
import { addressOf } from './read-page.ts';
import { runCommand } from './run-command.ts';
import { runSaveMenu } from './run-save-menu.ts';
import { tellPage } from './scripts-in-tabs.ts';
import { forgetTabPage } from './tab-pages.ts';
import { viewAnswers } from './view-requests.ts';

export default defineBackground(main);

/** Every listener is registered before the first await, so that the event which wakes the worker finds it. */
function main(): void {
  const own = { id: browser.runtime.id, origin: browser.runtime.getURL(''), addressOf };
  browser.runtime.onMessage.addListener(answerMessages({ ...pageAnswers, ...viewAnswers }, own));
  const always = new AbortController().signal;
  onNotice('library-changed', followLibrary, always);
  onNotice('sync-changed', followSync, always);

  browser.runtime.onInstalled.addListener(async ({ reason }) => {
    if (reason === 'install') await browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') });
    await start();
  });
  browser.runtime.onStartup.addListener(start);
  browser.alarms.onAlarm.addListener(async ({ name }) => followAlarm(name));
  browser.storage.onChanged.addListener(followSettings);
  browser.permissions.onAdded.addListener(applyCurrentSites);
  browser.permissions.onRemoved.addListener(applyCurrentSites);

  browser.commands.onCommand.addListener(async (command, tab) => {
    if (command === OPEN_PANEL && tab?.windowId !== undefined) await openPanel(tab.windowId);
    if (isToolbarCommand(command) && tab?.id !== undefined) await runCommand(command, tab.id);
  });
  browser.contextMenus.onClicked.addListener(async (clicked, tab) => {
    const { menuItemId } = clicked;
    if (menuItemId === OPEN_PANEL && tab?.windowId !== undefined) await openPanel(tab.windowId);
    if (isToolbarCommand(menuItemId) && tab?.id !== undefined) await runCommand(menuItemId, tab.id, clicked);
    else await runSaveMenu(clicked, tab);
  });
  browser.tabs.onUpdated.addListener(async (tabId, { status, url }, tab) => {
    if (status === 'loading') await followNavigation(tabId, tab.url);
    // A page that becomes another without being loaded anew: its marks are others, and where no detector runs nobody else tells.
    if (url !== undefined) await tellPage(tabId, 'page-changed');
    if (status === 'complete') await followLoadedTab(tabId);
  });
  browser.tabs.onRemoved.addListener(async (tabId) => {
    await Promise.all([forgetTabPage(tabId), forgetRead(tabId), followClosedTab(tabId)]);
  });
}
