import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { markTexts } from '../../locales/marks.ts';
import { reattachTexts } from '../../locales/reattach.ts';
import { type Box, type ClosedRoots, closedRoots } from '../../scripts/browser/closed-roots.ts';
import { eventually } from '../../scripts/browser/eventually.ts';
import { paintedPassages, selectPassage } from '../../scripts/browser/passage.ts';
import { switchSiteOn } from '../../scripts/browser/settings-page.ts';
import { openStage, type Stage } from './harness/stage.ts';

const texts = markTexts['zh-CN'];
const own = reattachTexts['zh-CN'];
const WAS = '柜台里的人把一张单据推出来，又收回去';
const NOW = '柜台里的人把两张表格推出来，又收回去';
const LONGER = `${NOW}，说还差一个签名`;
const ELSEWHERE = '5之6。';

const running = new AsyncDisposableStack();
let stage: Stage;
let page: Page;
let ours: ClosedRoots;
beforeAll(async () => {
  stage = running.use(await openStage());
  const device = await stage.openDevice();
  await switchSiteOn(device, stage.pages.origin);
  page = await device.context.newPage();
  await page.goto(stage.pages.article(5).address);
  ours = await closedRoots(page);
  await selectPassage(page, WAS);
  await ours.click(texts.colour1);
  await painted(WAS);
  await page.evaluate(
    ([from = '', to = '']) => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode())
        if (node.nodeValue?.includes(from)) node.nodeValue = node.nodeValue.replace(from, to);
    },
    [WAS, NOW],
  );
});
afterAll(() => running.disposeAsync());

describe('a mark whose words have changed while the page was read', () => {
  it('asks in its card whether it stands there, with both wordings', async () => {
    await painted(NOW);
    await open(NOW);
    await ours.waitForText(own.doubtfulWhy);
    expect(await ours.text()).toContain('一张单据');
    expect(await ours.text()).toContain('两张表格');
  });

  it('has handles at its ends: where one is drawn the mark ends from then on, and goes back by 撤销', async () => {
    const handles = await ours.boxesOf('end');
    expect(handles).toHaveLength(2);
    const words = await boxOf(NOW);
    expect(Math.abs(middleOf(handles[0]) - words.left)).toBeLessThan(2);
    expect(Math.abs(middleOf(handles[1]) - words.right)).toBeLessThan(2);
    const to = await boxOf(LONGER);
    await page.mouse.move(middleOf(handles[1]), words.top + words.height / 2);
    await page.mouse.down();
    await page.mouse.move(to.right - 30, to.top + to.height / 2, { steps: 5 });
    await page.mouse.move(to.right - 1, to.top + to.height / 2);
    expect(await page.evaluate(() => getSelection()?.toString())).toBe(LONGER);
    await page.mouse.up();
    await ours.waitForText(own.moved);
    await painted(LONGER);
    expect(await ours.text()).not.toContain(own.doubtfulWhy);
    expect(await ours.has(texts.copyLink)).toBe(true);

    await ours.click(texts.undo);
    await ours.waitForText(own.takenBack);
    await ours.waitForText(own.doubtfulWhy);
    await painted(NOW);
  });

  it('takes the words that are selected then, by Enter; Esc leaves them to another mark', async () => {
    await selectPassage(page, ELSEWHERE);
    await ours.waitForText(own.attachHere);
    await page.keyboard.press('Escape');
    await ours.waitForText(texts.note);
    expect(await ours.text()).not.toContain(own.attachHere);

    await open(NOW);
    await ours.waitForText(own.doubtfulWhy);
    await selectPassage(page, ELSEWHERE);
    await ours.waitForText(own.attachHere);
    await page.keyboard.press('Enter');
    await ours.waitForText(own.moved);
    await painted(ELSEWHERE);
  });
});

async function painted(passage: string): Promise<void> {
  await eventually(
    () => paintedPassages(page),
    (all) => all.length === 1 && all[0] === passage,
    `"${passage}" should be painted alone, but`,
  );
}

/** A click into the middle of its first line. */
async function open(passage: string): Promise<void> {
  const { left, top, width, height } = await boxOf(passage);
  await page.mouse.click(left + width / 2, top + height / 2);
  await ours.waitForText(texts.escape);
}

/** Where a passage that takes one line stands. */
async function boxOf(passage: string): Promise<Box & { right: number }> {
  const box = await page.evaluate((wanted) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const start = node.nodeValue?.indexOf(wanted) ?? -1;
      if (start < 0) continue;
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, start + wanted.length);
      const { left, top, width, height, right } = range.getBoundingClientRect();
      return { left, top, width, height, right };
    }
    return null;
  }, passage);
  if (!box) throw new Error(`the passage is not on the page: ${passage}`);
  return box;
}

function middleOf(box: Box | undefined): number {
  return box ? box.left + box.width / 2 : Number.NaN;
}
