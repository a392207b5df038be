import { type Browser, browser } from 'wxt/browser';
import { call } from '../../utils/messages/call.ts';
import { MARKS_PORT } from '../../utils/messages/page-port.ts';

/** A side panel that has connected, and what it asked before anybody could answer. */
export interface PanelPort {
  port: Browser.runtime.Port;
  asked: unknown[];
  /** Ends with the port, and with the marks' script. */
  signal: AbortSignal;
}

declare global {
  /** Ports that wait for the script that serves them, in the world of our scripts. */
  var panelPorts: PanelPort[] | undefined;
}

/** Takes the side panel's call, and brings the script that answers it: most pages are read without. `ready`: the marks are there. */
export function servePanel(ready: Promise<unknown>, signal: AbortSignal): void {
  const connect = (port: Browser.runtime.Port) => {
    if (port.name !== MARKS_PORT || port.sender?.id !== browser.runtime.id) return;
    const life = new AbortController();
    port.onDisconnect.addListener(() => life.abort());
    signal.addEventListener('abort', () => port.disconnect(), { once: true, signal: life.signal });
    const asked: unknown[] = [];
    port.onMessage.addListener((message: unknown) => asked.push(message));
    globalThis.panelPorts ??= [];
    globalThis.panelPorts.push({ port, asked, signal: AbortSignal.any([signal, life.signal]) });
    // A panel that hears nothing says so.
    void ready.then(() => call('begin-panel')).catch(() => port.disconnect());
  };
  browser.runtime.onConnect.addListener(connect);
  // An updated extension leaves its old scripts without a runtime to remove the listener from.
  signal.addEventListener('abort', () => browser.runtime?.onConnect?.removeListener(connect));
}
