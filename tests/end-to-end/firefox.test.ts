import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import type { Browser } from 'wxt/browser';
import { libraryTexts } from '../../locales/library.ts';
import { optionsTexts } from '../../locales/options.ts';
import { readingTexts } from '../../locales/reading.ts';
import { toolbarTexts } from '../../locales/toolbar.ts';
import { eventually } from '../../scripts/browser/eventually.ts';
import { buildExtension } from '../../scripts/build-extension.ts';
import { findOrInstallBrowser } from '../../scripts/install-browser.ts';
import { launchFirefox } from '../../scripts/launch-firefox.ts';
import { startSampleSite } from '../../scripts/sample-site.ts';
import { useAccountInFirefox } from './harness/firefox-account.ts';
import { startSplitSite } from './harness/split-site.ts';
import { openStage } from './harness/stage.ts';
import { TEST_BUILD } from './harness/test-build.ts';

declare const browser: typeof Browser;

const reading = readingTexts['zh-CN'];
/** Of its text. */
const WORDS = '不在对方吸气的时候开口';
const TITLE = '凌晨两点的第三个问题：一间远程银行值班室的七夜记录';

it('loads in Firefox, tells an article, keeps it, and reads it; takes it along into an account', async () => {
  const { path } = await findOrInstallBrowser(['firefox'], console.log);
  const { folder } = await buildExtension({ target: 'firefox', ...TEST_BUILD });
  await using site = await startSampleSite(0);
  await using firefox = await launchFirefox({ path, extension: folder, isHeadless: true });

  const settings = await firefox.newPage();
  await settings.goto(firefox.pageAddress('options.html'), { waitUntil: [] });
  const texts = optionsTexts['zh-CN'];
  const field = await settings.waitForSelector(`aria/${texts.addSite}[role="textbox"]`);
  await field?.type(site.articleAddress);
  await (await settings.waitForSelector(`aria/${texts.add}[role="button"]`))?.click();
  await (await settings.waitForSelector(`aria/${texts.askBrowser}[role="button"]`))?.click();
  await settings.waitForFunction((on) => document.body.innerText.includes(on), {}, texts.siteOn);

  const page = await firefox.newPage();
  await page.goto(site.articleAddress);
  const titleOfIcon = () =>
    settings.evaluate(async (address) => {
      const [tab] = (await browser.tabs.query({})).filter(({ url }) => url === address);
      return browser.action.getTitle(tab?.id === undefined ? {} : { tabId: tab.id });
    }, site.articleAddress);
  await eventually(titleOfIcon, (title) => title === toolbarTexts['zh-CN'].article, 'the icon says');

  const saved = await settings.evaluate(save, site.articleAddress);
  expect(saved.answer).toMatchObject({ status: 'saved' });
  await eventually(titleOfIcon, (title) => title === toolbarTexts['zh-CN'].saved, 'the icon says');

  const library = await firefox.newPage();
  await library.goto(firefox.pageAddress('library.html'), { waitUntil: [] });
  await library.waitForFunction((title) => document.body.innerText.includes(title), {}, TITLE);
  await findAndRead(library);

  await library.waitForSelector(`aria/${reading.find}[role="button"]`);
  await library.keyboard.press('/');
  await library.waitForSelector(`aria/${reading.findField}[role="textbox"]`);
  await library.keyboard.type('值班');
  const countOf = (place: string) => document.querySelector('search')?.textContent?.includes(place) === true;
  await library.waitForFunction(countOf, {}, reading.findPlace(1, 6));
  await library.keyboard.press('Escape');
  await (await library.waitForSelector(`aria/${reading.layout}[role="button"]`))?.click();
  await library.waitForFunction(
    (words) => document.body.innerText.includes(words),
    {},
    reading.columnsUnable,
  );
  await library.close();

  const asked = await settings.evaluate(askPlaces, site.articleAddress);
  expect(asked).toMatchObject({ shown: { answer: 'shown' }, rule: { answer: { from: 'label' } } });

  await using stage = await openStage();
  const { inEnglish } = stage.pages;
  const english = await firefox.newPage();
  await english.goto(inEnglish.address);
  const { text, html } = await settings.evaluate(read, inEnglish.address);
  expect(text).toContain(inEnglish.sentence);
  expect(text).not.toContain(inEnglish.newsletter);
  expect(html).toBe('');

  await using split = await startSplitSite();
  const several = await firefox.newPage();
  for (const folder of ['three', 'cookie'] as const) {
    await several.goto(split.article(folder));
    const whole = await settings.evaluate(save, split.article(folder));
    expect(whole.answer.article.pages).toMatchObject({ missing: [], reason: null });
  }
  await several.goto(split.article('away'));
  const lacking = await settings.evaluate(save, split.article('away'));
  expect(lacking.answer.article.pages).toMatchObject({ missing: [2], reason: 'failed' });

  await useAccountInFirefox(firefox, { service: stage.origin, articles: 4 });
});

/** Finds the article by words of its text, as a reader types them, and opens it. */
async function findAndRead(library: Page): Promise<void> {
  const box = await library.waitForSelector(
    `aria/${libraryTexts['zh-CN'].searchPlaceholder}[role="textbox"]`,
  );
  await box?.type(WORDS);
  await library.waitForFunction(
    (words) =>
      [...document.querySelectorAll('article li mark')].some(({ textContent }) => textContent === words),
    {},
    WORDS,
  );
  await box?.type('没有写过');
  await library.waitForFunction(() => document.querySelector('article') === null);
  await library.evaluate(() => {
    location.hash = '#/?q=';
  });
  const link = await library.waitForSelector('[data-row]');
  const id = await link?.evaluate((row) => row.getAttribute('data-row'));
  await library.evaluate((to) => {
    location.hash = `#/article/${to}`;
  }, id);
  await library.waitForFunction(
    (words) => document.querySelector('iframe')?.contentDocument?.body.textContent?.includes(words) === true,
    {},
    WORDS,
  );
}

/** In the settings page: where the source stands on the page, and the rule that would take it from there. */
async function askPlaces(address: string) {
  const [tab] = (await browser.tabs.query({})).filter(({ url }) => url === address);
  const { answer } = await browser.runtime.sendMessage({ name: 'read-page', body: { tabId: tab?.id } });
  const { value, evidence } = answer.reading.fields.source;
  const document = { tabId: tab?.id, documentId: answer.documentId };
  const { selector, text } = evidence;
  const place = { name: 'show-place', body: { ...document, selector, text, value } };
  const wish = { name: 'propose-rule', body: { ...document, field: 'source', value, evidence } };
  return {
    shown: await browser.runtime.sendMessage(place),
    rule: await browser.runtime.sendMessage(wish),
  };
}

/** In the settings page: the reading that the popup shows. */
async function read(address: string) {
  const [tab] = (await browser.tabs.query({})).filter(({ url }) => url === address);
  const { answer } = await browser.runtime.sendMessage({ name: 'read-page', body: { tabId: tab?.id } });
  return answer.reading;
}

/** In the settings page: what the popup asks of the background. */
async function save(address: string) {
  const [tab] = (await browser.tabs.query({})).filter(({ url }) => url === address);
  const read = await browser.runtime.sendMessage({ name: 'read-page', body: { tabId: tab?.id } });
  const body = { tabId: tab?.id, documentId: read.answer.documentId };
  return browser.runtime.sendMessage({ name: 'save-page', body });
}
