import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { Browser } from 'wxt/browser';
import { backupTexts } from '../../locales/backup.ts';
import { eventually } from '../../scripts/browser/eventually.ts';
import { openLibraryPage } from '../../scripts/browser/library-page.ts';
import { switchSiteOn } from '../../scripts/browser/settings-page.ts';
import { type ChromiumProfile, launchChromium } from '../../scripts/launch-chromium.ts';
import { accessibilityProblems } from './harness/accessibility-problems.ts';
import { grantPermissions } from './harness/granted-extension.ts';
import { readStores, saveByMessage } from './harness/library-rows.ts';
import { saveMarks } from './harness/save-marks.ts';
import { openStage } from './harness/stage.ts';

/** Inside the browser. */
declare const chrome: typeof Browser;

const texts = backupTexts['zh-CN'];

it('restores the same library on an empty browser from a backup made by hand, record for record and byte for byte', async () => {
  await using stage = await openStage();
  const device = await stage.openDevice();
  await switchSiteOn(device, stage.pages.origin);
  for (const number of [1, 2]) await saveByMessage(device, stage.pages.illustrated(number).address);
  const web = await device.context.newPage();
  await web.goto(stage.pages.illustrated(1).address);
  await saveMarks(device, web, [
    { exact: '柜台里的人把一张单据推出来', colour: 2, note: '记一笔', tag: '质检/夜班' },
  ]);
  const settings = await openBackupSettings(device);
  const [download] = await Promise.all([
    settings.waitForEvent('download'),
    settings.getByRole('button', { name: texts.now, exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^observation-companion-\d{8}-\d{4}\.zip$/);
  const archive = await readFile(await download.path());
  const before = await contents(device);
  expect(before.records.length).toBeGreaterThan(5);
  expect(before.snapshots).toHaveLength(4);

  const empty = await stage.openDevice();
  const other = await openBackupSettings(empty);
  const choose = (buffer: Buffer) =>
    other
      .locator('input[type=file]')
      .last()
      .setInputFiles({ name: 'backup.zip', mimeType: 'application/zip', buffer });
  await choose(archive.subarray(0, archive.length - 2000));
  await other.getByText(texts['not-a-backup']).waitFor();
  await other.getByRole('button', { name: texts.cancel, exact: true }).click();
  await choose(archive);
  await other.getByText(`${texts.added(2)} · ${texts.changed(0)} · ${texts.kept(0)}`).waitFor();
  expect(await accessibilityProblems(other)).toEqual([]);
  expect((await contents(empty)).records).toEqual([]);
  await other.getByRole('button', { name: texts.start, exact: true }).click();
  await other.getByText(texts.restored(before.records.length, 4)).waitFor();
  expect(await contents(empty)).toEqual(before);

  const library = await openLibraryPage(empty);
  await library.getByRole('article').nth(1).waitFor();
  await library
    .getByRole('link', { name: stage.pages.illustrated(1).title })
    .first()
    .click();
  await library.getByRole('complementary').getByText('记一笔').waitFor();
});

it('backs up to the download folder on a schedule, says when, keeps the latest four, and ends when the reader says so', async () => {
  await using stage = await openStage();
  await using granted = await grantPermissions(stage.device.extension, ['downloads', 'offscreen']);
  await using device = await launchChromium({ ...stage.device, extension: granted.folder });
  await switchSiteOn(device, stage.pages.origin);
  await saveByMessage(device, stage.pages.illustrated(1).address);
  const settings = await openBackupSettings(device);
  await settings.getByRole('radio', { name: texts.daily }).check();
  await settings.getByText('observation-companion-').first().waitFor();
  const first = await backups(device);
  expect(first).toHaveLength(1);
  const head = (await readFile(first[0]?.filename ?? '')).subarray(0, 4);
  expect([...head]).toEqual([0x50, 0x4b, 0x03, 0x04]);

  // Nothing more on the same day.
  await ringAlarm(device);
  expect(await backups(device)).toHaveLength(1);
  for (let day = 1; day <= 4; day += 1) {
    await passDay(device);
    await ringAlarm(device);
    await eventually(
      async () => (await schedule(device)).files.length,
      (count) => count === Math.min(4, day + 1),
      'no further backup',
    );
    await eventually(
      async () => Date.now() - ((await schedule(device)).files.at(-1)?.at ?? 0),
      (age) => age < 60_000,
      'the last backup is an old one',
    );
  }
  const kept = await backups(device);
  expect(kept.map(({ id }) => id)).not.toContain(first[0]?.id);
  expect(kept).toHaveLength(4);

  await settings.getByRole('radio', { name: texts.never }).check();
  await passDay(device);
  await ringAlarm(device);
  expect(await backups(device)).toHaveLength(4);
});

async function openBackupSettings(device: ChromiumProfile): Promise<Page> {
  const page = await device.context.newPage();
  await page.goto(device.pageAddress('options.html#backup'));
  await page.getByRole('button', { name: texts.now, exact: true }).waitFor();
  return page;
}

/** Records as they travel, and texts and images byte by byte. */
async function contents(device: ChromiumProfile) {
  const page = await device.context.newPage();
  await page.goto(device.pageAddress('manifest.json'));
  const { records } = await readStores(device, ['records']);
  // Bytes don't survive the way out of the page: as text they do.
  const snapshots = await page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
    const opening = indexedDB.open(names.find((name) => name.startsWith('library-')) ?? '');
    await new Promise((done) => opening.addEventListener('success', done));
    const asking = opening.result.transaction('snapshots').objectStore('snapshots').getAll();
    await new Promise((done) => asking.addEventListener('success', done));
    opening.result.close();
    return asking.result.map(({ bytes, ...row }) => ({ ...row, bytes: bytes.toBase64() }));
  });
  await page.close();
  return {
    records: (records as { kind: string; id: string; fields: object; notes: object }[]).map(
      ({ kind, id, fields, notes }) => ({ kind, id, fields, notes }),
    ),
    snapshots: snapshots.map(({ bytes, ...row }) => ({
      ...row,
      content: gunzipSync(Buffer.from(bytes, 'base64')).toString('base64'),
    })),
  };
}

async function ringAlarm(device: ChromiumProfile): Promise<void> {
  const worker = await device.worker();
  await worker.evaluate(async () => {
    await chrome.alarms.create('sync', { when: Date.now(), periodInMinutes: 15 });
  });
  await new Promise((done) => setTimeout(done, 1500));
}

/** The last backup and the last try are a day older. */
async function passDay(device: ChromiumProfile): Promise<void> {
  const worker = await device.worker();
  await worker.evaluate(async () => {
    const { backup } = await chrome.storage.local.get<{
      backup: { files: { at: number }[]; triedAt: number };
    }>('backup');
    const day = 24 * 60 * 60_000;
    const files = backup.files.map((file) => ({ ...file, at: file.at - day }));
    await chrome.storage.local.set({ backup: { ...backup, files, triedAt: backup.triedAt - day } });
  });
}

async function schedule(device: ChromiumProfile): Promise<{ files: { at: number }[] }> {
  const worker = await device.worker();
  return worker.evaluate(async () => {
    const { backup } = await chrome.storage.local.get<{ backup: { files: { at: number }[] } }>('backup');
    return backup;
  });
}

/** As the browser's own list of downloads has them, those on disk. */
async function backups(device: ChromiumProfile): Promise<{ id: number; filename: string }[]> {
  const worker = await device.worker();
  return worker.evaluate(async () => {
    const all = await chrome.downloads.search({ state: 'complete', exists: true });
    return all.map(({ id, filename }) => ({ id, filename }));
  });
}
