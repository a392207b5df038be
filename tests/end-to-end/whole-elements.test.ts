import type { Locator, Page } from 'playwright-core';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'wxt/browser';
import { elementTexts } from '../../locales/elements.ts';
import { markTexts } from '../../locales/marks.ts';
import { readerTexts } from '../../locales/reader.ts';
import { readingTexts } from '../../locales/reading.ts';
import { sentenceTexts } from '../../locales/sentences.ts';
import { type Box, type ClosedRoots, closedRoots } from '../../scripts/browser/closed-roots.ts';
import { eventually } from '../../scripts/browser/eventually.ts';
import { fireCommand, fireMenuItem } from '../../scripts/browser/fire-event.ts';
import { openArticleInList, openLibraryPage } from '../../scripts/browser/library-page.ts';
import { selectPassage } from '../../scripts/browser/passage.ts';
import { switchSiteOn } from '../../scripts/browser/settings-page.ts';
import { openSidePanel } from '../../scripts/browser/side-panel.ts';
import type { ChromiumProfile } from '../../scripts/launch-chromium.ts';
import { accessibilityProblems } from './harness/accessibility-problems.ts';
import { openStage, type Stage } from './harness/stage.ts';

declare const chrome: typeof Browser;

const texts = markTexts['zh-CN'];
const offers = elementTexts['zh-CN'];
const TABLE =
  '<table id="counts"><tbody><tr><th>钟点</th><th>等候的人</th><th>开着的窗口</th></tr><tr><td>下午两点</td><td>十一位</td><td>三个</td></tr><tr><td>下午四点</td><td>二十六位</td><td>两个</td></tr></tbody></table>';
const BLOCK =
  '<blockquote id="rules">值班守则第一条写的是，客人没有坐下之前，谁也不先坐下；第二条写的是，电话响到第三声以前一定要有人接。</blockquote>';
const NOTE = '取号机要换位置。';

const running = new AsyncDisposableStack();
let stage: Stage;
let device: ChromiumProfile;
let page: Page;
let ours: ClosedRoots;
let original: string;
let html: string;
beforeAll(async () => {
  stage = running.use(await openStage());
  device = await stage.openDevice();
  await switchSiteOn(device, stage.pages.origin);
  const { address } = stage.pages.illustrated(3);
  const plain = await (await fetch(address)).text();
  // Picture and table in the midst of the text.
  const [picture = ''] = /<p><img[^>]*><\/p>/.exec(plain) ?? [];
  const parts = plain.replace(picture, '').split('</section>');
  original = [
    ...parts.slice(0, 2),
    picture + parts[2],
    TABLE + parts[3],
    BLOCK + parts[4],
    ...parts.slice(5),
  ].join('</section>');
  html = original;
  page = await device.context.newPage();
  await page.route(address, (route) =>
    route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }),
  );
  await page.goto(address);
  ours = await closedRoots(page);
});
afterAll(() => running.disposeAsync());

describe('pictures and tables that are marked whole', () => {
  it('are marked from the button that comes where the pointer rests, which covers no words', async () => {
    const picture = page.locator('img');
    await offer(picture, offers.image);
    await ours.click(offers.image);
    await ours.click(texts.press(texts.colour2, '2'));
    await framed([picture]);

    const table = page.locator('table');
    await offer(table, offers.table);
    const [button] = await ours.boxesOf('offer');
    const { left, width } = await boxOf(table);
    expect(button?.left).toBeGreaterThanOrEqual(left + width);
    await ours.click(offers.table);
    await page.keyboard.press('3');
    await framed([picture, table]);
  });

  it('are offered again where the page was scrolled under a pointer at rest', async () => {
    const picture = page.locator('img');
    await offer(picture, offers.open);
    const { top } = await boxOf(picture);
    await page.mouse.wheel(0, top > 60 ? 20 : -20);
    await eventually(
      () => boxOf(picture),
      (box) => box.top !== top,
      'the picture is at',
    );
    await eventually(
      () => ours.has(offers.open),
      (isThere) => isThere,
      'it is offered:',
    );
  });

  it('open their card by a click, and by the same button where the mark is', async () => {
    await page.locator('img').click();
    await ours.waitForText(texts.escape);
    await page.keyboard.press('Tab');
    await ours.click(texts.notePlaceholder);
    await page.keyboard.type(NOTE);
    await ours.waitForText(texts.stored);
    await page.keyboard.press('Escape');
    await offer(page.locator('img'), offers.open);
    await ours.click(offers.open);
    await ours.waitForText(texts.escape);
    await page.keyboard.press('Escape');
  });

  it('stand in the side panel, which goes to them', async () => {
    const panel = await openSidePanel(device, page);
    await panel.waitForText('图片：取号机');
    await panel.waitForText('表格：');
    await panel.waitForText(NOTE);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await panel.click(`document.querySelector('[data-mark]')`);
    await eventually(
      () => page.locator('img').evaluate((image) => image.getBoundingClientRect().top),
      (top) => top >= 0 && top < 900,
      'the picture is at',
    );
  });

  it('are found in the kept copy, and in the page after edits', async () => {
    const library = await openLibraryPage(device);
    await openArticleInList(library, stage.pages.illustrated(3).title);
    await eventually(
      () => library.locator('[class*=outline][data-colour]').count(),
      (count) => count === 2,
      'framed in the reader:',
    );
    await markBlockInReader(library);
    await library.close();

    html = original
      .replace('<section>', '<section>编者按：下面这一篇写于去年秋天。</section><section>')
      .replace(
        'src="/pictures/3.png"',
        'src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="/pictures/3.png"',
      );
    await page.reload();
    await framed([page.locator('img'), page.locator('table'), page.locator('blockquote')]);
    const panel = await openSidePanel(device, page);
    await panel.waitForText('整块：值班守则第一条');
  });

  it('are drawn once where the script was started several times at once', async () => {
    const worker = await device.worker();
    const { address } = stage.pages.illustrated(3);
    await worker.evaluate(async (url) => {
      const tab = (await chrome.tabs.query({})).find((each) => each.url === url);
      const start = { target: { tabId: tab?.id ?? -1 }, files: ['/content-scripts/marks.js'] };
      await Promise.all(Array.from({ length: 6 }, () => chrome.scripting.executeScript(start)));
    }, address);
    await framed([page.locator('img'), page.locator('table'), page.locator('blockquote')]);
    // What was left behind by a start that another one overtook would still be drawn by then.
    await page.waitForTimeout(500);
    await framed([page.locator('img'), page.locator('table'), page.locator('blockquote')]);
  });

  it('are doubtful or not found where they are others or gone, never framed elsewhere', async () => {
    html = original.replace('二十六位', '三十六位').replace(/<p><img[^>]*><\/p>/, '');
    await page.reload();
    await eventually(
      () => ours.boxesOf('doubtful'),
      (boxes) => boxes.length === 1,
      'doubtful are',
    );
    await framed([page.locator('table'), page.locator('blockquote')]);
  });

  it('are marked from the menu of a picture, once only', async () => {
    html = original.replace('alt="取号机"', 'alt="另一台"').replace('/pictures/3.png', '/pictures/77.png');
    await page.reload();
    await framed([page.locator('table'), page.locator('img'), page.locator('blockquote')]);
    const { address } = stage.pages.illustrated(3);
    const srcUrl = `${stage.pages.origin}/pictures/77.png`;
    await page.locator('img').hover();
    await fireMenuItem(device, address, { menuItemId: 'mark-image', srcUrl });
    await eventually(
      () => ours.boxesOf('solid'),
      (boxes) => boxes.length === 3,
      'sure are',
    );
    await fireMenuItem(device, address, { menuItemId: 'mark-image', srcUrl });
    await ours.waitForText(texts.escape);
    await page.keyboard.press('Escape');
    // What is drawn anew just then has no place for a moment.
    await eventually(
      () => ours.boxesOf('solid'),
      (boxes) => boxes.length === 3,
      'sure are still',
    );
  });

  it('are stops of sentence mode, marked by keyboard alone', async () => {
    html = original
      .replace('/pictures/3.png', '/pictures/88.png')
      .replace('alt="取号机"', 'alt="新换的屏幕"');
    await page.reload();
    const { address } = stage.pages.illustrated(3);
    await eventually(
      () => ours.boxesOf('outline'),
      (boxes) => boxes.length > 0,
      'framed are',
    );
    await fireCommand(device, address, 'mark-selection');
    await ours.waitForText(sentenceTexts['zh-CN'].name);
    for (let count = 0; count < 40 && !(await ours.text()).includes('新换的屏幕'); count += 1)
      await page.keyboard.press('j');
    await page.keyboard.press('5');
    await eventually(
      () => ours.boxesOf('c5'),
      (boxes) => boxes.length > 0,
      'marked is',
    );
  });

  it('have their frames on paper as well', async () => {
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    const style = await page.locator('img').evaluate((image) => getComputedStyle(image).outlineStyle);
    await page.emulateMedia({ media: null });
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    expect(style).toBe('solid');
    expect(await page.locator('img').evaluate((image) => getComputedStyle(image).outlineStyle)).toBe('none');
  });

  it('are reached by touch, as passages are', async () => {
    html = original;
    await page.reload();
    await eventually(
      () => ours.boxesOf('solid'),
      (boxes) => boxes.length >= 3,
      'sure are',
    );
    const session = await device.context.newCDPSession(page);
    await session.send('Emulation.setTouchEmulationEnabled', { enabled: true });
    const touch = async (x: number, y: number, forMs: number) => {
      await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
      await page.waitForTimeout(forMs);
      await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    };
    const table = page.locator('table');
    await table.scrollIntoViewIfNeeded();
    const box = await boxOf(table);
    await touch(box.left + box.width / 2, box.top + box.height / 2, 60);
    await ours.waitForText(texts.escape); // a tap on what is marked opens its card
    await page.keyboard.press('Escape');
    await eventually(
      () => ours.has(offers.open),
      (isThere) => isThere,
      'the button is there:',
    );
    // A long press selects a word, and the bar comes to it. The browser's own selecting is not there without a screen: what it would select is selected while the finger is down.
    const words = page.locator('.body section').first();
    await words.scrollIntoViewIfNeeded();
    const { left, top } = await boxOf(words);
    const pressing = touch(left + 120, top + 12, 700);
    await words.evaluate((section) =>
      getSelection()?.selectAllChildren(section.querySelector('span') ?? section),
    );
    await pressing;
    await eventually(
      () => ours.has(texts.toolbar),
      (isThere) => isThere,
      'the bar is there:',
    );
    await session.send('Emulation.setTouchEmulationEnabled', { enabled: false });
    await page.keyboard.press('Escape');
  });

  it('keep their frames in forced colours, as the bar keeps its grounds', async () => {
    const colours = () => ours.stylesOf('solid', 'outline-color');
    const before = await eventually(colours, (seen) => seen.length >= 3, 'frames are');
    await page.emulateMedia({ forcedColors: 'active' });
    const [canvasText = '', mark = ''] = await page.evaluate(() =>
      ['CanvasText', 'Mark'].map((name) => {
        const probe = document.body.appendChild(document.createElement('i'));
        probe.style.cssText = `forced-color-adjust: none; color: ${name}`;
        const { color } = getComputedStyle(probe);
        probe.remove();
        return color;
      }),
    );
    expect(before).not.toContain(canvasText);
    const forced = await eventually(colours, (seen) => seen.length === before.length, 'frames are');
    expect(new Set(forced)).toEqual(new Set([canvasText]));
    expect(new Set(await ours.stylesOf('solid', 'outline-style'))).toEqual(new Set(['solid']));
    // What keeps colours of its own takes the system's for marks.
    await selectPassage(page, '3之1。');
    await ours.waitForText(texts.note);
    expect(await ours.stylesOf('k1', 'background-color')).toEqual([mark]);
    await page.keyboard.press('Escape');
    await page.emulateMedia({ forcedColors: null });
  });
});

/** From the button above its corner, which selects it, and with a key. */
async function markBlockInReader(library: Page): Promise<void> {
  await library.frameLocator('iframe').locator('blockquote').hover();
  await library.getByRole('button', { name: readingTexts['zh-CN'].markBlock }).waitFor();
  expect(await accessibilityProblems(library)).toEqual([]);
  await library.getByRole('button', { name: readingTexts['zh-CN'].markBlock }).click();
  await library.getByRole('toolbar', { name: readerTexts['zh-CN'].selectionBar }).waitFor();
  await library.keyboard.press('4');
  await eventually(
    () => library.locator('[class*=outline][data-colour="4"]').count(),
    (count) => count === 1,
    'the block is framed in the reader:',
  );
}

/** Rests the pointer on it until the button is there. */
async function offer(element: Locator, words: string): Promise<void> {
  await page.mouse.move(1, 1);
  await element.scrollIntoViewIfNeeded();
  await element.hover();
  await eventually(
    () => ours.has(words),
    (isThere) => isThere,
    `"${words}" is offered:`,
  );
}

/** Until exactly these have a frame, each where it stands. */
async function framed(elements: Locator[]): Promise<void> {
  await eventually(
    async () => {
      const wanted = await Promise.all(elements.map(boxOf));
      return { wanted, frames: await ours.boxesOf('outline') };
    },
    ({ wanted, frames }) =>
      wanted.length === frames.length && wanted.every((box) => frames.some((frame) => isSame(box, frame))),
    'framed are',
  );
}

async function boxOf(element: Locator): Promise<Box> {
  return element.evaluate((node) => {
    const { left, top, width, height } = node.getBoundingClientRect();
    return { left, top, width, height };
  });
}

/** Drawings stand on whole pixels. */
const isSame = (one: Box, other: Box) =>
  Math.abs(one.left - other.left) < 2 &&
  Math.abs(one.top - other.top) < 2 &&
  Math.abs(one.width - other.width) < 2 &&
  Math.abs(one.height - other.height) < 2;
