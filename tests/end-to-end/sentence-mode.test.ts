import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { markTexts } from '../../locales/marks.ts';
import { sentenceTexts } from '../../locales/sentences.ts';
import { type ClosedRoots, closedRoots } from '../../scripts/browser/closed-roots.ts';
import { eventually } from '../../scripts/browser/eventually.ts';
import { fireCommand } from '../../scripts/browser/fire-event.ts';
import { paintedPassages } from '../../scripts/browser/passage.ts';
import { switchSiteOn } from '../../scripts/browser/settings-page.ts';
import type { ChromiumProfile } from '../../scripts/launch-chromium.ts';
import { libraryRows } from './harness/library-rows.ts';
import { openStage, type Stage } from './harness/stage.ts';

const texts = sentenceTexts['zh-CN'];
const FIRST = '午后两点，取号机旁边坐着三个人，没有人在看手机。';

it('marks a page by keyboard alone: a sentence, several, a clause, with a note, and takes a mark away', async () => {
  await using stage = await openStage();
  const { device, page, ours } = await openInSentenceMode(stage);
  await goTo(page, FIRST);

  await page.keyboard.press('1');
  await painted(page, (passages) => passages.includes(FIRST));

  await page.keyboard.press('j');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('h');
  const two = '柜台里的人把一张单据推出来，又收回去，说还差一个签名。大堂经理走过去蹲下来，声音放得很低，';
  await painted(page, (passages) => passages.includes(two));

  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('n');
  await ours.waitForText(markTexts['zh-CN'].escape);
  await page.keyboard.type('j 与 k 是写进笔记里的字。');
  await ours.waitForText(markTexts['zh-CN'].stored);
  await page.keyboard.press('Escape');

  for (let count = 0; count < 3; count += 1) await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Delete');
  await painted(page, (passages) => !passages.includes(FIRST) && passages.includes(two));

  await page.keyboard.press('Escape');
  await eventually(
    () => ours.text(),
    (text) => !text.includes(texts.name),
    'the bar is still there',
  );
  const rows = await libraryRows(device);
  const marks = Object.entries(rows.records).filter(([name]) => name.startsWith('mark '));
  expect(marks).toHaveLength(3);
  expect(JSON.stringify(marks)).toContain('j 与 k 是写进笔记里的字。');
});

it('leaves the keys to fields of the page, and to what the page makes up', async () => {
  await using stage = await openStage();
  const { page, ours } = await openInSentenceMode(stage);
  const before = await ours.text();
  await page.evaluate(() => {
    const field = document.createElement('input');
    document.body.prepend(field);
    field.focus();
    dispatchEvent(new KeyboardEvent('keydown', { key: 'j' }));
  });
  await page.keyboard.type('jkh1');
  expect(await page.evaluate(() => document.querySelector('input')?.value)).toBe('jkh1');
  expect(await ours.text()).toBe(before);
  expect(await paintedPassages(page)).toEqual([]);
});

it('frames a sentence once in a line, though its words stand in elements of their own', async () => {
  await using stage = await openStage();
  const { page, ours } = await openInSentenceMode(stage);
  await goTo(page, '来源：值班室周刊');
  await eventually(
    () => ours.boxesOf('sentence'),
    (boxes) => boxes.length === 1,
    'its frames are',
  );
});

it('is left by the button of its bar as well, which Enter presses', async () => {
  await using stage = await openStage();
  const { page, ours } = await openInSentenceMode(stage);
  // The bar stands behind the page's body.
  await eventually(
    async () => {
      await page.keyboard.press('Tab');
      return page.evaluate(() => {
        const { activeElement, body, documentElement } = document;
        return activeElement !== body && activeElement?.parentElement === documentElement;
      });
    },
    (isOnBar) => isOnBar,
    'the bar has the focus',
  );
  await page.keyboard.press('Enter');
  await eventually(
    () => ours.text(),
    (text) => !text.includes(texts.name),
    'the bar is still there',
  );
  expect(await paintedPassages(page)).toEqual([]);
});

async function openInSentenceMode(stage: Stage) {
  const device = await stage.openDevice();
  await switchSiteOn(device, stage.pages.origin);
  const { address } = stage.pages.article(6);
  const page = await device.context.newPage();
  await page.goto(address);
  const ours = await closedRoots(page);
  await begin(device, address, ours);
  return { device, page, ours };
}

async function begin(device: ChromiumProfile, address: string, ours: ClosedRoots): Promise<void> {
  await fireCommand(device, address, 'mark-selection');
  await ours.waitForText(texts.name);
}

/** Until the sentence has the frame: what is read out says which. */
async function goTo(page: Page, sentence: string): Promise<void> {
  const ours = await closedRoots(page);
  for (let count = 0; count < 40; count += 1) {
    if ((await ours.text()).includes(sentence)) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`never came to: ${sentence}`);
}

async function painted(page: Page, isRight: (passages: string[]) => boolean): Promise<void> {
  await eventually(() => paintedPassages(page), isRight, 'painted is');
}
