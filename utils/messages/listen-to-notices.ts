import { browser } from 'wxt/browser';
import type { PageNotices } from './contract.ts';

type Listeners = { [Name in keyof PageNotices]?: (body: unknown) => void };

/** For a script in a page: calls the listener of each notice the background sends, until `signal` aborts. */
export function listenToNotices(listeners: Listeners, signal: AbortSignal): void {
  const hear = (message: unknown, sender: { id?: string; tab?: unknown }) => {
    // A script in another tab has `tab`; the background has not.
    if (sender.id !== browser.runtime.id || sender.tab !== undefined) return;
    if (isNotice(message, listeners)) listeners[message.name]?.(message.body);
  };
  browser.runtime.onMessage.addListener(hear);
  // An updated extension leaves its old scripts without a runtime to remove the listener from.
  signal.addEventListener('abort', () => browser.runtime?.onMessage?.removeListener(hear), { once: true });
}

/** By hand, because a schema library would be the larger part of a script in a page. */
function isNotice(
  message: unknown,
  listeners: Listeners,
): message is { name: keyof PageNotices; body: unknown } {
  if (typeof message !== 'object' || message === null || !('name' in message)) return false;
  return Object.hasOwn(listeners, String(message.name));
}
