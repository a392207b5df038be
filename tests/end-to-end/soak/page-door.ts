import type { Page } from 'playwright-core';
import * as z from 'zod/mini';
import type { ChromiumProfile } from '../../../scripts/launch-chromium.ts';
import type { PageRequests } from '../../../utils/messages/contract.ts';

/** A page of the site, and the door through which our script in it speaks to the background: the same world, the same sender. */
export interface PageDoor extends AsyncDisposable {
  page: Page;
  /** Throws `Refused` for an answer that is an error, and something else where no answer came. */
  ask(name: keyof PageRequests, body?: unknown): Promise<unknown>;
}

/** The background's own word that it did not do it. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const replySchema = z.union([
  z.object({ error: z.object({ code: z.string(), message: z.string() }) }),
  z.object({ answer: z.optional(z.unknown()) }),
]);

/** A worker that is killed may take the answer with it. */
const PATIENCE_MS = 15_000;

export async function openPageDoor(profile: ChromiumProfile, address: string): Promise<PageDoor> {
  const page = await profile.context.newPage();
  const session = await profile.context.newCDPSession(page);
  const ours = Promise.withResolvers<number>();
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin === `chrome-extension://${profile.extensionId}`) ours.resolve(context.id);
  });
  await session.send('Runtime.enable');
  await page.goto(address);
  const contextId = await inTime(ours.promise, 'our script did not come to the page');
  return {
    page,
    async ask(name, body) {
      const message = JSON.stringify(body === undefined ? { name } : { name, body });
      const expression = `chrome.runtime.sendMessage(${message})`;
      const options = { expression, contextId, awaitPromise: true, returnByValue: true };
      const { result, exceptionDetails } = await inTime(
        session.send('Runtime.evaluate', options),
        `no answer to ${name}`,
      );
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      const reply = replySchema.parse(result.value);
      if ('error' in reply) throw new Refused(reply.error.code, `${name}: ${reply.error.message}`);
      return reply.answer;
    },
    async [Symbol.asyncDispose]() {
      await page.close().catch(() => undefined); // the browser may have been killed
    },
  };
}

async function inTime<T>(promise: Promise<T>, complaint: string): Promise<T> {
  const timeout = Promise.withResolvers<never>();
  const timer = setTimeout(() => timeout.reject(new Error(complaint)), PATIENCE_MS);
  try {
    return await Promise.race([promise, timeout.promise]);
  } finally {
    clearTimeout(timer);
  }
}
