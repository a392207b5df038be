import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'wxt/browser';
import { PATIENCE_MS } from '../../scripts/browser/eventually.ts';
import { openPopup } from '../../scripts/browser/popup.ts';
import { switchSiteOn } from '../../scripts/browser/settings-page.ts';
import { buildExtension } from '../../scripts/build-extension.ts';
import { findOrInstallBrowser } from '../../scripts/install-browser.ts';
import { type ChromiumProfile, launchChromium } from '../../scripts/launch-chromium.ts';
import { readGiven } from '../../utils/messages/read-given.ts';
import { ATTACKS, attackTexts, HOST, SENTENCE } from '../utils/article/attacks.ts';
import { forbiddenAmong, listParts } from '../utils/article/forbidden-parts.ts';
import { type AttackSite, startAttackSite } from './harness/attack-site.ts';
import { saveByMessage } from './harness/library-rows.ts';
import { replaceSnapshot } from './harness/replace-snapshot.ts';
import { TEST_BUILD } from './harness/test-build.ts';

declare const chrome: typeof Browser;

const running = new AsyncDisposableStack();
let site: AttackSite;
let device: ChromiumProfile;
/** What was read of each page with an attack. */
let readings: string[];
/** Dialogs, and requests to the attackers' host, since the pages of attacks were closed. */
const fired: string[] = [];

// Hundreds of pages are read: minutes on a slow machine.
beforeAll(async () => {
  site = running.use(await startAttackSite());
  const { path } = await findOrInstallBrowser(['chromium'], console.log);
  const { folder } = await buildExtension({ target: 'chrome', ...TEST_BUILD });
  device = running.use(await launchChromium({ path, extension: folder }));
  await switchSiteOn(device, site.origin);
  readings = await readEverything();
  device.context.on('dialog', (dialog) => {
    fired.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  device.context.on('request', (request) => {
    if (request.url().includes(HOST)) fired.push(`request: ${request.url()}`);
  });
}, 900_000);
afterAll(() => running.disposeAsync());

it('reads every page with an attack, and writes only what is allowed', async () => {
  // Some attacks bring a frame of their own, which is read as well.
  expect(readings.length).toBeGreaterThanOrEqual(ATTACKS.length);
  expect(readings.filter((html) => html.includes(SENTENCE)).length).toBeGreaterThan(ATTACKS.length * 0.95);
  const page = await device.context.newPage();
  const parts = await page.evaluate(
    ({ source, all }) => {
      const list: typeof listParts = new Function(`return ${source}`)();
      return all.map((html) => list(html, document));
    },
    { source: listParts.toString(), all: readings },
  );
  await page.close();
  expect(parts.flatMap(forbiddenAmong)).toEqual([]);
});

it('a dialog, a request and a global would be noticed', async () => {
  const page = await device.context.newPage();
  await page.setContent(`<img src=x onerror="alert(top.fired=1)"><img src="http://${HOST}/x.png">`);
  await expect.poll(() => fired.length, { timeout: PATIENCE_MS }).toBe(2);
  expect(await firedIn(page)).toBe(true);
  await page.close();
  fired.length = 0;
});

it('nothing fires when what was read is opened in the reader', async () => {
  await saveByMessage(device, site.plain);
  const page = await openInReader(readings.join(''));
  expect(await page.frameLocator('iframe').locator('article p').count()).toBeGreaterThan(ATTACKS.length);
  expect(await firedIn(page)).toBe(false);
  await page.close();
  expect(fired).toEqual([]);
});

it('nothing fires when the attacks themselves are what is kept', { timeout: 240_000 }, async () => {
  for (const text of attackTexts(25)) {
    const page = await openInReader(text);
    expect(await firedIn(page)).toBe(false);
    await page.close();
  }
  expect(fired).toEqual([]);
});

it('nothing fires when the popup shows fields full of markup', async () => {
  const page = await device.context.newPage();
  await page.goto(site.fields);
  const popup = await openPopup(device, page);
  await popup.waitForText('<img src=x onerror=');
  expect(await popup.evaluate('"fired" in window || document.querySelector("img[onerror]") !== null')).toBe(
    false,
  );
  await popup.close();
  await page.close();
  expect(fired).toEqual([]);
});

async function readEverything(): Promise<string[]> {
  const read: string[] = [];
  for (const address of site.framed) read.push(...(await readFrames(address)));
  return read;
}

/** A page that attacks may also keep its frames from ever answering, by a dialog or by leaving: what has not come by then is asked for in a page of its own once more. */
const ANSWERED_WITHIN_MS = 2 * PATIENCE_MS;
const TRIES = 3;

async function readFrames(framed: string): Promise<string[]> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const page = await device.context.newPage();
    await page.goto(framed, { timeout: PATIENCE_MS });
    const late = new Promise<null>((resolve) => setTimeout(resolve, ANSWERED_WITHIN_MS, null));
    const results = await Promise.race([injectIntoFrames(framed).catch(() => null), late]);
    await page.close();
    if (results) return results.flatMap((result) => readGiven(result)?.html ?? []);
  }
  throw new Error(`the frames of ${framed} do not answer`);
}

/** One injection into all frames of one page. */
async function injectIntoFrames(framed: string): Promise<unknown[]> {
  const worker = await device.worker();
  return worker.evaluate(async (address) => {
    const [tab] = (await chrome.tabs.query({})).filter(({ url }) => url === address);
    const target = { tabId: tab?.id ?? -1, allFrames: true };
    const injected = await chrome.scripting.executeScript({
      target,
      files: ['/content-scripts/whole-article.js'],
    });
    return injected.filter(({ frameId }) => frameId !== 0).map(({ result }) => result);
  }, framed);
}

/** The kept article with this HTML, shown and left alone for a moment in which everything that loads has loaded. */
async function openInReader(html: string): Promise<Page> {
  const page = await device.context.newPage();
  await page.goto(device.pageAddress('options.html'));
  const id = await page.evaluate(replaceSnapshot, html);
  await page.goto(device.pageAddress(`library.html#/article/${id}`));
  await page.frameLocator('iframe').locator('article > *').first().waitFor({ state: 'attached' });
  await page.waitForTimeout(300);
  return page;
}

function firedIn(page: Page): Promise<boolean> {
  return page.evaluate(() => 'fired' in window);
}
