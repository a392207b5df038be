import { describe, expect, it } from 'vitest';
import { controlsTexts } from '../../locales/controls.ts';
import { libraryTexts } from '../../locales/library.ts';
import { readerTexts } from '../../locales/reader.ts';
import { openArticleInList, openLibraryPage } from '../../scripts/browser/library-page.ts';
import { visibleText, waitForText, waitUntilGone } from '../../scripts/browser/visible-text.ts';
import type { ChromiumProfile } from '../../scripts/launch-chromium.ts';
import { openMemberDevice, openSecondDevice, untilSynced } from './harness/devices.ts';
import { saveByMessage } from './harness/library-rows.ts';
import { openStage } from './harness/stage.ts';

const texts = libraryTexts['zh-CN'];

describe('one account on two devices', () => {
  it('keeps both notes that were written without a network', async () => {
    await using stage = await openStage();
    const { device, member } = await openMemberDevice(stage);
    const { address, title } = stage.pages.article(1);
    await saveByMessage(device, address);
    await untilSynced(device);
    const second = await openSecondDevice(stage, member);
    const notes = ['这一份写在办公室。', '这一份写在火车上。'];
    await fetchText(second, title);
    for (const each of [device, second]) await each.context.setOffline(true);
    await writeNote(device, title, notes[0] ?? '');
    await writeNote(second, title, notes[1] ?? '');
    for (const each of [device, second]) await each.context.setOffline(false);
    const pages = [await openLibraryPage(device), await openLibraryPage(second)];
    for (const page of pages) {
      for (const note of notes) await waitForText(page, note);
    }
  });

  it('shows in the recycle bin what was deleted on the other, and brings it back', async () => {
    await using stage = await openStage();
    const { device, member } = await openMemberDevice(stage);
    const { address, title } = stage.pages.article(1);
    await saveByMessage(device, address);
    await untilSynced(device);
    const second = await openSecondDevice(stage, member);
    const here = await openLibraryPage(device);
    const there = await openLibraryPage(second);
    await waitForText(there, title);
    await there.getByRole('complementary').getByRole('button', { name: texts.remove, exact: true }).click();
    await waitForText(here, texts.emptyTitle);
    await here.goto(device.pageAddress('library.html#/trash'));
    await here.getByRole('button', { name: texts.restoreArticle(title) }).click();
    await waitForText(there, title);
    expect(await visibleText(there)).toContain(texts.articleCount(1));
  });
});

/** Acceptance of the product: a second, from the click to the other tab. */
const ONE_SECOND_MS = 1000;

it('shows a change in another tab of the same account within a second', async () => {
  await using stage = await openStage();
  const { device } = await openMemberDevice(stage);
  const { address } = stage.pages.article(1);
  await saveByMessage(device, address);
  const tabs = [await openLibraryPage(device), await openLibraryPage(device)] as const;
  for (const tab of tabs) await waitForText(tab, stage.pages.article(1).title);
  const [writing, watching] = tabs;
  const adder = writing.getByRole('combobox', { name: controlsTexts['zh-CN'].addTag });
  await adder.fill('当天就要');
  await adder.press('Enter');
  await waitForText(watching, '当天就要', ONE_SECOND_MS);
  await writing.getByRole('button', { name: controlsTexts['zh-CN'].removeTag('当天就要') }).click();
  await waitUntilGone(watching, '当天就要', ONE_SECOND_MS);
});

/** Opens the article once, so that its text is on the device. */
async function fetchText(device: ChromiumProfile, title: string): Promise<void> {
  const page = await openLibraryPage(device);
  await openArticleInList(page, title);
  await page.close();
}

async function writeNote(device: ChromiumProfile, title: string, note: string): Promise<void> {
  const page = await openLibraryPage(device);
  await openArticleInList(page, title);
  const field = page.getByLabel(readerTexts['zh-CN'].articleNote, { exact: true });
  await field.pressSequentially(note);
  await field.blur();
  await waitForText(page, readerTexts['zh-CN'].noteStored);
  await page.close();
}
