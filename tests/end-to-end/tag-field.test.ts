import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { controlsTexts } from '../../locales/controls.ts';
import { libraryTexts } from '../../locales/library.ts';
import { organiseTexts } from '../../locales/organise.ts';
import { eventually } from '../../scripts/browser/eventually.ts';
import { openLibraryPage } from '../../scripts/browser/library-page.ts';
import { switchSiteOn } from '../../scripts/browser/settings-page.ts';
import { buildExtension } from '../../scripts/build-extension.ts';
import { findOrInstallBrowser } from '../../scripts/install-browser.ts';
import { launchChromium } from '../../scripts/launch-chromium.ts';
import { startArticleSite } from './harness/article-site.ts';
import { saveByMessage } from './harness/library-rows.ts';
import { TEST_BUILD } from './harness/test-build.ts';

const texts = controlsTexts['zh-CN'];

it('a tag that is typed and not added survives a closed page, a click elsewhere and an input method cut short', async () => {
  const { path } = await findOrInstallBrowser(['chromium'], console.log);
  const { folder } = await buildExtension({ target: 'chrome', ...TEST_BUILD });
  await using site = await startArticleSite();
  await using device = await launchChromium({ path, extension: folder });
  await switchSiteOn(device, site.origin);
  await saveByMessage(device, site.article(1).address);

  let page = await openLibraryPage(device);
  await field(page).pressSequentially('夜班质检');
  await page.waitForTimeout(300); // as long as somebody needs to close a page
  await page.close();
  page = await openLibraryPage(device);
  await eventually(
    () => field(page).inputValue(),
    (typed) => typed === '夜班质检',
    'the field holds',
  );

  // The click that leaves the field does its own as well.
  await field(page).focus();
  await page.getByRole('button', { name: organiseTexts['zh-CN'].favouriteOn }).first().click();
  await tag(page, '夜班质检').waitFor();
  await page.getByRole('button', { name: organiseTexts['zh-CN'].favouriteOff }).first().waitFor();
  expect(await field(page).inputValue()).toBe('');

  await field(page).focus();
  const keyboard = await device.context.newCDPSession(page);
  const order = { text: "yuan'cheng", selectionStart: 10, selectionEnd: 10 };
  await keyboard.send('Input.imeSetComposition', order);
  await page.getByRole('textbox', { name: libraryTexts['zh-CN'].searchPlaceholder }).click();
  await page.waitForTimeout(500);
  expect(await field(page).inputValue()).toBe("yuan'cheng");
  expect(await page.getByRole('button', { name: texts.removeTag("yuan'cheng") }).count()).toBe(0);

  await field(page).fill('远程银行');
  await page.keyboard.press('Tab');
  await tag(page, '远程银行').waitFor();
});

function field(page: Page) {
  return page.getByRole('complementary').getByRole('combobox', { name: texts.addTag });
}

function tag(page: Page, name: string) {
  return page.getByRole('complementary').getByRole('button', { name: texts.removeTag(name) });
}
