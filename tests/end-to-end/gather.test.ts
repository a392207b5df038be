import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'wxt/browser';
import { gatherTexts } from '../../locales/gather.ts';
import { eventually, PATIENCE_MS } from '../../scripts/browser/eventually.ts';
import { openLibraryPage } from '../../scripts/browser/library-page.ts';
import { switchSiteOn } from '../../scripts/browser/settings-page.ts';
import { type ChromiumProfile, launchChromium } from '../../scripts/launch-chromium.ts';
import { accessibilityProblems } from './harness/accessibility-problems.ts';
import { grantPermissions } from './harness/granted-extension.ts';
import { libraryRows } from './harness/library-rows.ts';
import { openStage, type Stage } from './harness/stage.ts';

/** Inside the browser. */
declare const chrome: typeof Browser;

const texts = gatherTexts['zh-CN'];

const running = new AsyncDisposableStack();
let stage: Stage;
let device: ChromiumProfile;
beforeAll(async () => {
  stage = running.use(await openStage());
  const granted = running.use(await grantPermissions(stage.device.extension, ['tabs']));
  device = running.use(await launchChromium({ ...stage.device, extension: granted.folder }));
  await switchSiteOn(device, stage.pages.origin);
});
afterAll(() => running.disposeAsync());

it('saves the articles that a page lists, three at once at most, and closes what it opened', async () => {
  const list = await device.context.newPage();
  await list.goto(stage.pages.list);
  const view = await openLibraryPage(device, `#/gather/page:${await tabOf(list)}`);
  await view.getByRole('checkbox').nth(5).waitFor();
  expect(await view.getByRole('checkbox').count()).toBe(6);
  expect(await accessibilityProblems(view)).toEqual([]);
  await view.getByRole('checkbox').first().uncheck();
  let most = 0;
  device.context.on('page', () => {
    most = Math.max(most, openedFrom(stage.pages.origin) - 1);
  });
  await view.getByRole('button', { name: texts.start(5) }).click();
  await view.getByText(texts.done(5)).waitFor({ timeout: PATIENCE_MS });
  expect(most).toBeLessThanOrEqual(3);
  expect(openedFrom(stage.pages.origin)).toBe(1);
  const titles = await keptTitles();
  for (const number of [22, 23, 24, 25, 26]) expect(titles).toContain(stage.pages.article(number).title);
  expect(titles).not.toContain(stage.pages.article(21).title);
  await view.close();
  await list.close();
});

it('stops when it is told to, and keeps nothing of what had not come', async () => {
  const list = await device.context.newPage();
  await list.goto(stage.pages.slowList);
  const view = await openLibraryPage(device, `#/gather/page:${await tabOf(list)}`);
  await view.getByRole('button', { name: texts.start(4) }).click();
  await view.getByText(texts.loading).first().waitFor();
  await view.getByRole('button', { name: texts.stop }).click();
  await view.getByText(texts.done(0)).waitFor();
  expect(await view.locator('[data-state="stopped"]').count()).toBe(4);
  await eventually(
    async () => openedFrom(stage.pages.origin),
    (count) => count === 1,
    'tabs are still open',
  );
  expect(await keptTitles()).not.toContain(stage.pages.article(31).title);
  await view.close();
  await list.close();
});

it('saves the open tabs that are articles, and says of the others that they are none', async () => {
  const pages: Page[] = [];
  for (const address of [
    stage.pages.article(41).address,
    stage.pages.article(42).address,
    stage.pages.list,
  ]) {
    const page = await device.context.newPage();
    await page.goto(address);
    pages.push(page);
  }
  const view = await openLibraryPage(device, '#/gather/tabs');
  await view.getByRole('button', { name: texts.start(3) }).click();
  await view.getByText(texts.done(2)).waitFor({ timeout: PATIENCE_MS });
  expect(await view.locator('[data-state="not-article"]').count()).toBe(1);
  expect(await keptTitles()).toContain(stage.pages.article(42).title);
  for (const page of pages) expect(page.isClosed()).toBe(false);
  for (const page of [view, ...pages]) await page.close();
});

it('saves a link and an image by the right-click menu', async () => {
  const page = await device.context.newPage();
  const { address } = stage.pages.illustrated(51);
  await page.goto(address);
  await clickMenu(page, {
    menuItemId: 'save-link',
    linkUrl: stage.pages.article(52).address,
    linkText: '一个链接',
  });
  await eventually(
    keptTitles,
    (titles) => titles.includes(stage.pages.article(52).title),
    'the link was not saved',
  );
  await clickMenu(page, { menuItemId: 'save-image', srcUrl: `${stage.pages.origin}/pictures/51.png` });
  await eventually(
    keptTitles,
    (titles) => titles.some((title) => title.endsWith('51.png')),
    'the image was not saved',
  );
  const library = await openLibraryPage(device, '#/?q=51.png');
  await library.getByRole('article').first().waitFor();
  await page.close();
});

function openedFrom(origin: string): number {
  return device.context.pages().filter((page) => page.url().startsWith(origin)).length;
}

async function tabOf(page: Page): Promise<number> {
  const worker = await device.worker();
  return worker.evaluate(async (address) => {
    const [tab] = (await chrome.tabs.query({})).filter(({ url }) => url === address);
    return tab?.id ?? -1;
  }, page.url());
}

/** As the browser tells of a click in its own menu, which no test can reach. */
async function clickMenu(page: Page, clicked: Record<string, string>): Promise<void> {
  const worker = await device.worker();
  await worker.evaluate(
    async ({ address, info }) => {
      const [tab] = (await chrome.tabs.query({})).filter(({ url }) => url === address);
      const menu: unknown = chrome.contextMenus.onClicked;
      (menu as { dispatch(info: object, tab: unknown): void }).dispatch(info, tab);
    },
    { address: page.url(), info: clicked },
  );
}

async function keptTitles(): Promise<string[]> {
  const { records } = await libraryRows(device);
  return Object.values(records).flatMap((fields) => {
    const title = (fields as { title?: unknown }).title;
    return typeof title === 'string' ? [title] : [];
  });
}
