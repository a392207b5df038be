import { browser } from '../../utils/browser.ts';
import { openCurrentLibrary } from '../../utils/library/open-library.ts';
import type { SaveResult } from '../../utils/messages/contract.ts';
import { chosenLanguage } from '../../utils/toolbar/chosen-language.ts';
import type { ToolbarCommand } from '../../utils/toolbar/menus.ts';
import { showToolbar } from '../../utils/toolbar/show-toolbar.ts';
import { problemLook, type ToolbarProblem } from '../../utils/toolbar/toolbar-state.ts';
import { showMarks } from './looked-at.ts';
import { savePage } from './save-page.ts';
import { tellPage } from './scripts-in-tabs.ts';

/** A shortcut or menu item, on the tab where it was used: the press granted `activeTab` for it. What went wrong shows on the button. */
export async function runCommand(command: ToolbarCommand, tabId: number): Promise<void> {
  const problem = await (command === 'mark-selection' ? mark(tabId) : save(tabId, command === 'open-reader'));
  if (problem !== null) await showToolbar(tabId, problemLook(problem, await chosenLanguage()));
}

async function mark(tabId: number): Promise<ToolbarProblem | null> {
  try {
    await showMarks(tabId);
  } catch {
    return 'not-marked'; // The only thing that fails here is putting a script into a page that is closed to extensions.
  }
  await tellPage(tabId, 'mark-selection');
  return null;
}

async function save(tabId: number, thenRead: boolean): Promise<ToolbarProblem | null> {
  const saved = await savePage(await openCurrentLibrary(), { tabId }).catch((error: unknown) => {
    console.error('saving failed', error);
    return null;
  });
  if (saved?.status !== 'saved') return saved === null ? 'not-saved' : problemOf(saved);
  if (thenRead) {
    await browser.tabs.create({ url: browser.runtime.getURL(`/library.html#/article/${saved.article.id}`) });
  }
  return null;
}

function problemOf(result: Exclude<SaveResult, { status: 'saved' }>): ToolbarProblem {
  return result.status === 'not-readable' ? result.reason : result.status;
}
