import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { libraryTexts } from '../../locales/library.ts';
import { organiseTexts } from '../../locales/organise.ts';
import { openArticleInList, openLibraryPage } from '../../scripts/browser/library-page.ts';
import { switchSiteOn } from '../../scripts/browser/settings-page.ts';
import type { ChromiumProfile } from '../../scripts/launch-chromium.ts';
import { accessibilityProblems } from './harness/accessibility-problems.ts';
import { saveByMessage } from './harness/library-rows.ts';
import { openStage, type Stage } from './harness/stage.ts';

const organise = organiseTexts['zh-CN'];
const running = new AsyncDisposableStack();
let stage: Stage;
let device: ChromiumProfile;
beforeAll(async () => {
  stage = running.use(await openStage());
  device = await stage.openDevice();
  await switchSiteOn(device, stage.pages.origin);
  for (const number of [1, 2]) await saveByMessage(device, stage.pages.article(number).address);
});
afterAll(() => running.disposeAsync());

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  it.each([
    'popup.html',
    'options.html',
    'welcome.html',
    'library.html',
    'library.html#/tags',
    'library.html#/trash',
    'library.html#/sync',
    'account.html#/register',
    'account.html#/sign-in',
  ])('%s can be used by everybody', async (path) => {
    const page = await device.context.newPage();
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.goto(device.pageAddress(path));
    await page.getByRole('heading').first().waitFor({ state: 'attached' });
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.close();
  });

  it('what a search found can be used by everybody', async () => {
    const page = await openLibraryPage(device, `#/?q=${encodeURIComponent('营业厅 晚于:昨天')}`);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.locator('article mark').first().waitFor();
    await page.keyboard.press('/');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.close();
  });

  it('many articles at once, their tags and what a list is limited to can be used by everybody', async () => {
    const page = await openLibraryPage(device);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.getByRole('button', { name: organise.filterKind('source'), exact: true }).click();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page
      .getByRole('article')
      .first()
      .click({ modifiers: ['ControlOrMeta'] });
    expect(await accessibilityProblems(page)).toEqual([]);
    const bar = page.getByRole('region', { name: organise.bulk });
    await bar.getByRole('button', { name: organise.bulkTags, exact: true }).click();
    await page.getByRole('dialog').getByRole('combobox').fill('年报');
    await page.keyboard.press('Enter');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.close();
  });

  it('the reader can be used by everybody', async () => {
    const page = await openLibraryPage(device);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await openArticleInList(page, stage.pages.article(1).title);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.close();
  });
});

describe.each(['zh-CN', 'en'] as const)('on a telephone, in %s', (language) => {
  it.each([
    'options.html',
    'library.html',
    'library.html#/tags',
    'library.html#/trash',
    'library.html#/sync',
    'account.html#/register',
  ])('%s scrolls in one direction alone', async (path) => {
    if (path.endsWith('trash')) await fillBin();
    const page = await device.context.newPage();
    await page.goto(device.pageAddress('options.html'));
    await page.evaluate((wanted) => localStorage.setItem('language', wanted), language);
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(device.pageAddress(path));
    await page.getByRole('heading').first().waitFor({ state: 'attached' });
    if (path.endsWith('trash')) await page.getByRole('cell').first().waitFor();
    expect(await page.evaluate(sideways)).toEqual([]);
    await page.evaluate(() => localStorage.removeItem('language'));
    await page.close();
  });
});

/** An article lies in the recycle bin. */
async function fillBin(): Promise<void> {
  const { address, title } = stage.pages.article(3);
  await saveByMessage(device, address);
  const page = await openLibraryPage(device);
  await page.getByRole('link', { name: title }).first().click();
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: libraryTexts['zh-CN'].undo }).waitFor();
  await page.close();
}

/** In the page: boxes whose contents are wider than they are, and can be scrolled to; the document itself by nature. */
function sideways(): string[] {
  const root = document.documentElement;
  const canScroll = (box: Element) => box === root || /auto|scroll/.test(getComputedStyle(box).overflowX);
  return [...document.querySelectorAll('*')]
    .filter((box) => box.scrollWidth > box.clientWidth && canScroll(box))
    .map((box) => `${box.tagName} ${box.className} ${box.scrollWidth} > ${box.clientWidth}`);
}
