import { type Browser, browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { PICK_PORT, type PickAsk, type PickTold } from '../../utils/messages/page-port.ts';
import { pickPlace } from './pick-place.ts';

/** The panel speaks right after it had the script put here. */
const WAIT_MS = 10_000;

/** Put into a page when the reader wants to point at a value there. Lives as long as the port to the side panel, and leaves nothing behind. */
export default defineContentScript({
  registration: 'runtime',
  noScriptStartedPostMessage: true,
  main: (ctx) => {
    const life = new AbortController();
    ctx.signal.addEventListener('abort', () => life.abort());
    const timer = setTimeout(() => life.abort(), WAIT_MS);
    const connect = (port: Browser.runtime.Port) => {
      if (port.name !== PICK_PORT || port.sender?.id !== browser.runtime.id) return;
      clearTimeout(timer);
      port.onDisconnect.addListener(() => life.abort());
      listen(port, life);
    };
    browser.runtime.onConnect.addListener(connect);
    life.signal.addEventListener('abort', () => browser.runtime?.onConnect?.removeListener(connect));
  },
});

function listen(port: Browser.runtime.Port, life: AbortController): void {
  let picking: ReturnType<typeof pickPlace> | null = null;
  const tell = (told: PickTold) => {
    if (life.signal.aborted) return;
    port.postMessage(told);
    if (told.told !== 'over') life.abort();
  };
  port.onMessage.addListener((message: unknown) => {
    if (!isAsk(message) || life.signal.aborted) return;
    if (message.ask === 'start') picking ??= pickPlace({ ...message, tell, signal: life.signal });
    else if (message.ask === 'step') picking?.step(message.by);
    else picking?.take();
  });
}

/** From our own panel alone, so its form is all that is looked at. */
function isAsk(message: unknown): message is PickAsk {
  return typeof message === 'object' && message !== null && 'ask' in message;
}
