import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'wxt/browser';
import { optionsTexts } from '../../locales/options.ts';
import { PATIENCE_MS } from '../../scripts/browser/eventually.ts';
import { buildExtension } from '../../scripts/build-extension.ts';
import { findOrInstallBrowser } from '../../scripts/install-browser.ts';
import { type FirefoxProfile, launchFirefox } from '../../scripts/launch-firefox.ts';
import { readGiven } from '../../utils/messages/read-given.ts';
import { ATTACKS, attackTexts, HOST, SENTENCE } from '../utils/article/attacks.ts';
import { forbiddenAmong, listParts } from '../utils/article/forbidden-parts.ts';
import { type AttackSite, startAttackSite } from './harness/attack-site.ts';
import { replaceSnapshot } from './harness/replace-snapshot.ts';
import { TEST_BUILD } from './harness/test-build.ts';

declare const browser: typeof Browser;

const running = new AsyncDisposableStack();
let site: AttackSite;
let firefox: FirefoxProfile;
/** A page of ours, by which the extension is asked to do what its views ask it. */
let ours: Page;
let readings: string[];
/** Dialogs, and requests to the attackers' host, of the pages that are listened to. */
const fired: string[] = [];

// Hundreds of pages are read: minutes on a slow machine.
beforeAll(async () => {
  site = running.use(await startAttackSite());
  const { path } = await findOrInstallBrowser(['firefox'], console.log);
  const { folder } = await buildExtension({ target: 'firefox', ...TEST_BUILD });
  firefox = running.use(await launchFirefox({ path, extension: folder, isHeadless: true }));
  ours = await firefox.newPage();
  await ours.goto(firefox.pageAddress('options.html'), { waitUntil: [] });
  await switchOn(site.plain);
  readings = await readEverything();
}, 900_000);
afterAll(() => running.disposeAsync());

it('reads every page with an attack in Firefox, and writes only what is allowed', async () => {
  // Some attacks bring a frame of their own, which is read as well.
  expect(readings.length).toBeGreaterThanOrEqual(ATTACKS.length);
  expect(readings.filter((html) => html.includes(SENTENCE)).length).toBeGreaterThan(ATTACKS.length * 0.95);
  const page = await firefox.newPage();
  const parts = await page.evaluate(
    (source, all) => {
      const list: typeof listParts = new Function(`return ${source}`)();
      return all.map((html) => list(html, document));
    },
    listParts.toString(),
    readings,
  );
  await page.close();
  expect(parts.flatMap(forbiddenAmong)).toEqual([]);
});

it('a dialog, a request and a global would be noticed in Firefox', async () => {
  const page = await listenedPage();
  await page.setContent(`<img src=x onerror="alert(top.fired=1)"><img src="http://${HOST}/x.png">`, {
    waitUntil: [],
  });
  await expect.poll(() => fired.length, { timeout: PATIENCE_MS }).toBe(2);
  expect(await firedIn(page)).toBe(true);
  await page.close();
  fired.length = 0;
});

it('nothing fires in Firefox when what was read is opened in the reader', async () => {
  await save(site.plain);
  const page = await openInReader(readings.join(''));
  const paragraphs = await page.evaluate(
    () => document.querySelector('iframe')?.contentDocument?.querySelectorAll('article p').length,
  );
  expect(paragraphs).toBeGreaterThan(ATTACKS.length);
  expect(await firedIn(page)).toBe(false);
  await page.close();
  expect(fired).toEqual([]);
});

it('nothing fires in Firefox when the attacks themselves are what is kept', {
  timeout: 240_000,
}, async () => {
  for (const text of attackTexts(50)) {
    const page = await openInReader(text);
    expect(await firedIn(page)).toBe(false);
    await page.close();
  }
  expect(fired).toEqual([]);
});

/** As a reader does in the settings. */
async function switchOn(address: string): Promise<void> {
  const texts = optionsTexts['zh-CN'];
  const field = await ours.waitForSelector(`aria/${texts.addSite}[role="textbox"]`);
  await field?.type(address);
  await (await ours.waitForSelector(`aria/${texts.add}[role="button"]`))?.click();
  await (await ours.waitForSelector(`aria/${texts.askBrowser}[role="button"]`))?.click();
  await ours.waitForFunction((on) => document.body.innerText.includes(on), {}, texts.siteOn);
}

async function readEverything(): Promise<string[]> {
  const read: string[] = [];
  for (const address of site.framed) read.push(...(await readFrames(address)));
  return read;
}

/** One injection into all frames of one page. */
async function readFrames(framed: string): Promise<string[]> {
  const page = await firefox.newPage();
  await page.goto(framed, { timeout: PATIENCE_MS });
  const results = await ours.evaluate(async (address) => {
    const [tab] = (await browser.tabs.query({})).filter(({ url }) => url === address);
    const target = { tabId: tab?.id ?? -1, allFrames: true };
    const injected = await browser.scripting.executeScript({
      target,
      files: ['/content-scripts/whole-article.js'],
    });
    return injected.filter(({ frameId }) => frameId !== 0).map(({ result }) => result);
  }, framed);
  await page.close();
  return results.flatMap((result) => readGiven(result)?.html ?? []);
}

async function save(address: string): Promise<void> {
  const page = await firefox.newPage();
  await page.goto(address);
  const status = await ours.evaluate(async (wanted) => {
    const [tab] = (await browser.tabs.query({})).filter(({ url }) => url === wanted);
    const read = await browser.runtime.sendMessage({ name: 'read-page', body: { tabId: tab?.id } });
    const body = { tabId: tab?.id, documentId: read.answer.documentId };
    return (await browser.runtime.sendMessage({ name: 'save-page', body })).answer.status;
  }, address);
  expect(status).toBe('saved');
  await page.close();
}

/** The kept article with this HTML, shown and left alone for a moment in which everything that loads has loaded. */
async function openInReader(html: string): Promise<Page> {
  const id = await ours.evaluate(replaceSnapshot, html);
  const page = await listenedPage();
  await page.goto(firefox.pageAddress(`library.html#/article/${id}`), { waitUntil: [] });
  await page.waitForFunction(() =>
    document.querySelector('iframe')?.contentDocument?.querySelector('article > *'),
  );
  await new Promise((done) => setTimeout(done, 500));
  return page;
}

async function listenedPage(): Promise<Page> {
  const page = await firefox.newPage();
  page.on('dialog', (dialog) => {
    fired.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url().includes(HOST)) fired.push(`request: ${request.url()}`);
  });
  return page;
}

function firedIn(page: Page): Promise<boolean> {
  return page.evaluate(() => 'fired' in window);
}
