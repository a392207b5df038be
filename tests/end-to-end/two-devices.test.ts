import { describe, expect, it } from 'vitest';
import { libraryTexts } from '../../locales/library.ts';
import { readerTexts } from '../../locales/reader.ts';
import { openArticleInList, openLibraryPage } from '../../scripts/browser/library-page.ts';
import { visibleText, waitForText } from '../../scripts/browser/visible-text.ts';
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
