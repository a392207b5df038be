import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'wxt/browser';
import { correctionTexts } from '../../locales/correction.ts';
import { optionsTexts } from '../../locales/options.ts';
import { panelTexts } from '../../locales/panel.ts';
import { popupTexts } from '../../locales/popup.ts';
import { eventually } from '../../scripts/browser/eventually.ts';
import { buildExtension } from '../../scripts/build-extension.ts';
import { findOrInstallBrowser } from '../../scripts/install-browser.ts';
import { type FirefoxProfile, launchFirefox } from '../../scripts/launch-firefox.ts';
import {
  GIVER,
  LONG_TITLE,
  PASSAGES,
  type SectionedSite,
  startSectionedSite,
} from './harness/sectioned-site.ts';
import { TEST_BUILD } from './harness/test-build.ts';

declare const browser: typeof Browser;

const running = new AsyncDisposableStack();
let site: SectionedSite;
let firefox: FirefoxProfile;
/** The sidebar's page in a tab of its own: it follows the active tab of its window all the same. */
let panel: Page;
let page: Page;

beforeAll(async () => {
  site = running.use(await startSectionedSite());
  const { path } = await findOrInstallBrowser(['firefox'], console.log);
  const { folder } = await buildExtension({ target: 'firefox', ...TEST_BUILD });
  firefox = running.use(await launchFirefox({ path, extension: folder, isHeadless: true }));
  panel = await firefox.newPage();
  await switchOn(panel, site.origin);
  await panel.goto(firefox.pageAddress('sidepanel.html'), { waitUntil: [] });
  page = await firefox.newPage();
});
afterAll(() => running.disposeAsync());

it('follows the active tab in Firefox, and says so where there is no article', async () => {
  await page.bringToFront();
  await page.goto(site.long);
  await waitFor(LONG_TITLE);
  await page.goto(site.list);
  await waitFor(popupTexts['zh-CN'].notArticle);
  await page.goto(site.long);
  await waitFor(LONG_TITLE);
});

it('lists the marks of the page in Firefox, and leads to them', async () => {
  await panel.evaluate(markInPage, site.long, [PASSAGES[2], PASSAGES[0]]);
  await waitFor(`${panelTexts['zh-CN'].found}2`);
  const quotes = () => panel.$$eval('[data-mark] [lang]', (all) => all.map((each) => each.textContent));
  await eventually(quotes, (all) => String(all) === String([PASSAGES[0], PASSAGES[2]]), 'in another order:');
  await panel.evaluate(() => document.querySelectorAll<HTMLElement>('[data-mark]')[1]?.click());
  await waitFor(panelTexts['zh-CN'].wentTo(PASSAGES[2]));
  await eventually(
    () => page.evaluate(() => scrollY),
    (top) => top > 100,
    'the page is at',
  );
});

it('lets the reader point at a value in Firefox', async () => {
  const words = correctionTexts['zh-CN'];
  const { source } = popupTexts['zh-CN'];
  await press(panelTexts['zh-CN'].article);
  await press(words.correctField(source));
  await press(words.pointIt);
  await waitFor(words.pointNow(source));
  await page.click('.foot a');
  await waitFor(words.pointTaken(GIVER));
  expect(page.url()).toBe(site.long);
});

/** Said or shown. */
async function waitFor(words: string): Promise<void> {
  await eventually(
    () => panel.evaluate(() => document.body.textContent ?? ''),
    (text) => text.includes(words),
    `“${words}” is not among`,
  );
}

async function press(words: string): Promise<void> {
  const isPressed = () =>
    panel.evaluate((wanted) => {
      const buttons = [...document.querySelectorAll('button')];
      const button = buttons.find(
        (each) => each.textContent === wanted || each.getAttribute('aria-label') === wanted,
      );
      button?.click();
      return button !== undefined;
    }, words);
  await eventually(isPressed, (is) => is, `no “${words}”:`);
}

/** As a reader does in the settings. */
async function switchOn(ours: Page, address: string): Promise<void> {
  await ours.goto(firefox.pageAddress('options.html'), { waitUntil: [] });
  const texts = optionsTexts['zh-CN'];
  const field = await ours.waitForSelector(`aria/${texts.addSite}[role="textbox"]`);
  await field?.type(address);
  await (await ours.waitForSelector(`aria/${texts.add}[role="button"]`))?.click();
  await (await ours.waitForSelector(`aria/${texts.askBrowser}[role="button"]`))?.click();
  await ours.waitForFunction((on) => document.body.innerText.includes(on), {}, texts.siteOn);
}

/** In a page of ours: passages are marked by the messages that our script in the page sends. */
async function markInPage(address: string, passages: string[]): Promise<void> {
  const [tab] = (await browser.tabs.query({})).filter(({ url }) => url === address);
  await browser.scripting.executeScript({
    target: { tabId: tab?.id ?? -1 },
    args: [passages],
    func: async (all: string[]) => {
      for (const exact of all) {
        const id = Array.from({ length: 20 }, () => Math.floor(Math.random() * 36).toString(36)).join('');
        const text = document.body.innerText;
        const at = text.indexOf(exact);
        const prefix = text.slice(at - 32, at);
        const suffix = text.slice(at + exact.length, at + exact.length + 32);
        const pageSelectors = [{ type: 'TextQuoteSelector', exact, prefix, suffix }];
        await browser.runtime.sendMessage({
          name: 'save-mark',
          body: { id, pageSelectors, colour: 1, style: 'ground' },
        });
      }
    },
  });
}
