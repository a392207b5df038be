import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { libraryTexts } from '../../locales/library.ts';
import { organiseTexts } from '../../locales/organise.ts';
import { eventually } from '../../scripts/browser/eventually.ts';
import { openLibraryPage } from '../../scripts/browser/library-page.ts';
import { openMemberDevice, openSecondDevice, untilSynced } from './harness/devices.ts';
import { saveByMessage } from './harness/library-rows.ts';
import { openStage } from './harness/stage.ts';

const texts = libraryTexts['zh-CN'];
const words = organiseTexts['zh-CN'];

it('puts articles in order, many at once, takes each step back, and shows the same on another device', async () => {
  await using stage = await openStage();
  const { device, member } = await openMemberDevice(stage);
  for (const number of [1, 2, 3]) await saveByMessage(device, stage.pages.article(number).address);
  await saveByMessage(device, stage.pages.inEnglish.address);
  const page = await openLibraryPage(device);
  await row(page, 3).waitFor();

  // By mouse: a range, one more, one less; what is planned is shown before it is written.
  await row(page, 0).getByRole('link').click();
  await row(page, 2)
    .getByRole('link')
    .click({ modifiers: ['Shift'] });
  await page.getByText(words.picked(3)).waitFor();
  await row(page, 1).click({ modifiers: ['ControlOrMeta'] });
  await page.getByText(words.picked(2)).waitFor();
  await tagPicked(page, '年报');
  await page.getByText(words.tagsChanged(2)).waitFor();
  await untilTags(page, ['年报2']);
  await page.getByRole('button', { name: texts.undo }).click();
  await untilTags(page, []);
  await tagPicked(page, '年报');
  await untilTags(page, ['年报2']);

  // By keyboard: nothing picked, then a range downwards, starred and archived.
  await page.keyboard.press('Escape');
  await box(page).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowDown');
  await page.getByText(words.picked(2)).waitFor();
  await page.keyboard.press('e');
  await page.getByText(words.stateChanged(2, words.state('archived'))).waitFor();
  await page.keyboard.press(' ');
  await page.getByText(words.picked(1)).waitFor();
  await page.keyboard.press('s');
  await page.getByText(words.starred(1)).waitFor();
  await page.keyboard.press('Control+a');
  await page.getByText(words.picked(4)).waitFor();
  await page.keyboard.press('Escape');

  // Limited by a filter, which is in the address; grouped and ordered.
  await page.getByRole('button', { name: words.filterKind('state'), exact: true }).click();
  await page.getByRole('checkbox', { name: words.state('archived') }).check();
  await untilRows(page, 2);
  await page.keyboard.press('Escape');
  await page.goBack();
  await untilRows(page, 4);
  await page.getByLabel(words.group, { exact: true }).selectOption('channel');
  await page.getByLabel(words.order, { exact: true }).selectOption('title');
  await eventually(
    () => page.getByRole('heading', { level: 2, name: /篇$/ }).allTextContents(),
    (names) =>
      String(names) === `服务观察${texts.articleCount(3)},${texts.noChannel}${texts.articleCount(1)}`,
    'other channels stand above the list:',
  );

  // A search is kept under a name, and found again.
  await box(page).fill('营业厅');
  await page.getByRole('link', { name: words.state('unread') }).click();
  await untilRows(page, 2);
  await page.getByRole('button', { name: words.saveSearch }).click();
  await page.getByRole('textbox', { name: words.searchName }).fill('没读的营业厅');
  await page.keyboard.press('Enter');
  await page.getByText(words.searchSaved('没读的营业厅')).waitFor();
  await box(page).fill('');
  await page.getByRole('link', { name: new RegExp(`^${texts.library}`) }).click();
  await untilRows(page, 4);
  await page.getByRole('link', { name: '没读的营业厅' }).click();
  await untilRows(page, 2);
  expect(await box(page).inputValue()).toBe('营业厅');

  // A tag takes another name with its colour, becomes part of another, and comes out again.
  await page.goto(device.pageAddress('library.html#/?q='));
  await row(page, 3).waitFor();
  await row(page, 0).click({ modifiers: ['ControlOrMeta'] });
  await tagPicked(page, '资料/年终');
  await untilTags(page, ['年报2', '资料', '年终1']);
  await page.getByRole('link', { name: words.manageTags }).click();
  await page
    .getByRole('group', { name: words.colourOf('年报') })
    .getByRole('button')
    .nth(2)
    .click();
  await page.getByTitle(words.renameTag('年报')).click();
  await page.getByRole('textbox', { name: words.newName }).fill('资料/年终');
  await page.getByText(words.willMerge('年报', '资料/年终')).waitFor();
  await page.getByRole('button', { name: words.mergeAct, exact: true }).click();
  await untilTags(page, ['资料', '年终3']);
  await page.getByRole('button', { name: texts.undo }).last().click();
  await untilTags(page, ['年报2', '资料', '年终1']);
  await page.getByTitle(words.renameTag('年报')).click();
  await page.getByRole('textbox', { name: words.newName }).fill('资料/年报');
  await page.getByText(words.willRename('年报', '资料/年报')).waitFor();
  await page.getByRole('button', { name: words.renameAct, exact: true }).click();
  await untilTags(page, ['资料', '年报2', '年终1']);

  await untilSynced(device);
  const second = await openSecondDevice(stage, member);
  const elsewhere = await openLibraryPage(second, `#/?state=archived`);
  await untilRows(elsewhere, 2);
  await untilTags(elsewhere, ['资料', '年报2', '年终1']);
  await eventually(
    () => elsewhere.getByLabel(words.group, { exact: true }).inputValue(),
    (group) => group === 'channel',
    'grouped by',
  );
  await elsewhere.getByRole('link', { name: '没读的营业厅' }).click();
  await untilRows(elsewhere, 2);
  await box(elsewhere).fill('');
  await elsewhere.getByRole('link', { name: words.state('favourite') }).click();
  await untilRows(elsewhere, 1);
});

function row(page: Page, at: number) {
  return page.getByRole('article').nth(at);
}

function box(page: Page) {
  return page.getByRole('textbox', { name: texts.searchPlaceholder });
}

/** Gives the picked articles a tag, by the dialog that says beforehand what it will do. */
async function tagPicked(page: Page, name: string): Promise<void> {
  const bar = page.getByRole('region', { name: words.bulk });
  await bar.getByRole('button', { name: words.bulkTags, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox').fill(name);
  await page.keyboard.press('Enter');
  await dialog.getByText(`＋${name}`).waitFor();
  await dialog.getByRole('button', { name: /^改/ }).click();
  await dialog.waitFor({ state: 'detached' });
}

async function untilRows(page: Page, count: number): Promise<void> {
  await eventually(
    () => page.getByRole('article').count(),
    (shown) => shown === count,
    `not ${count} articles are listed:`,
  );
}

/** The lines of the tags in the side column, each with its count. */
async function untilTags(page: Page, wanted: string[]): Promise<void> {
  const lines = () =>
    page.getByRole('navigation', { name: texts.filters }).evaluateAll(([nav]) => {
      const links = [...(nav?.querySelectorAll('a[href^="#/tag/"]') ?? [])];
      const levels = [...(nav?.querySelectorAll('li > span') ?? [])];
      const all = [...links, ...levels].sort((a, b) =>
        a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
      );
      return all.map(({ textContent }) => textContent);
    });
  await eventually(lines, (shown) => String(shown) === String(wanted), 'other tags are listed:');
}
