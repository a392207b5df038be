import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { readerTexts } from '../../locales/reader.ts';
import { syncSectionTexts } from '../../locales/sync-sections.ts';
import { eventually } from '../../scripts/browser/eventually.ts';
import { openArticleInList, openLibraryPage } from '../../scripts/browser/library-page.ts';
import { visibleText, waitForText } from '../../scripts/browser/visible-text.ts';
import type { ChromiumProfile } from '../../scripts/launch-chromium.ts';
import { openMemberDevice, openSecondDevice, untilSynced } from './harness/devices.ts';
import { saveByMessage } from './harness/library-rows.ts';
import { openStage } from './harness/stage.ts';

const texts = syncSectionTexts['zh-CN'];
const ARTICLES = 3;

it('keeps the texts and pictures of another device here, to be read without a network, and gives their room back', async () => {
  await using stage = await openStage();
  const { device, member } = await openMemberDevice(stage);
  for (let number = 1; number <= ARTICLES; number += 1) {
    await saveByMessage(device, stage.pages.illustrated(number).address);
  }
  await untilSynced(device);
  const second = await openSecondDevice(stage, member);
  const page = await openLibraryPage(second);
  await page.goto(second.pageAddress('library.html#/sync'));
  await waitForText(page, texts.kept);
  expect(await snapshotCount(page)).toBe(0);
  const missing = await eventually(
    () => visibleText(page),
    (text) => /还没取回\s*[1-9]\d* 份，[\d.]+ [kM]B/.test(text),
    'the size of what is missing is not told',
  );
  expect(missing).toContain(texts.onDemand);

  await page.getByRole('radio', { name: texts.all }).check();
  const here = await eventually(
    () => snapshotCount(page),
    (count) => count >= 2 * ARTICLES,
    'not all of it came',
  );
  await waitForText(page, texts.keptNone);
  await second.context.setOffline(true);
  for (let number = 1; number <= ARTICLES; number += 1)
    await readOffline(second, stage.pages.illustrated(number).title);
  await second.context.setOffline(false);

  await page.getByRole('radio', { name: texts.onDemand }).check();
  await page.getByRole('button', { name: texts.makeRoom }).click();
  await page.getByRole('button', { name: texts.makeRoomYes }).click();
  await eventually(
    () => snapshotCount(page),
    (count) => count === 0,
    `${here} are still here`,
  );
  await waitForText(page, '移走了');
});

async function readOffline(device: ChromiumProfile, title: string): Promise<void> {
  const page = await openLibraryPage(device);
  await openArticleInList(page, title);
  await page.getByLabel(readerTexts['zh-CN'].articleNote, { exact: true }).waitFor();
  await page.frameLocator('iframe').getByRole('img').first().waitFor();
  await page.close();
}

/** Texts and pictures on this device, by the database itself. */
function snapshotCount(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
    const name = names.find((each) => each.startsWith('library-') && each !== 'library-guest') ?? '';
    const database = await new Promise<IDBDatabase>((done, fail) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => done(opening.result);
      opening.onerror = () => fail(opening.error);
    });
    const count = await new Promise<number>((done, fail) => {
      const counting = database.transaction('snapshots').objectStore('snapshots').count();
      counting.onsuccess = () => done(counting.result);
      counting.onerror = () => fail(counting.error);
    });
    database.close();
    return count;
  });
}
