import { setTimeout as wait } from 'node:timers/promises';
import type { CDPSession } from 'playwright-core';
import type { ChromiumProfile } from '../launch-chromium.ts';
import { PATIENCE_MS } from './eventually.ts';
import { VISIBLE_TEXT } from './visible-text.ts';

const PAGE_GONE = 'the page is gone';

/** A page that Playwright does not list, such as the popup: seen and used through the debugging protocol. */
export interface TargetPage {
  /** Runs an expression in the page; promises are awaited, the value comes back as JSON. */
  evaluate(expression: string): Promise<unknown>;
  /** What a reader sees: text, the values of fields included. */
  text(): Promise<string>;
  waitForText(text: string): Promise<void>;
  waitForAny(texts: string[]): Promise<void>;
  /** A real click in the middle of the first visible element that the expression gives. */
  click(element: string): Promise<void>;
  /** Types into whatever has the focus, as an input method would: all at once. */
  insertText(text: string): Promise<void>;
  press(key: 'Enter' | 'Escape' | 'Tab'): Promise<void>;
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}

/** Attaches to the first target whose address begins so, waiting until there is one. */
export async function attachToTarget(profile: ChromiumProfile, address: string): Promise<TargetPage> {
  const browser = profile.context.browser();
  if (!browser) throw new Error('this context has no browser to ask for targets');
  const session = await browser.newBrowserCDPSession();
  const targetId = await findTarget(session, address);
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
  return targetPage(session, sessionId, targetId);
}

async function findTarget(session: CDPSession, address: string): Promise<string> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    const { targetInfos } = await session.send('Target.getTargets');
    const target = targetInfos.find(({ url }) => url.startsWith(address));
    if (target) return target.targetId;
    await wait(50);
  }
  throw new Error(`no target at ${address}`);
}

interface Answer {
  id?: number;
  result?: Record<string, unknown>;
  error?: { message: string };
}
type Send = (method: string, parameters?: Record<string, unknown>) => Promise<Record<string, unknown>>;

/** Playwright's session can't address a target inside it, so commands are wrapped by hand. */
function wrapCommands(session: CDPSession, sessionId: string): Send {
  const waiting = new Map<number, (answer: Answer) => void>();
  let last = 0;
  session.on('Target.receivedMessageFromTarget', (event) => {
    if (event.sessionId !== sessionId) return;
    const answer: Answer = JSON.parse(event.message);
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
  });
  session.on('Target.detachedFromTarget', (event) => {
    if (event.sessionId !== sessionId) return;
    for (const settle of waiting.values()) settle({ error: { message: PAGE_GONE } });
  });
  return async (method, params = {}) => {
    last += 1;
    const id = last;
    const answered = new Promise<Answer>((settle) => waiting.set(id, settle));
    await session.send('Target.sendMessageToTarget', {
      sessionId,
      message: JSON.stringify({ id, method, params }),
    });
    const answer = await answered;
    waiting.delete(id);
    if (answer.error) throw new Error(`${method}: ${answer.error.message}`);
    return answer.result ?? {};
  };
}

function targetPage(session: CDPSession, sessionId: string, targetId: string): TargetPage {
  const send = wrapCommands(session, sessionId);
  const evaluate = async (expression: string) => {
    const answer = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    if (answer.exceptionDetails) throw new Error(`in the page: ${JSON.stringify(answer.exceptionDetails)}`);
    const result = answer.result;
    return typeof result === 'object' && result && 'value' in result ? result.value : undefined;
  };
  const text = async () => String(await evaluate(VISIBLE_TEXT));
  const until = async (isDone: (seen: string) => boolean, what: string) => {
    const deadline = Date.now() + PATIENCE_MS;
    let seen = '';
    while (Date.now() < deadline) {
      seen = await text();
      if (isDone(seen)) return;
      await wait(100);
    }
    throw new Error(`${what}; the page shows:\n${seen}`);
  };
  return {
    evaluate,
    text,
    waitForText: (wanted) => until((seen) => seen.includes(wanted), `"${wanted}" did not appear`),
    waitForAny: (texts) =>
      until((seen) => texts.some((text) => seen.includes(text)), `none of ${texts} appeared`),
    click: (element) => clickMiddle(send, evaluate, element),
    insertText: async (typed) => {
      await send('Input.insertText', { text: typed });
    },
    press: (key) => pressKey(send, key),
    screenshot: async () => {
      const { data } = await send('Page.captureScreenshot', { format: 'png' });
      return Buffer.from(String(data), 'base64');
    },
    close: async () => {
      await session.send('Target.closeTarget', { targetId }).catch(() => undefined); // it may have closed itself
      await session.detach().catch(() => undefined);
    },
  };
}

/** A page that is still arranging itself would move the element away from under the pointer, so its place has to be the same twice. */
async function clickMiddle(send: Send, evaluate: TargetPage['evaluate'], element: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  let before = '';
  while (Date.now() < deadline) {
    const middle = await evaluate(middleOf(element));
    if (Array.isArray(middle) && String(middle) === before) {
      const place = { x: Number(middle[0]), y: Number(middle[1]), button: 'left', clickCount: 1 };
      await send('Input.dispatchMouseEvent', { ...place, type: 'mousePressed' });
      await send('Input.dispatchMouseEvent', { ...place, type: 'mouseReleased' }).catch(passOverPageGone);
      return;
    }
    before = String(middle);
    await wait(100);
  }
  throw new Error(`nothing to click: ${element}; the page shows:\n${await evaluate(VISIBLE_TEXT)}`);
}

/** A button may close its own page before the press is answered. */
function passOverPageGone(error: unknown): void {
  if (!(error instanceof Error && error.message.endsWith(PAGE_GONE))) throw error;
}

/** Null where the element is missing, hidden, disabled, or covered by another. */
function middleOf(element: string): string {
  return `(() => {
    const element = ${element};
    if (!element?.checkVisibility() || element.disabled) return null;
    element.scrollIntoView({ block: 'nearest' });
    const box = element.getBoundingClientRect();
    const middle = [box.x + box.width / 2, box.y + box.height / 2];
    const top = document.elementFromPoint(...middle);
    return element.contains(top) || top?.contains(element) ? middle : null;
  })()`;
}

const KEY_CODES = { Enter: 13, Escape: 27, Tab: 9 };

async function pressKey(send: Send, key: keyof typeof KEY_CODES): Promise<void> {
  const stroke = { key, code: key, windowsVirtualKeyCode: KEY_CODES[key] };
  await send('Input.dispatchKeyEvent', {
    ...stroke,
    type: 'keyDown',
    ...(key === 'Enter' && { text: '\r' }),
  });
  await send('Input.dispatchKeyEvent', { ...stroke, type: 'keyUp' });
}

/** An expression for `click`: the first visible element of this selector whose text, label or placeholder contains the words. */
export function elementWith(words: string, selector = 'button, a, [role="button"], label, summary'): string {
  return `[...document.querySelectorAll(${JSON.stringify(selector)})].find((element) => element.checkVisibility() &&
    [element.textContent, element.getAttribute('aria-label'), element.getAttribute('placeholder'), element.title]
      .some((text) => text?.includes(${JSON.stringify(words)})))`;
}
