import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { controlsTexts } from '../../locales/controls.ts';
import { panelTexts } from '../../locales/panel.ts';
import { popupTexts } from '../../locales/popup.ts';
import { readerTexts } from '../../locales/reader.ts';
import { reattachTexts } from '../../locales/reattach.ts';
import { closedRoots } from '../../scripts/browser/closed-roots.ts';
import { eventually } from '../../scripts/browser/eventually.ts';
import { paintedPassages, selectPassage } from '../../scripts/browser/passage.ts';
import { switchSiteOn } from '../../scripts/browser/settings-page.ts';
import { openSidePanel } from '../../scripts/browser/side-panel.ts';
import { elementWith, type TargetPage } from '../../scripts/browser/target-page.ts';
import type { ChromiumProfile } from '../../scripts/launch-chromium.ts';
import { accessibilityProblems, TRANSITIONS_OVER } from './harness/accessibility-problems.ts';
import { saveMarks } from './harness/save-marks.ts';
import {
  CHANGED,
  HEADINGS,
  LONG_TITLE,
  PASSAGES,
  type SectionedSite,
  startSectionedSite,
} from './harness/sectioned-site.ts';
import { openStage, type Stage } from './harness/stage.ts';

const texts = panelTexts['zh-CN'];
const [FIRST, SECOND, THIRD] = PASSAGES;

const running = new AsyncDisposableStack();
let stage: Stage;
let site: SectionedSite;
let device: ChromiumProfile;
let page: Page;
let panel: TargetPage;
beforeAll(async () => {
  stage = running.use(await openStage());
  site = running.use(await startSectionedSite());
  device = await stage.openDevice();
  await switchSiteOn(device, site.origin);
  page = await device.context.newPage();
});
afterAll(() => running.disposeAsync());

describe('the side panel', () => {
  it('opens from the popup, and shows every field with where it was found', async () => {
    await page.goto(site.long);
    panel = await openSidePanel(device, page);
    await panel.waitForText(LONG_TITLE);
    await panel.waitForText(popupTexts['zh-CN'].fromLabel);
    await panel.waitForText(texts.notSaved);
    await panel.waitForText('自动摘要');
    await panel.click(`document.querySelector('[data-place=source]')`);
    await panel.waitForText('已在页面上框出来');
  });

  it('follows the tab to another page, and says so where there is no article', async () => {
    await page.goto(site.list);
    await panel.waitForText(popupTexts['zh-CN'].notArticle);
    await page.goto('chrome://version');
    await panel.waitForText(popupTexts['zh-CN'].restricted);
    await page.goto(site.bare);
    await panel.waitForText('交接簿');
    await panel.waitForText(popupTexts['zh-CN'].absent);
    const other = await device.context.newPage();
    await other.goto(site.list);
    await panel.waitForText(popupTexts['zh-CN'].notArticle);
    await other.close();
    await page.bringToFront();
    await page.goto(site.long);
    await panel.waitForText(LONG_TITLE);
  });

  it('goes to a heading in the page', async () => {
    await panel.click(elementWith(texts.outline, '[role=tab]'));
    await panel.click(elementWith('七页纸', '[role=tabpanel] button'));
    await panel.waitForText(texts.wentToHeading(HEADINGS[2] ?? ''));
    await eventually(() => topOf(page, 'h2:nth-of-type(3)'), isInWindow, 'the heading is not in view:');
  });

  it('keeps the article by its one button', async () => {
    await panel.click(elementWith('Alt+Shift+S', 'button'));
    await panel.waitForText('已收藏');
    await panel.waitForText(popupTexts['zh-CN'].startReading);
  });

  it('lists the marks as the page has them, whatever the order in which they were made', async () => {
    await panel.click(elementWith('标注', '[role=tab]'));
    await panel.waitForText(texts.noMarks);
    await saveMarks(device, page, [
      { exact: THIRD, colour: 4, note: '问问是谁。', tag: '年终报告' },
      { exact: FIRST, colour: 1, note: '这句做**题眼。**见[年报](https://a.example/)' },
      { exact: SECOND, colour: 2, tag: '凌晨' },
    ]);
    await panel.waitForText(THIRD);
    await eventually(
      () => quotesIn(panel),
      (quotes) => String(quotes) === String(PASSAGES),
      'in another order:',
    );
    await panel.waitForText('这句做题眼。见年报');
    // A link in a button would be no link.
    expect(
      await panel.evaluate(
        `[...document.querySelectorAll('li a')].map(({ href, rel, parentElement }) => [href, rel, parentElement.closest('button')])`,
      ),
    ).toEqual([['https://a.example/', 'noopener noreferrer', null]]);
    await panel.waitForText(`${HEADINGS[2]} · 年终报告`);
  });

  it('goes to a mark in the page, says so, and follows the page from then on', async () => {
    await page.evaluate(() => scrollTo(0, 0));
    await panel.click(`document.querySelectorAll('[data-mark]')[2]`);
    await panel.waitForText(texts.wentTo(THIRD));
    await eventually(
      () => topOf(page, 'h2:nth-of-type(3)'),
      (top) => top < 900,
      'not scrolled:',
    );
    await eventually(
      () => currentIn(panel),
      (current) => current === THIRD,
      'another is current:',
    );
    await page.evaluate(() => scrollTo(0, 0));
    await eventually(
      () => currentIn(panel),
      (current) => current !== THIRD,
      'still current:',
    );
  });

  it('shows what the reader asks for alone', async () => {
    await panel.click(elementWith(texts.withNote, 'button'));
    await panel.waitForText(texts.shown(2, 3));
    expect(await quotesIn(panel)).toEqual([FIRST, THIRD]);
    await panel.click(elementWith(texts.onlyColour(controlsTexts['zh-CN'].mark2, 1), 'button'));
    await panel.waitForText(texts.noneShown);
    await panel.click(elementWith(texts.showAll, 'button'));
    await eventually(
      () => quotesIn(panel),
      (quotes) => quotes.length === 3,
      'not all:',
    );
  });

  it('is used by keyboard alone: arrows walk, Enter goes there, the note is written in its place', async () => {
    await panel.evaluate(`document.querySelector('[data-mark]').focus()`);
    await panel.evaluate(
      `document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }))`,
    );
    await panel.press('Enter');
    await panel.waitForText(texts.wentTo(SECOND));
    await panel.press('Tab');
    await panel.press('Enter');
    await panel.waitForText(texts.writeNote);
    await panel.press('Enter');
    await panel.waitForText(readerTexts['zh-CN'].done);
    await panel.insertText('再打一次去问。');
    await panel.press('Tab');
    await panel.press('Enter');
    await eventually(
      () => panel.evaluate(`[...document.querySelectorAll('li')].map((row) => row.textContent).join()`),
      (rows) => String(rows).includes('再打一次去问。'),
      'the note is not there:',
    );
  });

  it('says honestly which marks a changed page has, and lets the reader settle them', async () => {
    await page.goto(site.edited);
    await page.goto(site.long);
    await panel.waitForText(texts.doubtful);
    await panel.waitForText(texts.lost);
    const headings = await panel.evaluate(
      `[...document.querySelectorAll('h2')].map((head) => head.textContent)`,
    );
    expect(headings).toEqual([`${texts.doubtful}1`, `${texts.lost}1`, `${texts.found}1`]);
    await panel.click(elementWith(texts.rightHere, 'button'));
    await panel.waitForText(texts.confirmed);
    await panel.waitForText(CHANGED);
    await panel.click(elementWith(controlsTexts['zh-CN'].undo, 'button'));
    await panel.waitForText(texts.doubtful);
  });

  it('gives a lost mark what is selected in the page, and takes that back', async () => {
    await panel.click(elementWith(texts.reattach, 'button'));
    const inPage = await closedRoots(page);
    await inPage.waitForText(reattachTexts['zh-CN'].selectAnew);
    await page.bringToFront();
    await selectPassage(page, '这里换了一种说法');
    await inPage.click(reattachTexts['zh-CN'].attachHere);
    await panel.waitForText(texts.attached);
    await eventually(
      () => paintedPassages(page),
      (painted) => painted.includes('这里换了一种说法'),
      'painted are',
    );
    await panel.click(
      `[...document.querySelectorAll('button')].filter((button) => button.textContent === '${controlsTexts['zh-CN'].undo}').at(-1)`,
    );
    await panel.waitForText(texts.lost);
  });

  it('can be used by everybody', async () => {
    expect(await problemsIn(panel)).toEqual([]);
    await panel.evaluate(`document.documentElement.dataset.theme = 'dark'`);
    expect(await problemsIn(panel)).toEqual([]);
    for (const name of [texts.outline, texts.article]) {
      await panel.click(elementWith(name, '[role=tab]'));
      expect(await problemsIn(panel)).toEqual([]);
    }
    await panel.close();
  });
});

describe.each(['zh-CN', 'en'] as const)('320 pixels wide, in %s', (language) => {
  it('holds a hundred marks and the longest title without anything beside the window', async () => {
    if (language === 'zh-CN') await saveMarks(device, page, await hundred(page));
    const ours = await device.context.newPage();
    await ours.setViewportSize({ width: 320, height: 720 });
    await ours.goto(device.pageAddress('sidepanel.html'));
    await ours.evaluate((value) => localStorage.setItem('language', value), language);
    await ours.reload();
    await page.bringToFront();
    await ours.getByRole('tab', { name: /10\d/ }).waitFor();
    await ours.locator('[data-mark]').nth(99).waitFor();
    for (const name of [
      panelTexts[language].outline,
      panelTexts[language].article,
      panelTexts[language].marks(103),
    ]) {
      await ours.getByRole('tab', { name }).click();
      expect(await ours.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      expect(await accessibilityProblems(ours)).toEqual([]);
    }
    await ours.close();
  });
});

/** A hundred passages of six characters, one behind the other. */
async function hundred(from: Page) {
  const text = await from.locator('.body').innerText();
  const plain = text
    .replace(/\s+/g, '\n')
    .split('\n')
    .filter((line) => line.length > 40)
    .join('');
  return Array.from({ length: 100 }, (_, at) => ({
    exact: plain.slice(at * 9, at * 9 + 6),
    colour: ([1, 2, 3, 4, 5] as const)[at % 5] ?? 1,
  }));
}

const isInWindow = (top: number) => top >= 0 && top < 900;

function topOf(from: Page, selector: string): Promise<number> {
  return from.evaluate((each) => document.querySelector(each)?.getBoundingClientRect().top ?? -1, selector);
}

async function quotesIn(from: TargetPage): Promise<string[]> {
  const quotes = await from.evaluate(
    `[...document.querySelectorAll('[data-mark] [lang]')].map((quote) => quote.textContent)`,
  );
  return Array.isArray(quotes) ? quotes.map(String) : [];
}

async function currentIn(from: TargetPage): Promise<unknown> {
  return from.evaluate(`document.querySelector('[aria-current] [lang]')?.textContent`);
}

async function problemsIn(from: TargetPage): Promise<unknown> {
  await from.evaluate(TRANSITIONS_OVER);
  await from.evaluate(axe.source);
  return from.evaluate(
    `axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ': ' + target.join(' '))))`,
  );
}
