import '../../components/styles/tokens.css';
import '../../components/styles/base.css';
import { render } from 'preact';
import { Popup } from '../../components/article/Popup.tsx';
import { PopupProblem } from '../../components/article/PopupProblem.tsx';
import { openPopup } from '../../components/article/popup-model.ts';
import type { PopupModel, PopupWorld } from '../../components/article/popup-state.ts';
import { syncedLibrary } from '../../components/library/synced-library.ts';
import { leaveTask } from '../../components/panel/panel-task.ts';
import { applyAppearance } from '../../utils/appearance.ts';
import { browser } from '../../utils/browser.ts';
import { openCurrentLibrary } from '../../utils/library/open-library.ts';
import { call } from '../../utils/messages/call.ts';
import { isSwitchedOn } from '../../utils/sites/switched-on-sites.ts';
import { openPanel } from '../../utils/toolbar/open-panel.ts';
import { onNotice } from '../../utils/view-notices.ts';

applyAppearance();
const root = document.getElementById('root') ?? document.body;
start().catch((error: unknown) => {
  console.error('popup', error);
  render(<PopupProblem />, root);
});

/** Paints once, with everything known locally; then asks the page and the background. */
async function start(): Promise<void> {
  const [{ tab, windowId }, opened, keys] = await Promise.all([
    currentTab(),
    openCurrentLibrary(),
    currentKeys(),
  ]);
  const model = await openPopup({
    ...worldOf({ tab, library: syncedLibrary(opened), keys }),
    openPanel: () => void openPanel(windowId).then(close),
    pointElsewhere: (field) => {
      // At once, within the reader's click; the panel finds the task whenever it has come.
      const opening = openPanel(windowId);
      void Promise.all([opening, leaveTask({ tabId: tab.id, field })]).then(close);
    },
  });
  render(<Popup model={model} />, root);
  followLibrary(model);
  // Should the background not answer, the foot says nothing; saving and reading show their own failures.
  call('sync-state').then(model.showSync, (error: unknown) => console.warn('sync state', error));
  await Promise.all([model.reload(), model.readAgain()]);
}

function worldOf(known: Pick<PopupWorld, 'tab' | 'library' | 'keys'>): PopupWorld {
  return {
    ...known,
    ask: call,
    openPage: (path) => void browser.tabs.create({ url: browser.runtime.getURL(`/${path}`) }).then(close),
    close: () => close(),
    isSiteOn: (pattern) => isSwitchedOn(known.library, pattern),
    requestSite: (pattern) => browser.permissions.request({ origins: [pattern] }),
  };
}

/** The address is there because the click that opened the popup granted `activeTab`. */
async function currentTab(): Promise<{ tab: PopupWorld['tab']; windowId: number }> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return {
    tab: { id: tab?.id ?? -1, address: tab?.url ?? null, title: tab?.title ?? '' },
    windowId: tab?.windowId ?? browser.windows.WINDOW_ID_CURRENT,
  };
}

/** The reader may have changed them, or another extension may hold them. */
async function currentKeys(): Promise<PopupWorld['keys']> {
  const commands = await browser.commands.getAll();
  const keysOf = (name: string) => commands.find((command) => command.name === name)?.shortcut ?? '';
  return { save: keysOf('save-page'), reader: keysOf('open-reader') };
}

function followLibrary(model: PopupModel): void {
  const life = new AbortController();
  addEventListener('pagehide', () => life.abort(), { once: true });
  onNotice('library-changed', () => void model.reload(), life.signal);
  onNotice('sync-changed', model.showSync, life.signal);
  onNotice('reading-progress', model.showProgress, life.signal);
  onNotice('images-progress', model.showImages, life.signal);
  // Somebody else's library from now on.
  onNotice('session-changed', () => location.reload(), life.signal);
}
