import { defineBackground } from 'wxt/utils/define-background';
import { browser } from '../../utils/browser.ts';
import { answerMessages } from '../../utils/messages/answer.ts';
import { isToolbarCommand } from '../../utils/toolbar/menus.ts';
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
import { forgetRead } from './last-read.ts';
import { pageAnswers } from './page-requests.ts';
import { addressOf } from './read-page.ts';
import { runCommand } from './run-command.ts';
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
    if (isToolbarCommand(command) && tab?.id !== undefined) await runCommand(command, tab.id);
  });
  browser.contextMenus.onClicked.addListener(async ({ menuItemId }, tab) => {
    if (isToolbarCommand(menuItemId) && tab?.id !== undefined) await runCommand(menuItemId, tab.id);
  });
  browser.tabs.onUpdated.addListener(async (tabId, { status }, tab) => {
    if (status === 'loading') await followNavigation(tabId, tab.url);
  });
  browser.tabs.onRemoved.addListener(async (tabId) => {
    await Promise.all([forgetTabPage(tabId), forgetRead(tabId)]);
  });
}
