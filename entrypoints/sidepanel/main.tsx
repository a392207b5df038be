import '../../components/styles/tokens.css';
import '../../components/styles/base.css';
import { render } from 'preact';
import { PopupProblem } from '../../components/article/PopupProblem.tsx';
import type { PopupWorld } from '../../components/article/popup-state.ts';
import { syncedLibrary } from '../../components/library/synced-library.ts';
import { followTab, tabOf } from '../../components/panel/follow-tab.ts';
import { Panel } from '../../components/panel/Panel.tsx';
import { listenToMarks, listenToPick } from '../../components/panel/page-ports.ts';
import { createPanel, type PanelModel } from '../../components/panel/panel-model.ts';
import { onTask, takeTask } from '../../components/panel/panel-task.ts';
import { applyAppearance } from '../../utils/appearance.ts';
import { browser } from '../../utils/browser.ts';
import { openCurrentLibrary } from '../../utils/library/open-library.ts';
import { call } from '../../utils/messages/call.ts';
import { isSwitchedOn } from '../../utils/sites/switched-on-sites.ts';
import { onNotice } from '../../utils/view-notices.ts';

applyAppearance();
const root = document.getElementById('root') ?? document.body;
start().catch((error: unknown) => {
  console.error('side panel', error);
  render(<PopupProblem />, root);
});

/** Follows the active tab of its window for as long as it is open. */
async function start(): Promise<void> {
  const [{ id: windowId = browser.windows.WINDOW_ID_CURRENT }, opened, keys] = await Promise.all([
    browser.windows.getCurrent(),
    openCurrentLibrary(),
    currentKeys(),
  ]);
  const library = syncedLibrary(opened);
  const panel = createPanel({
    library,
    keys,
    ask: call,
    openPage: (path) => void browser.tabs.create({ url: browser.runtime.getURL(`/${path}`) }),
    isSiteOn: (pattern) => isSwitchedOn(library, pattern),
    requestSite: (pattern) => browser.permissions.request({ origins: [pattern] }),
    listenToMarks,
    listenToPick,
    takeTask,
    tabOf,
  });
  render(<Panel panel={panel} />, root);
  const life = new AbortController();
  addEventListener('pagehide', () => life.abort(), { once: true });
  followNotices(panel, life.signal);
  // Should the background not answer, the foot says nothing.
  call('sync-state').then(panel.showSync, (error: unknown) => console.warn('sync state', error));
  await followTab(windowId, { onPage: (tab) => void panel.show(tab), onLoaded: panel.loaded }, life.signal);
}

/** The reader may have changed them, or another extension may hold them. */
async function currentKeys(): Promise<PopupWorld['keys']> {
  const commands = await browser.commands.getAll();
  const keysOf = (name: string) => commands.find((command) => command.name === name)?.shortcut ?? '';
  return { save: keysOf('save-page'), reader: keysOf('open-reader') };
}

function followNotices(panel: PanelModel, signal: AbortSignal): void {
  onNotice('library-changed', () => void panel.page.peek()?.reload(), signal);
  onNotice('sync-changed', panel.showSync, signal);
  onNotice('reading-progress', (progress) => panel.page.peek()?.showProgress(progress), signal);
  onNotice('images-progress', (progress) => panel.page.peek()?.showImages(progress), signal);
  onTask(panel.taskLeft, signal);
  onNotice('page-read', ({ tabId }) => panel.readElsewhere(tabId), signal);
  // Somebody else's library from now on.
  onNotice('session-changed', () => location.reload(), signal);
}
