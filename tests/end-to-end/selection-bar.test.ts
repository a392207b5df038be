import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { markTexts } from '../../locales/marks.ts';
import { type ClosedRoots, closedRoots } from '../../scripts/browser/closed-roots.ts';
import { eventually } from '../../scripts/browser/eventually.ts';
import { fireCommand, fireMenuItem } from '../../scripts/browser/fire-event.ts';
import { paintedPassages, selectPassage } from '../../scripts/browser/passage.ts';
import { switchSiteOn } from '../../scripts/browser/settings-page.ts';
import type { ChromiumProfile } from '../../scripts/launch-chromium.ts';
import type { MarkStyle } from '../../utils/library/library.ts';
import { libraryRows } from './harness/library-rows.ts';
import { openStage, type Stage } from './harness/stage.ts';
import { killWorker } from './harness/worker.ts';

const texts = markTexts['zh-CN'];
/** How the name of each style begins. */
const STYLE = '样式：';

const running = new AsyncDisposableStack();
let stage: Stage;
let device: ChromiumProfile;
let page: Page;
let ours: ClosedRoots;
beforeAll(async () => {
  stage = running.use(await openStage());
  device = await stage.openDevice();
  await switchSiteOn(device, stage.pages.origin);
  await device.context.grantPermissions(['clipboard-read', 'clipboard-write'], {
    origin: stage.pages.origin,
  });
  page = await device.context.newPage();
  ours = await closedRoots(page);
});
beforeEach(() => page.bringToFront());
afterAll(() => running.disposeAsync());

describe('the bar beside a selection', () => {
  it.each([
    ['ground', '5之1。', 'none'],
    ['underline', '5之4。', 'underline solid'],
    ['wavy', '5之7。', 'underline wavy'],
  ] as const)('marks in the style %s', async (style, passage, decoration) => {
    await goTo(5);
    await select(passage);
    await chooseStyle(style);
    await page.keyboard.press('2');
    await stored({ quote: passage, colour: 2, style });
    expect(await paintOf(passage)).toEqual({ decoration, hasGround: style === 'ground' });
  });

  it('copies the words with where they are from, and marks nothing', async () => {
    await goTo(5);
    const before = await marksKept();
    await select('5之2。');
    await ours.click(texts.copyQuote);
    await ours.waitForText(texts.copied);
    const { address } = stage.pages.article(5);
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      `“5之2。”\n——《${await page.title()}》 ${address}`,
    );
    expect(await marksKept()).toEqual(before);
  });

  it('marks with the key T, and goes on to the tags', async () => {
    await goTo(5);
    await select('5之3。');
    await page.keyboard.press('t');
    await ours.waitForText(texts.escape);
    await page.keyboard.type('等候');
    await page.keyboard.press('Enter');
    await eventually(
      () => ours.has(texts.removeTag('等候')),
      (isThere) => isThere,
      'the tag is there:',
    );
    await stored({ quote: '5之3。' });
    expect(JSON.stringify((await libraryRows(device)).records)).toContain('等候');
  });
});

describe('the card of a mark', () => {
  it('deletes it with its note, and 撤销 brings both back', async () => {
    await goTo(6);
    await select('6之1。');
    await page.keyboard.press('n');
    await ours.waitForText(texts.escape);
    await page.keyboard.type('删去也还在。');
    await ours.waitForText(texts.stored);
    await ours.click(texts.remove);
    await ours.waitForText(texts.deleted);
    await ours.waitForText(texts.deletedNote);
    await paintedAre([]);
    await ours.click(texts.undo);
    await ours.waitForText(texts.restored);
    await paintedAre(['6之1。']);
    await page.reload();
    await paintedAre(['6之1。']);
    expect(await markOf('6之1。')).toMatchObject({ note: ['删去也还在。'] });
  });
});

describe('the colour and the style used last', () => {
  it('are those of the shortcut, the menu and the key Enter sentence by sentence: on a page loaded anew, on another one, and on one open meanwhile', async () => {
    const beside = await device.context.newPage();
    await beside.goto(stage.pages.article(9).address);
    await page.bringToFront();
    await goTo(7);
    await select('7之1。');
    await chooseStyle('wavy');
    await page.keyboard.press('3');
    await stored({ quote: '7之1。', colour: 3, style: 'wavy' });

    await page.reload();
    await paintedAre(['7之1。']);
    await selectPassage(page, '7之4。');
    await fireCommand(device, stage.pages.article(7).address, 'mark-selection');
    await stored({ quote: '7之4。', colour: 3, style: 'wavy' });

    await goTo(8);
    await selectPassage(page, '8之1。');
    await fireMenuItem(device, stage.pages.article(8).address, { menuItemId: 'mark-selection' });
    await stored({ quote: '8之1。', colour: 3, style: 'wavy' });

    await beside.bringToFront();
    await fireCommand(device, stage.pages.article(9).address, 'mark-selection');
    const there = await closedRoots(beside);
    await there.waitForText('Esc');
    const before = (await marksKept()).length;
    await beside.keyboard.press('Enter');
    const marks = await eventually(marksKept, (kept) => kept.length === before + 1, 'marks are');
    expect(marks.filter(({ colour, style }) => colour === 3 && style === 'wavy')).toHaveLength(4);
    await beside.close();
  });
});

describe('a mark made without a network, by a worker that was killed', () => {
  it('is on disk: it is there on the page loaded anew', async () => {
    await goTo(10);
    await select('10之1。');
    await page.keyboard.press('1');
    await stored({ quote: '10之1。' });
    await device.context.setOffline(true);
    await killWorker(device);
    await page.bringToFront();
    await select('10之4。');
    await page.keyboard.press('5');
    await stored({ quote: '10之4。', colour: 5 });
    await killWorker(device);
    await page.bringToFront();
    await device.context.setOffline(false);
    await page.reload();
    await paintedAre(['10之1。', '10之4。']);
  });
});

async function goTo(article: number): Promise<void> {
  await page.goto(stage.pages.article(article).address);
}

async function select(passage: string): Promise<void> {
  await selectPassage(page, passage);
  await ours.waitForText(texts.note);
}

/** By the button that goes round. */
async function chooseStyle(style: MarkStyle): Promise<void> {
  while ((await ours.boxesOf(`style-${style}`)).length === 0) await ours.click(STYLE);
}

async function paintedAre(passages: string[]): Promise<void> {
  await eventually(
    async () => (await paintedPassages(page)).sort(),
    (seen) => String(seen) === String([...passages].sort()),
    'painted are',
  );
}

/** What the highlight on the passage looks like, as the page's own styles are asked. */
async function paintOf(passage: string): Promise<{ decoration: string; hasGround: boolean }> {
  return page.evaluate((words) => {
    for (const [name, highlight] of CSS.highlights) {
      const range = [...highlight].find((each) => String(each) === words);
      const element = range?.startContainer.parentElement;
      if (!element) continue;
      const style = getComputedStyle(element, `::highlight(${name})`);
      const line = style.textDecorationLine;
      return {
        decoration: line === 'none' ? line : `${line} ${style.textDecorationStyle}`,
        hasGround: style.backgroundColor !== 'rgba(0, 0, 0, 0)',
      };
    }
    throw new Error(`nothing is painted on ${words}`);
  }, passage);
}

async function marksKept(): Promise<Record<string, unknown>[]> {
  const { records } = await libraryRows(device);
  return Object.entries(records).flatMap(([name, fields]) =>
    name.startsWith('mark ') && typeof fields === 'object' ? [{ ...fields }] : [],
  );
}

async function markOf(quote: string): Promise<Record<string, unknown> | undefined> {
  return (await marksKept()).find((fields) => JSON.stringify(fields).includes(`"exact":"${quote}"`));
}

/** Until the mark on these words is in the database, and looks so. */
async function stored({ quote, ...look }: { quote: string; colour?: number; style?: string }): Promise<void> {
  const mark = await eventually(
    () => markOf(quote),
    (found) => found !== undefined,
    'the mark is',
  );
  expect(mark).toMatchObject(look);
}
