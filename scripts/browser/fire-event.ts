import type { Browser } from 'wxt/browser';
import type { ChromiumProfile } from '../launch-chromium.ts';

declare const chrome: typeof Browser;

/** The shortcut of a command, as the browser tells the extension of it: keys that a script presses never become one. */
export async function fireCommand(profile: ChromiumProfile, address: string, command: string): Promise<void> {
  const worker = await profile.worker();
  await worker.evaluate(
    async ({ wanted, name }) => {
      const tab = (await chrome.tabs.query({})).find(({ url }) => url === wanted);
      // The browsers' own way of firing an event is in no type.
      const event: object = chrome.commands.onCommand;
      if (!('dispatch' in event) || typeof event.dispatch !== 'function') throw new Error('no event to fire');
      event.dispatch(name, tab);
    },
    { wanted: address, name: command },
  );
}

/** The same of an item of the right-click menu; `srcUrl` is the picture's that was clicked. */
export async function fireMenuItem(
  profile: ChromiumProfile,
  address: string,
  item: { menuItemId: string; srcUrl?: string; frameId?: number; frameUrl?: string; pageUrl?: string },
): Promise<void> {
  const worker = await profile.worker();
  await worker.evaluate(
    async ({ wanted, info }) => {
      const tab = (await chrome.tabs.query({})).find(({ url }) => url === wanted);
      const event: object = chrome.contextMenus.onClicked;
      if (!('dispatch' in event) || typeof event.dispatch !== 'function') throw new Error('no event to fire');
      event.dispatch(info, tab);
    },
    { wanted: address, info: item },
  );
}
