import { expect, it } from 'vitest';
import type { Browser } from 'wxt/browser';
import { optionsTexts } from '../../locales/options.ts';
import { toolbarTexts } from '../../locales/toolbar.ts';
import { eventually } from '../../scripts/browser/eventually.ts';
import { buildExtension } from '../../scripts/build-extension.ts';
import { findOrInstallBrowser } from '../../scripts/install-browser.ts';
import { launchFirefox } from '../../scripts/launch-firefox.ts';
import { startSampleSite } from '../../scripts/sample-site.ts';
import { startSplitSite } from './harness/split-site.ts';
import { TEST_BUILD } from './harness/test-build.ts';

declare const browser: typeof Browser;

const TITLE = '凌晨两点的第三个问题：一间远程银行值班室的七夜记录';

it('loads in Firefox, tells an article, and keeps it', async () => {
  const { path } = await findOrInstallBrowser(['firefox'], console.log);
  const { folder } = await buildExtension({ target: 'firefox', ...TEST_BUILD });
  await using site = await startSampleSite(0);
  await using firefox = await launchFirefox({ path, extension: folder, isHeadless: true });

  const settings = await firefox.browser.newPage();
  await settings.goto(firefox.pageAddress('options.html'), { waitUntil: [] });
  const texts = optionsTexts['zh-CN'];
  const field = await settings.waitForSelector(`aria/${texts.addSite}[role="textbox"]`);
  await field?.type(site.articleAddress);
  await (await settings.waitForSelector(`aria/${texts.add}[role="button"]`))?.click();
  await (await settings.waitForSelector(`aria/${texts.askBrowser}[role="button"]`))?.click();
  await settings.waitForFunction((on) => document.body.innerText.includes(on), {}, texts.siteOn);

  const page = await firefox.browser.newPage();
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

  const library = await firefox.browser.newPage();
  await library.goto(firefox.pageAddress('library.html'), { waitUntil: [] });
  await library.waitForFunction((title) => document.body.innerText.includes(title), {}, TITLE);

  const asked = await settings.evaluate(askPlaces, site.articleAddress);
  expect(asked).toMatchObject({ shown: { answer: 'shown' }, rule: { answer: { from: 'label' } } });

  await using split = await startSplitSite();
  const several = await firefox.browser.newPage();
  for (const folder of ['three', 'cookie'] as const) {
    await several.goto(split.article(folder));
    const whole = await settings.evaluate(save, split.article(folder));
    expect(whole.answer.article.pages).toMatchObject({ missing: [], reason: null });
  }
  await several.goto(split.article('away'));
  const lacking = await settings.evaluate(save, split.article('away'));
  expect(lacking.answer.article.pages).toMatchObject({ missing: [2], reason: 'failed' });
});

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

/** In the settings page: what the popup asks of the background. */
async function save(address: string) {
  const [tab] = (await browser.tabs.query({})).filter(({ url }) => url === address);
  const read = await browser.runtime.sendMessage({ name: 'read-page', body: { tabId: tab?.id } });
  const body = { tabId: tab?.id, documentId: read.answer.documentId };
  return browser.runtime.sendMessage({ name: 'save-page', body });
}
