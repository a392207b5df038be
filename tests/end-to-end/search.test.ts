import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { libraryTexts } from '../../locales/library.ts';
import { searchTexts } from '../../locales/search.ts';
import { eventually } from '../../scripts/browser/eventually.ts';
import { openLibraryPage } from '../../scripts/browser/library-page.ts';
import { openMemberDevice, openSecondDevice, untilSynced } from './harness/devices.ts';
import { saveByMessage } from './harness/library-rows.ts';
import { openStage } from './harness/stage.ts';

const texts = libraryTexts['zh-CN'];
const words = searchTexts['zh-CN'];

it('finds what was saved while typing, shows where it says so, and finds it on another device', async () => {
  await using stage = await openStage();
  const { device, member } = await openMemberDevice(stage);
  for (const number of [1, 2, 3]) await saveByMessage(device, stage.pages.article(number).address);
  const page = await openLibraryPage(device);
  await page.getByRole('article').first().waitFor();

  await page.keyboard.press('/');
  await page.keyboard.type('十年前的回單');
  await untilFound(page, 3);
  // Until then the lines of the keys before are shown.
  const mark = page.getByRole('article').first().locator('mark').first();
  await eventually(
    () => mark.textContent(),
    (text) => text === '十年前的回单',
    'the lines of the whole query',
  );
  expect(await page.getByRole('article').first().textContent()).toContain(words.field('body'));
  await page.keyboard.type(' 来源:值班室 第2间');
  await untilFound(page, 1);
  await page.reload();
  await untilFound(page, 1);
  expect(await page.getByRole('article').textContent()).toContain(stage.pages.article(2).title);

  await box(page).fill('回单 晚于:昨天');
  await page.getByText(words.problem({ kind: 'bad-date', text: '晚于:昨天' })).waitFor();
  await untilFound(page, 3);
  await box(page).fill('没有人写过的一句');
  await page.getByText(texts.noResult('没有人写过的一句')).waitFor();
  await page.keyboard.press('Escape');
  expect(await box(page).inputValue()).toBe('');
  expect(new URL(page.url()).hash).toBe('#/');
  await untilSynced(device);

  const second = await openSecondDevice(stage, member);
  const elsewhere = await openLibraryPage(second);
  await elsewhere.getByRole('article').nth(2).waitFor();
  await box(elsewhere).fill('第3间营业厅');
  await untilFound(elsewhere, 1);
});

function box(page: Page) {
  return page.getByRole('textbox', { name: texts.searchPlaceholder });
}

async function untilFound(page: Page, count: number): Promise<void> {
  await eventually(
    () => page.getByRole('article').count(),
    (shown) => shown === count,
    `not ${count} articles are found`,
  );
}
