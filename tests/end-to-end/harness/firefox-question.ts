import type { Browser } from 'puppeteer-core';
import * as z from 'zod/mini';
import { eventually } from '../../../scripts/browser/eventually.ts';

const treeSchema = z.object({ result: z.object({ contexts: z.array(z.object({ context: z.string() })) }) });
const answerSchema = z.object({ result: z.object({ result: z.object({ value: z.string() }) }) });

/**
 * Waits for the question that Firefox asks for an extension's permission, and presses the button of a real one in the browser's own window. Needs
 * `asks` at the launch.
 *
 * @returns The question's words.
 */
export async function answerQuestion(browser: Browser, answer: 'allow' | 'refuse'): Promise<string> {
  const tree = treeSchema.parse(await send(browser, 'browsingContext.getTree', { 'moz:scope': 'chrome' }));
  const target = { context: tree.result.contexts[0]?.context };
  const inWindow = async (expression: string) => {
    const done = await send(browser, 'script.evaluate', { expression, target, awaitPromise: true });
    return answerSchema.parse(done).result.result.value;
  };
  const words = await eventually(
    () => inWindow(`(${QUESTION})?.textContent ?? ''`),
    (shown) => shown !== '',
    'Firefox asks nothing:',
  );
  const button = answer === 'allow' ? 'button' : 'secondaryButton';
  await inWindow(`(${QUESTION}).${button}.click(), ''`);
  return words;
}

const QUESTION = `[...document.querySelectorAll('#addon-webext-permissions-notification')]
  .find((question) => question.closest('panel')?.state === 'open')`;

/** The driver offers what pages need; the browser's own window is reached by its connection. */
async function send(browser: Browser, method: string, body: unknown): Promise<unknown> {
  const connection: unknown = Reflect.get(browser, 'connection');
  const ask: unknown = typeof connection === 'object' && connection && Reflect.get(connection, 'send');
  if (typeof ask !== 'function') throw new Error('the driver has no connection to send by');
  return Reflect.apply(ask, connection, [method, body]);
}
