import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'wxt/browser';
import { openPopup } from '../../scripts/browser/popup.ts';
import { switchSiteOn } from '../../scripts/browser/settings-page.ts';
import { buildExtension } from '../../scripts/build-extension.ts';
import { findOrInstallBrowser } from '../../scripts/install-browser.ts';
import { type ChromiumProfile, launchChromium } from '../../scripts/launch-chromium.ts';
import { ATTACKS, CLOSE, HOST, SENTENCE } from '../utils/article/attacks.ts';
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
});
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
  await expect.poll(() => fired.length).toBe(2);
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
  for (let from = 0; from < ATTACKS.length; from += 25) {
    const page = await openInReader(ATTACKS.slice(from, from + 25).join(CLOSE));
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

/** One injection into all frames of one page. */
async function readEverything(): Promise<string[]> {
  const page = await device.context.newPage();
  await page.goto(site.everything);
  const worker = await device.worker();
  const results = await worker.evaluate(async (address) => {
    const [tab] = (await chrome.tabs.query({})).filter(({ url }) => url === address);
    const target = { tabId: tab?.id ?? -1, allFrames: true };
    const injected = await chrome.scripting.executeScript({ target, files: ['/content-scripts/reading.js'] });
    return injected.filter(({ frameId }) => frameId !== 0).map(({ result }) => result);
  }, site.everything);
  await page.close();
  return results.flatMap((result) =>
    result !== null && typeof result === 'object' && 'html' in result ? [String(result.html)] : [],
  );
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
