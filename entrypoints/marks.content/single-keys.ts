import type { Signal } from '@preact/signals-core';
import { browser } from 'wxt/browser';

/** As the settings page leaves it in `browser.storage.local` (utils/appearance.ts). */
const KEY = 'single-keys';

/** Whether single keys mark: the reader's choice in the settings, also when it changes. */
export function followSingleKeys(hasKeys: Signal<boolean>, signal: AbortSignal): void {
  const read = async () => {
    hasKeys.value = (await browser.storage.local.get(KEY))[KEY] !== 'off';
  };
  void read();
  browser.storage.onChanged.addListener(read);
  // An updated extension leaves its old scripts without a runtime to remove the listener from.
  signal.addEventListener('abort', () => browser.storage?.onChanged?.removeListener(read), { once: true });
}
