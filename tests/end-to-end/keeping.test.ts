import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'wxt/browser';
import { duplicateTexts } from '../../locales/duplicates.ts';
import { libraryTexts } from '../../locales/library.ts';
import { popupTexts } from '../../locales/popup.ts';
import { updatedTexts } from '../../locales/updated.ts';
import { upkeepTexts } from '../../locales/upkeep.ts';
import { versionTexts } from '../../locales/versions.ts';
import { closedRoots } from '../../scripts/browser/closed-roots.ts';
import { eventually } from '../../scripts/browser/eventually.ts';
import { openLibraryPage } from '../../scripts/browser/library-page.ts';
import { openPopup } from '../../scripts/browser/popup.ts';
import { switchSiteOn } from '../../scripts/browser/settings-page.ts';
import { elementWith } from '../../scripts/browser/target-page.ts';
import type { ChromiumProfile } from '../../scripts/launch-chromium.ts';
import { accessibilityProblems } from './harness/accessibility-problems.ts';
import { REVISION } from './harness/article-site.ts';
import { readStores, saveByMessage } from './harness/library-rows.ts';
import { saveMarks } from './harness/save-marks.ts';
import { openStage, type Stage } from './harness/stage.ts';

const texts = libraryTexts['zh-CN'];
const versions = versionTexts['zh-CN'];
const duplicates = duplicateTexts['zh-CN'];
const upkeep = upkeepTexts['zh-CN'];

const running = new AsyncDisposableStack();
/** Inside the browser. */
declare const chrome: typeof Browser;

let stage: Stage;
let device: ChromiumProfile;
beforeAll(async () => {
  stage = running.use(await openStage());
  device = await stage.openDevice();
  await switchSiteOn(device, stage.pages.origin);
});
afterAll(() => running.disposeAsync());

it('says that a page has changed since it was saved, keeps both versions, and shows what was added, removed and changed', async () => {
  const { address, title } = stage.pages.article(1);
  await saveByMessage(device, address);
  const page = await device.context.newPage();
  await page.goto(address);
  await saveMarks(device, page, [{ exact: '大堂经理走过去蹲下来', colour: 3 }]);
  stage.pages.revise(1);
  await page.reload();
  await (await closedRoots(page)).waitForText(updatedTexts['zh-CN'].updated);
  const popup = await openPopup(device, page);
  await popup.waitForText(versions.updated);
  await popup.click(elementWith(versions.keepNew, 'button'));
  await popup.waitForText(popupTexts['zh-CN'].versions(2));
  await page.close();

  const library = await openLibraryPage(device);
  await library.getByRole('link', { name: title }).first().click();
  await library.getByRole('link', { name: texts.compareVersions(2) }).click();
  await library.getByText(versions.summary(2, 3)).waitFor();
  expect(await cells(library, 'changed', 'del')).toEqual(['两']);
  expect(await cells(library, 'changed', 'ins')).toEqual(['三']);
  expect(await cells(library, 'removed', 'del')).toHaveLength(1);
  const painted = library.locator('[data-kind="same"] mark');
  expect(await painted.allTextContents()).toEqual(['大堂经理走过去蹲下来', '大堂经理走过去蹲下来']);
  const next = library.getByRole('button', { name: versions.next });
  for (let press = 0; press < 3; press += 1) await next.click();
  await library.locator('[data-kind="added"] ins', { hasText: REVISION.added }).waitFor();
  await library.getByRole('button', { name: versions.oneColumn }).click();
  expect(await accessibilityProblems(library)).toEqual([]);
  await library.close();
});

it('offers to make one of an article that is kept twice, and parts the two again by Ctrl+Z', async () => {
  const { address, title } = stage.pages.article(2);
  await saveByMessage(device, `${address}?b=2&a=1`);
  await saveByMessage(device, `${address}?a=1&b=2`);
  const page = await device.context.newPage();
  await page.goto(`${address}?b=2&a=1`);
  await saveMarks(device, page, [{ exact: '大堂经理走过去蹲下来', colour: 1, tag: '等候', note: '记一笔' }]);
  await page.close();

  const library = await openLibraryPage(device);
  const listed = library.getByRole('article').filter({ hasText: title });
  await eventually(
    () => listed.count(),
    (count) => count === 2,
    'it is not kept twice',
  );
  await library.getByRole('link', { name: new RegExp(duplicates.place) }).click();
  await library.getByText(duplicates.body).waitFor();
  expect(await accessibilityProblems(library)).toEqual([]);
  await library.getByRole('button', { name: duplicates.merge }).click();
  await library.getByText(duplicates.none).waitFor();
  await library.goto(device.pageAddress('library.html#/'));
  await eventually(
    () => listed.count(),
    (count) => count === 1,
    'it is not one article',
  );
  await library.keyboard.press('Control+z');
  await eventually(
    () => listed.count(),
    (count) => count === 2,
    'they are not two again',
  );
  await library.close();
});

it('takes a deletion back by Ctrl+Z but not in a field, and asks before it empties 回收站 for good', async () => {
  const { address, title } = stage.pages.article(3);
  await saveByMessage(device, address);
  const library = await openLibraryPage(device);
  const row = library.getByRole('article').filter({ hasText: title });
  await row.getByRole('link').first().click();
  const remove = library.getByRole('complementary').getByRole('button', { name: texts.remove, exact: true });
  await remove.click();
  await row.waitFor({ state: 'detached' });
  await library.keyboard.press('/');
  await library.keyboard.press('Control+z');
  await library.waitForTimeout(200);
  expect(await row.count()).toBe(0);
  await library.keyboard.press('Escape');
  await library.locator('body').click({ position: { x: 5, y: 400 } });
  await library.keyboard.press('Control+z');
  await row.waitFor();

  await row.getByRole('link').first().click();
  await remove.click();
  await row.waitFor({ state: 'detached' });
  await library.getByRole('link', { name: new RegExp(texts.trash) }).click();
  await library.getByRole('button', { name: texts.emptyBin }).click();
  await library.getByText(texts.emptyBinTitle).waitFor();
  expect(await accessibilityProblems(library)).toEqual([]);
  await library.keyboard.press('Escape');
  await library.getByText(title).waitFor();
  await library.getByRole('button', { name: texts.emptyBin }).click();
  await library.getByRole('button', { name: texts.emptyBinYes, exact: true }).click();
  await library.getByText(texts.trashEmpty).waitFor();
  const rows = await readStores(device, ['records', 'snapshots']);
  expect(JSON.stringify(rows.records)).not.toContain(title);
  expect(rows.snapshots).toHaveLength(new Set(named(rows.records ?? [])).size);
  await library.close();
});

it('sets a record aside that can’t be read, says so, and lets it be exported and dropped; warns before there is no room', async () => {
  await damageLibrary(device);
  const library = await openLibraryPage(device);
  await library.getByRole('article').first().waitFor();
  // What it looks through when the browser starts.
  const worker = await device.worker();
  await worker.evaluate(() =>
    Reflect.get(chrome.runtime.onStartup, 'dispatch').call(chrome.runtime.onStartup),
  );
  await library.getByText(upkeep.notice(1)).waitFor();
  await library.getByRole('article').first().waitFor();
  expect(await accessibilityProblems(library)).toEqual([]);
  await library.getByRole('link', { name: upkeep.look }).click();
  const row = library.getByRole('row').filter({ hasText: upkeep.unreadable });
  await row.getByRole('button', { name: upkeep.putBack }).click();
  await library.getByText(upkeep.notBack).waitFor();
  const [exported] = await Promise.all([
    library.waitForEvent('download'),
    row.getByRole('button', { name: upkeep.export }).click(),
  ]);
  expect(await readFile(await exported.path(), 'utf8')).toContain('"fields": null');
  await library.getByRole('button', { name: upkeep.checkNow }).click();
  await library.getByText(/都读得出来/).waitFor();
  expect(await accessibilityProblems(library)).toEqual([]);
  await row.getByRole('button', { name: upkeep.drop }).click();
  await row.waitFor({ state: 'detached' });

  const session = await device.context.newCDPSession(library);
  const origin = device.pageAddress('').slice(0, -1);
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 100_000_000 });
  await library.goto(device.pageAddress('library.html'));
  await library.getByText(/留给书库的地方只剩/).waitFor();
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  await library.close();
});

/** As a fault of the disk would leave it. */
async function damageLibrary(profile: ChromiumProfile): Promise<void> {
  const page = await profile.context.newPage();
  await page.goto(profile.pageAddress('manifest.json'));
  await page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
    const opening = indexedDB.open(names.find((name) => name.startsWith('library-')) ?? '');
    await new Promise((done) => opening.addEventListener('success', done));
    const writing = opening.result.transaction('records', 'readwrite');
    writing.objectStore('records').put({ kind: 'article', id: 'damaged', fields: null, notes: 7 });
    await new Promise((done) => writing.addEventListener('complete', done));
    opening.result.close();
  });
  await page.close();
}

/** Hashes of the texts that articles name. */
function named(records: unknown[]): string[] {
  return [...JSON.stringify(records).matchAll(/"snapshot:([0-9a-f]{64})":\["[^"]+",\{/g)].map(
    ([, hash]) => hash ?? '',
  );
}

/** What was added or removed in the rows of that kind, without the words for those who can't see. */
async function cells(library: Page, kind: string, change: 'ins' | 'del'): Promise<string[]> {
  const found = await library.locator(`[data-kind="${kind}"] ${change}`).allTextContents();
  const spoken = change === 'ins' ? versions.added : versions.removed;
  return found.map((text) => text.replace(spoken, ''));
}
