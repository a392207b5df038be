import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import type { Browser } from 'wxt/browser';
import { backupTexts } from '../../locales/backup.ts';
import { optionsTexts } from '../../locales/options.ts';
import { buildExtension } from '../../scripts/build-extension.ts';
import { findOrInstallBrowser } from '../../scripts/install-browser.ts';
import { launchFirefox } from '../../scripts/launch-firefox.ts';
import { answerQuestion } from './harness/firefox-question.ts';
import { TEST_BUILD } from './harness/test-build.ts';

declare const browser: typeof Browser;

const texts = optionsTexts['zh-CN'];
const backup = backupTexts['zh-CN'];
const HOST = 'news.example';
const PATTERN = `https://${HOST}/*`;

it('Firefox asks before a site is switched on or backups are put into its downloads, and either answer is told', async () => {
  const { path } = await findOrInstallBrowser(['firefox'], console.log);
  const { folder } = await buildExtension({ target: 'firefox', ...TEST_BUILD });
  await using firefox = await launchFirefox({ path, extension: folder, isHeadless: true, asks: true });
  const page = await firefox.newPage();
  await page.goto(firefox.pageAddress('options.html'), { waitUntil: [] });

  await (await page.waitForSelector(`aria/${texts.addSite}[role="textbox"]`))?.type(`https://${HOST}/a.html`);
  await press(page, texts.add);
  await press(page, texts.askBrowser);
  expect(await answerQuestion(firefox.browser, 'refuse')).toContain(HOST);
  await untilSaid(page, texts.siteRefused(HOST, texts.add));
  expect(await granted(page)).toEqual({ isSite: false, isDownloads: false });

  // The address is still there.
  await press(page, texts.add);
  await press(page, texts.askBrowser);
  await answerQuestion(firefox.browser, 'allow');
  await untilSaid(page, texts.siteOn);
  expect(await granted(page)).toEqual({ isSite: true, isDownloads: false });

  await press(page, texts.nameRemove(HOST));
  await untilSaid(page, texts.noSites);
  expect(await granted(page)).toEqual({ isSite: false, isDownloads: false });

  await (await page.waitForSelector(`aria/${backup.daily}[role="radio"]`))?.click();
  await press(page, backup.ask);
  await answerQuestion(firefox.browser, 'refuse');
  await untilSaid(page, backup.refused);
  await (await page.waitForSelector(`aria/${backup.daily}[role="radio"]`))?.click();
  await press(page, backup.ask);
  await answerQuestion(firefox.browser, 'allow');
  await page.waitForFunction((gone) => !document.body.innerText.includes(gone), {}, backup.ask);
  expect(await granted(page)).toEqual({ isSite: false, isDownloads: true });
});

async function press(page: Page, name: string): Promise<void> {
  await (await page.waitForSelector(`aria/${name}[role="button"]`))?.click();
}

async function untilSaid(page: Page, words: string): Promise<void> {
  await page.waitForFunction((wanted) => document.body.innerText.includes(wanted), {}, words);
}

async function granted(page: Page) {
  return page.evaluate(
    async (pattern) => ({
      isSite: await browser.permissions.contains({ origins: [pattern] }),
      isDownloads: await browser.permissions.contains({ permissions: ['downloads'] }),
    }),
    PATTERN,
  );
}
