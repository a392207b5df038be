import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { libraryTexts } from '../../locales/library.ts';
import { readerTexts } from '../../locales/reader.ts';
import { syncTexts } from '../../locales/sync.ts';
import { syncPageTexts } from '../../locales/sync-page.ts';
import type { NewMember } from '../../scripts/browser/account-page.ts';
import { articleText, openArticleInList, openLibraryPage } from '../../scripts/browser/library-page.ts';
import { openPopup } from '../../scripts/browser/popup.ts';
import { waitForText, waitUntilGone } from '../../scripts/browser/visible-text.ts';
import type { ChromiumProfile } from '../../scripts/launch-chromium.ts';
import { Client, got } from '../service/client.ts';
import { recordAt, stampAt } from '../service/records.ts';
import { accessibilityProblems } from './harness/accessibility-problems.ts';
import { openMemberDevice, openSecondDevice, untilSynced } from './harness/devices.ts';
import { libraryRows, saveByMessage } from './harness/library-rows.ts';
import { openStage, type Stage } from './harness/stage.ts';

const texts = syncPageTexts['zh-CN'];
const foot = syncTexts['zh-CN'];
const reader = readerTexts['zh-CN'];

const running = new AsyncDisposableStack();
let stage: Stage;
let device: ChromiumProfile;
let member: NewMember;
beforeAll(async () => {
  stage = running.use(await openStage());
  ({ device, member } = await openMemberDevice(stage));
  for (const number of [1, 2, 3]) await saveByMessage(device, stage.pages.article(number).address);
  await untilSynced(device);
});
afterAll(() => running.disposeAsync());
afterEach(async () => {
  stage.gate.decide = () => 'pass';
  await device.context.setOffline(false);
});

describe('what waits', () => {
  it('is listed while the network is away, said on every surface, and goes out when it returns', async () => {
    const { title, address } = stage.pages.article(1);
    const article = await device.context.newPage();
    await article.goto(address);
    await device.context.setOffline(true);
    await writeNote(device, title, '断网时写的一句。');
    const page = await openSyncPage(device);
    await page.getByRole('listitem').filter({ hasText: texts.note }).getByText('断网时写的一句。').waitFor();
    await waitForText(page, `1 条待同步。${texts.safe}`);
    await waitForText(page, texts.offline);
    expect(await accessibilityProblems(page)).toEqual([]);
    for (const path of ['library.html', 'options.html', 'account.html#/sign-in', 'welcome.html']) {
      const surface = await device.context.newPage();
      await surface.goto(device.pageAddress(path));
      await surface.getByRole('link', { name: foot.offline }).waitFor();
      await surface.close();
    }
    const popup = await openPopup(device, article);
    await popup.waitForText(' · 1 条待同步');
    await popup.close();
    await device.context.setOffline(false);
    await waitForText(page, texts.waitingNone);
    await waitForText(page, texts.allSent);
    await page.getByRole('link', { name: foot.synced }).waitFor();
    await page.close();
    await article.close();
  });

  it('can be taken elsewhere as a file', async () => {
    await device.context.setOffline(true);
    await writeNote(device, stage.pages.article(1).title, '又一句。');
    const page = await openSyncPage(device);
    const waiting = await download(page, () =>
      page.getByRole('button', { name: texts.waitingExport }).click(),
    );
    expect(waiting).toMatchObject({ records: [{ kind: 'article' }], files: [] });
    expect(JSON.stringify(waiting)).toContain('又一句。');
    await device.context.setOffline(false);
    await waitForText(page, texts.waitingNone);
    await page.close();
  });
});

describe('what the service refuses', () => {
  const title = () => stage.pages.article(2).title;
  /** As a service answers whose room for this member is used up. Nothing reaches the real one. */
  const refuseOne = () => {
    stage.gate.decide = (path) =>
      path === '/sync/push'
        ? {
            status: 200,
            body: { epoch: 'of-the-gate', now: Date.now(), results: [{ refused: 'quota-exceeded' }] },
          }
        : 'pass';
  };

  it('can be exported, discarded, put back, and sent again', async () => {
    await writeNote(device, title(), '服务收下的那份。');
    await untilSynced(device);
    refuseOne();
    await writeNote(device, title(), '没有收下的那份。');
    const page = await openSyncPage(device);
    const row = page.getByRole('listitem').filter({ hasText: title() });
    await row.getByText(texts.quotaExceeded).waitFor();
    await page.getByRole('link', { name: foot.attention }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    const exported = await download(page, () => row.getByRole('button', { name: texts.export }).click());
    expect(JSON.stringify(exported)).toContain('没有收下的那份。');

    // Nothing is pushed by a discarding: what the service holds comes back.
    await row.getByRole('button', { name: texts.discard }).click();
    await waitForText(page, texts.discardedMore);
    await waitUntilGone(page, texts.refusedHead);
    await untilNote(device, title(), '服务收下的那份。');

    await page.getByRole('button', { name: texts.undo }).click();
    await row.getByText(texts.quotaExceeded).waitFor();
    await untilNote(device, title(), '没有收下的那份。');

    stage.gate.decide = () => 'pass';
    await row.getByRole('button', { name: texts.retry }).click();
    await waitForText(page, texts.allSent);
    await page.close();
    const second = await openSecondDevice(stage, member);
    await untilSynced(second);
    await untilNote(second, title(), '没有收下的那份。');
    await second[Symbol.asyncDispose]();
  });
});

describe('a note that two devices wrote apart', () => {
  it('of an article is marked in the lists, can be chosen, taken back, and joined', async () => {
    const { title } = stage.pages.article(3);
    const second = await openSecondDevice(stage, member);
    await untilSynced(second);
    const both = [device, second];
    for (const each of both) await fetchText(each, title);
    for (const each of both) await each.context.setOffline(true);
    await writeNote(device, title, '汇报第 3 页，写在办公室。');
    await writeNote(second, title, '汇报第 4 页，写在火车上。');
    for (const each of both) await each.context.setOffline(false);
    const there = await openLibraryPage(second);
    const page = await openLibraryPage(device);
    for (const each of [there, page]) await each.getByRole('link', { name: foot.twoNotes }).first().waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    const settings = await device.context.newPage();
    await settings.goto(device.pageAddress('options.html'));
    for (const each of [page, settings]) await each.getByRole('link', { name: foot.attention }).waitFor();

    await page.getByRole('article').getByRole('link', { name: foot.twoNotes }).click();
    const conflict = page.getByRole('article', { name: title });
    await conflict.getByText(texts.thisDevice).waitFor();
    await conflict.getByText(texts.otherDevice).waitFor();
    expect((await conflict.locator('ins').allTextContents()).sort()).toEqual(['3', '4', '办公室', '火车上']);
    expect(await accessibilityProblems(page)).toEqual([]);

    await conflict.getByRole('button', { name: texts.use }).first().click();
    await conflict.waitFor({ state: 'detached' });
    await waitUntilGone(there, foot.twoNotes);
    await page.getByRole('button', { name: texts.undo }).click();
    await conflict.waitFor();

    await conflict.getByRole('button', { name: texts.merge }).click();
    const field = conflict.getByLabel(texts.mergeLabel);
    expect((await field.inputValue()).split('\n\n').sort()).toEqual([
      '汇报第 3 页，写在办公室。',
      '汇报第 4 页，写在火车上。',
    ]);
    await field.fill('汇报第 3 页和第 4 页。');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.reload();
    expect(await field.inputValue()).toBe('汇报第 3 页和第 4 页。');
    await conflict.getByRole('button', { name: texts.mergeSave }).click();
    await conflict.waitFor({ state: 'detached' });
    await waitUntilGone(there, foot.twoNotes);
    await waitForText(there, '汇报第 3 页和第 4 页。');
    await page.goto(device.pageAddress('library.html'));
    await waitForText(page, title);
    await waitUntilGone(page, foot.twoNotes);
    for (const each of [page, settings]) await each.getByRole('link', { name: foot.synced }).waitFor();
    await settings.close();
    await page.close();
    await second[Symbol.asyncDispose]();
  });

  it('of a mark is marked in the reader, and settled where the sign leads', async () => {
    const { title } = stage.pages.article(1);
    await fetchText(device, title);
    const rows = await libraryRows(device);
    const articleId = idOfArticle(rows.records, title);
    const elsewhere = new Client(stage.origin);
    elsewhere.token = got(await elsewhere.signIn(member.phone, member.password)).token;
    const quote = '没有人在看手机';
    const mark = recordAt(Date.now() - 60_000, {
      kind: 'mark',
      id: 'mark000000000001',
      article: articleId,
      quote,
      pageSelectors: [{ type: 'TextQuoteSelector', exact: quote, prefix: '', suffix: '' }],
      snapshotSelectors: [{ type: 'TextQuoteSelector', exact: quote, prefix: '', suffix: '' }],
      colour: 3,
      style: 'ground',
      createdAt: Date.now() - 60_000,
    });
    const words = ['这一句放在开头。', '这一句放在结尾。'];
    const note = words.map((text, index) => ({
      stamp: stampAt(Date.now() - 30_000 + index, 0, `other${index}00`),
      text,
      seen: {},
    }));
    await elsewhere.push(await elsewhere.epoch(), [{ ...mark, notes: { note } }]);

    const page = await openLibraryPage(device);
    await page.getByRole('article').filter({ hasText: title }).getByText(foot.twoNotes).waitFor();
    await openArticleInList(page, title);
    expect(await articleText(page)).toContain(quote);
    await page.getByRole('complementary', { name: reader.notes }).getByText(foot.twoNotes).click();
    const conflict = page.getByRole('article', { name: quote });
    for (const text of words) await conflict.getByText(text).waitFor();
    await conflict.getByRole('button', { name: texts.use }).last().click();
    await conflict.waitFor({ state: 'detached' });
    await page.goto(device.pageAddress('library.html'));
    await waitForText(page, title);
    await waitUntilGone(page, foot.twoNotes);
    const settled = await untilSynced(device);
    expect(settled.records['mark mark000000000001']).toMatchObject({ note: ['这一句放在结尾。'] });
    await page.close();
  });
});

async function openSyncPage(on: ChromiumProfile): Promise<Page> {
  const page = await openLibraryPage(on, '#/sync');
  await page.getByRole('heading', { name: libraryTexts['zh-CN'].sync, exact: true }).waitFor();
  return page;
}

async function writeNote(on: ChromiumProfile, title: string, note: string): Promise<void> {
  const page = await openLibraryPage(on);
  await openArticleInList(page, title);
  const field = page.getByLabel(reader.articleNote, { exact: true });
  await field.fill(note);
  await field.blur();
  await waitForText(page, reader.noteStored);
  await page.close();
}

/** The note as it stands beside the list. */
async function untilNote(on: ChromiumProfile, title: string, note: string): Promise<void> {
  const page = await openLibraryPage(on);
  await page.getByRole('link', { name: title }).first().click();
  await page.getByRole('complementary').getByText(note).waitFor();
  await page.close();
}

/** Opens the article once, so that its text is on the device. */
async function fetchText(on: ChromiumProfile, title: string): Promise<void> {
  const page = await openLibraryPage(on);
  await openArticleInList(page, title);
  await page.close();
}

async function download(page: Page, ask: () => Promise<void>): Promise<unknown> {
  const [file] = await Promise.all([page.waitForEvent('download'), ask()]);
  return JSON.parse(await readFile(await file.path(), 'utf8'));
}

function idOfArticle(records: Record<string, unknown>, title: string): string {
  const found = Object.entries(records).find(
    ([name, values]) => name.startsWith('article ') && JSON.stringify(values).includes(title),
  );
  if (!found) throw new Error(`no article ${title}`);
  return found[0].slice('article '.length);
}
