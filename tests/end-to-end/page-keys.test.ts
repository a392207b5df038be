import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { markTexts } from '../../locales/marks.ts';
import { optionsTexts } from '../../locales/options.ts';
import { sentenceTexts } from '../../locales/sentences.ts';
import { stepTexts } from '../../locales/step.ts';
import { type ClosedRoots, closedRoots } from '../../scripts/browser/closed-roots.ts';
import { eventually } from '../../scripts/browser/eventually.ts';
import { fireCommand, fireMenuItem } from '../../scripts/browser/fire-event.ts';
import { paintedPassages, selectPassage } from '../../scripts/browser/passage.ts';
import { switchSiteOn } from '../../scripts/browser/settings-page.ts';
import type { ChromiumProfile } from '../../scripts/launch-chromium.ts';
import { libraryRows } from './harness/library-rows.ts';
import { openStage, type Stage } from './harness/stage.ts';

const texts = markTexts['zh-CN'];
const sentences = sentenceTexts['zh-CN'];
const [FIRST, SECOND, THIRD] = ['5之1。', '5之4。', '5之7。'];

const running = new AsyncDisposableStack();
let stage: Stage;
let device: ChromiumProfile;
let page: Page;
let ours: ClosedRoots;
let address: string;
beforeAll(async () => {
  stage = running.use(await openStage());
  device = await stage.openDevice();
  await switchSiteOn(device, stage.pages.origin);
  address = stage.pages.article(5).address;
  page = await device.context.newPage();
  await page.goto(address);
  ours = await closedRoots(page);
});
afterAll(() => running.disposeAsync());

describe('keys in a page', () => {
  it('mark what is selected, and the same words only once: another colour is given to the mark that is there', async () => {
    await select(THIRD);
    await page.keyboard.press('1');
    await painted([THIRD]);
    await select(THIRD);
    await page.keyboard.press('4');
    await ours.waitForText(texts.card(texts.colour4).slice(3));
    await page.keyboard.press('Escape');
    expect(await marksKept()).toMatchObject([{ colour: 4 }]);
    await select(THIRD);
    await page.keyboard.press('4');
    await ours.waitForText(texts.escape);
    await page.keyboard.press('Escape');
    expect(await marksKept()).toHaveLength(1);
  });

  it('and the menu marks with a note, which is open then', async () => {
    await select(FIRST);
    await fireMenuItem(device, address, { menuItemId: 'note-selection' });
    await ours.waitForText(texts.escape);
    await page.keyboard.type('从菜单里写的。');
    await ours.waitForText(texts.stored);
    await page.keyboard.press('Escape');
    await painted([FIRST, THIRD]);
  });

  it('lead from mark to mark, and say which it is', async () => {
    await page.evaluate(() => scrollTo(0, 0));
    const said = async (at: number, quote: string) => {
      await ours.waitForText(stepTexts['zh-CN'].at(at, 2, quote));
      await eventually(
        () => topOf(quote),
        (top) => top >= 0 && top < 900,
        'it stands at',
      );
    };
    await fireCommand(device, address, 'next-mark');
    await said(1, FIRST);
    await fireCommand(device, address, 'next-mark');
    await said(2, THIRD);
    await fireCommand(device, address, 'next-mark');
    await said(1, FIRST);
    await fireCommand(device, address, 'previous-mark');
    await said(2, THIRD);
  });

  it('are left to the page where the reader switched single keys off, at once and in sentence mode too', async () => {
    const settings = await device.context.newPage();
    await settings.goto(device.pageAddress('options.html#shortcuts'));
    await settings.getByLabel(optionsTexts['zh-CN'].singleKeys).uncheck();
    await settings.close();
    await page.bringToFront();
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(globalThis, { heard });
      addEventListener('keydown', ({ key }) => heard.push(key));
    });
    await select(SECOND);
    await ours.waitForText(texts.note);
    expect(await ours.has(texts.press(texts.colour1, '1'))).toBe(false);
    await page.keyboard.press('1');
    await page.keyboard.press('n');
    expect(await page.evaluate(() => Reflect.get(globalThis, 'heard'))).toEqual(['1', 'n']);
    await page.keyboard.press('Escape');
    await page.evaluate(() => getSelection()?.removeAllRanges());

    await fireCommand(device, address, 'mark-selection');
    await ours.waitForText(sentences.keysOff);
    for (const key of ['j', 'h', '2', 'm']) await page.keyboard.press(key);
    expect(await marksKept()).toHaveLength(2);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await eventually(marksKept, (marks) => marks.length === 3, 'marks are');

    const again = await device.context.newPage();
    await again.goto(device.pageAddress('options.html#shortcuts'));
    const box = again.getByLabel(optionsTexts['zh-CN'].singleKeys);
    expect(await box.isChecked()).toBe(false);
    await box.check();
    await again.close();
    await page.bringToFront();
    await ours.waitForText(sentences.keysOn);
    await page.keyboard.press('j');
    await page.keyboard.press('2');
    await eventually(marksKept, (marks) => marks.length === 4, 'marks are');
  });
});

async function select(passage: string): Promise<void> {
  await selectPassage(page, passage);
  await ours.waitForText(texts.note);
}

async function painted(passages: string[]): Promise<void> {
  await eventually(
    async () => (await paintedPassages(page)).sort(),
    (seen) => String(seen) === String([...passages].sort()),
    'painted are',
  );
  await eventually(marksKept, (marks) => marks.length === passages.length, 'kept are');
}

async function marksKept(): Promise<unknown[]> {
  const { records } = await libraryRows(device);
  return Object.entries(records).flatMap(([name, fields]) => (name.startsWith('mark ') ? [fields] : []));
}

async function topOf(passage: string): Promise<number> {
  return page.evaluate((words) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (node.nodeValue?.includes(words)) return node.parentElement?.getBoundingClientRect().top ?? -1;
    return -1;
  }, passage);
}
