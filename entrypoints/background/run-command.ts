import { browser } from '../../utils/browser.ts';
import { openCurrentLibrary } from '../../utils/library/open-library.ts';
import type { SaveResult } from '../../utils/messages/contract.ts';
import { chosenLanguage } from '../../utils/toolbar/chosen-language.ts';
import type { ToolbarCommand } from '../../utils/toolbar/menus.ts';
import { showToolbar } from '../../utils/toolbar/show-toolbar.ts';
import { problemLook, type ToolbarProblem } from '../../utils/toolbar/toolbar-state.ts';
import { showMarks } from './looked-at.ts';
import { savePage } from './save-page.ts';
import { runAsked, tellPage } from './scripts-in-tabs.ts';

/** What the menu tells of the place that was clicked. */
interface Clicked {
  srcUrl?: string | undefined;
  frameId?: number | undefined;
  frameUrl?: string | undefined;
  pageUrl?: string | undefined;
}

/** A shortcut or menu item, on the tab where it was used: the press granted `activeTab` for it. What went wrong shows on the button. */
export async function runCommand(
  command: ToolbarCommand,
  tabId: number,
  clicked: Clicked = {},
): Promise<void> {
  const problem = await (command === 'save-page' || command === 'open-reader'
    ? save(tabId, command === 'open-reader')
    : mark(command, tabId, clicked));
  if (problem !== null) await showToolbar(tabId, problemLook(problem, await chosenLanguage()));
}

async function mark(
  command: Exclude<ToolbarCommand, 'save-page' | 'open-reader'>,
  tabId: number,
  clicked: Clicked,
): Promise<ToolbarProblem | null> {
  if (isClosedFrame(clicked)) return 'in-frame';
  try {
    await showMarks(tabId);
  } catch {
    return 'not-marked'; // The only thing that fails here is putting a script into a page that is closed to extensions.
  }
  if (command === 'next-mark' || command === 'previous-mark')
    await step(tabId, command === 'next-mark' ? 1 : -1);
  else if (command === 'mark-image') await tellPage(tabId, command, { address: clicked.srcUrl ?? '' });
  else await tellPage(tabId, command);
  return null;
}

/** A frame of another origin is closed to the page's own script. */
function isClosedFrame({ frameId = 0, frameUrl = '', pageUrl = '' }: Clicked): boolean {
  if (frameId === 0) return false;
  // What is written into a frame (`about:srcdoc`) is of the page's origin.
  const frame = URL.parse(frameUrl);
  return frame !== null && frame.protocol !== 'about:' && frame.origin !== URL.parse(pageUrl)?.origin;
}

async function step(tabId: number, by: 1 | -1): Promise<void> {
  await runAsked({ tabId }, 'stepAsk', { by }, 'step');
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
