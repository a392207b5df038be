import type { CDPSession, Page } from 'playwright-core';
import type { Browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { completeReading, type PartialReading } from '../../../utils/article/complete-reading.ts';
import type { Reading } from '../../../utils/article/reading.ts';
import { readGiven } from '../../../utils/messages/read-given.ts';
import { allowPattern } from '../../browser/site-permission.ts';
import { buildExtension } from '../../build-extension.ts';
import { findOrInstallBrowser } from '../../install-browser.ts';
import { type ChromiumOrder, type ChromiumProfile, launchChromium } from '../../launch-chromium.ts';
import { type TaskTimes, traceTasks } from './trace-tasks.ts';

declare const chrome: typeof Browser;

/** Chromium with the production build, allowed on every site, and one tab in which pages stand under their own addresses. */
export interface BrowserStand extends AsyncDisposable {
  profile: ChromiumProfile;
  page: Page;
  session: CDPSession;
  /** Opens this HTML at this address. Nothing else is fetched, and no script of the page runs. */
  open(html: string, address: string): Promise<void>;
  /** Runs the built reading script in the tab and completes what it gives, as the background does; null where that is no reading. */
  read(): Promise<Reading | null>;
  /** The same, with what the tab's main thread did meanwhile. */
  readTraced(): Promise<{ reading: Reading | null; times: TaskTimes }>;
}

/** One that is too large for one message comes in pieces. */
const piecesSchema = z.object({
  pieces: z.array(z.object({ name: z.literal('reading-piece'), body: z.object({ text: z.string() }) })),
});
function readingIn(result: unknown): PartialReading | null {
  const sent = piecesSchema.safeParse(result);
  if (!sent.success) return readGiven(result);
  return readGiven(JSON.parse(sent.data.pieces.map(({ body }) => body.text).join('')));
}

/** Of a service that nobody starts: nothing here signs in. */
const NO_SERVICE = 'http://127.0.0.1:9';

/**
 * The page is put in place of the answer to its address, so that it is read under the address that it had. Its scripts are forbidden by a
 * content security policy, which content scripts don't know: without the network that they were written for they would take pages apart, and readers in
 * one process run none either.
 */
export async function openBrowserStand(order?: ChromiumOrder): Promise<BrowserStand> {
  const running = new AsyncDisposableStack();
  const profile = running.use(await launchChromium(order ?? (await chromiumOrder())));
  await allowEverywhere(profile);
  const page = await profile.context.newPage();
  const session = await profile.context.newCDPSession(page);
  let served = { address: '', html: '' };
  await page.route(/^(?!chrome)/, async (route) => {
    const request = route.request();
    if (!request.isNavigationRequest() || request.frame() !== page.mainFrame()) return route.abort();
    await route.fulfill(asAnswer(served.html));
  });
  const read = async () => {
    const worker = await profile.worker();
    const result = await worker.evaluate(async () => {
      const [tab] = await chrome.tabs.query({ active: true });
      if (tab?.id === undefined) return null;
      const target = { tabId: tab.id };
      const pieces: unknown[] = [];
      const collect = (message: { name?: unknown }) => {
        if (message.name === 'reading-piece') pieces.push(message);
      };
      chrome.runtime.onMessage.addListener(collect);
      const [run] = await chrome.scripting.executeScript({ target, files: ['/content-scripts/reading.js'] });
      chrome.runtime.onMessage.removeListener(collect);
      return pieces.length > 0 ? { pieces } : run?.result;
    });
    const reading = readingIn(result);
    return reading && completeReading(reading);
  };
  return {
    profile,
    page,
    session,
    async open(html, address) {
      served = { html, address };
      await page.goto('about:blank');
      await page.goto(address, { waitUntil: 'load' });
      await page.bringToFront();
    },
    read,
    async readTraced() {
      const { result, times } = await traceTasks(session, page, read);
      return { reading: result, times };
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** A page as if its site had answered with it: nothing else is loaded, and no script runs. */
export function asAnswer(html: string) {
  return {
    contentType: 'text/html; charset=utf-8',
    headers: {
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:",
    },
    body: html,
  };
}

/** As if a reader had said yes for every site at once. */
export async function allowEverywhere(profile: ChromiumProfile): Promise<void> {
  for (const pattern of EVERYWHERE) await allowPattern(profile, pattern);
  const page = await profile.context.newPage();
  await page.goto(profile.pageAddress('options.html'));
  // What the debugger runs counts as a reader's click.
  const isAllowed = await page.evaluate((origins) => chrome.permissions.request({ origins }), EVERYWHERE);
  await page.close();
  if (!isAllowed) throw new Error('Chromium did not grant the sites');
}

const EVERYWHERE = ['http://*/*', 'https://*/*'];

export async function chromiumOrder(): Promise<ChromiumOrder> {
  const { path } = await findOrInstallBrowser(['chromium'], console.log);
  const { folder } = await buildExtension({
    target: 'chrome',
    serviceUrl: NO_SERVICE,
    outFolder: '.output/bench-reading',
  });
  return { path, extension: folder };
}
