import { browser } from '../../utils/browser.ts';
import { openCurrentLibrary } from '../../utils/library/open-library.ts';
import type { ToolbarCommand } from '../../utils/toolbar/menus.ts';
import { showMarks } from './looked-at.ts';
import { savePage } from './save-page.ts';
import { tellPage } from './scripts-in-tabs.ts';

/** A shortcut or menu item, on the tab where it was used: the click granted `activeTab` for it. */
export async function runCommand(command: ToolbarCommand, tabId: number): Promise<void> {
  if (command === 'mark-selection') {
    await showMarks(tabId);
    await tellPage(tabId, 'mark-selection');
    return;
  }
  const saved = await savePage(await openCurrentLibrary(), { tabId });
  if (saved.status !== 'saved') return;
  if (command === 'open-reader') {
    await browser.tabs.create({ url: browser.runtime.getURL(`/library.html#/article/${saved.article.id}`) });
  }
}
