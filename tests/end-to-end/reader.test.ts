import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { libraryTexts } from '../../locales/library.ts';
import { readerTexts } from '../../locales/reader.ts';
import { readingTexts } from '../../locales/reading.ts';
import { registerMember } from '../../scripts/browser/account-page.ts';
import { eventually } from '../../scripts/browser/eventually.ts';
import { openLibraryPage, paintedInArticle } from '../../scripts/browser/library-page.ts';
import { switchSiteOn } from '../../scripts/browser/settings-page.ts';
import { waitForText, waitUntilGone } from '../../scripts/browser/visible-text.ts';
import type { ChromiumProfile } from '../../scripts/launch-chromium.ts';
import { newMember } from '../../scripts/tour/scene.ts';
import { accessibilityProblems } from './harness/accessibility-problems.ts';
import {
  type BookSite,
  LAST_SENTENCE,
  LONG_ADDRESS,
  PASSAGES,
  SECTIONS,
  startBookSite,
  TITLES,
} from './harness/book-site.ts';
import { openSecondDevice, untilSynced } from './harness/devices.ts';
import {
  isLitInSight,
  lineInSight,
  litInText,
  selectWords,
  styleInText,
  topOfWords,
} from './harness/kept-text.ts';
import { saveByMessage } from './harness/library-rows.ts';
import { saveMarks } from './harness/save-marks.ts';
import { openStage, type Stage } from './harness/stage.ts';
import { endSentence, said, standInForSpeech } from './harness/stand-in-speech.ts';

const texts = readingTexts['zh-CN'];
const reader = readerTexts['zh-CN'];
const running = new AsyncDisposableStack();
let stage: Stage;
let site: BookSite;
let device: ChromiumProfile;

beforeAll(async () => {
  stage = running.use(await openStage());
  site = running.use(await startBookSite());
  device = await stage.openDevice();
  await switchSiteOn(device, site.origin);
  for (const address of site.addresses.toReversed()) await saveByMessage(device, address);
});
afterAll(() => running.disposeAsync());

let opened: Page[] = [];
afterEach(async () => {
  for (const page of opened) await page.close();
  opened = [];
});

describe('how the text is set', () => {
  it('is as the reader chose by keyboard, at once and from then on, on every paper', async () => {
    const page = await openFirst();
    await page.getByRole('button', { name: texts.layout }).focus();
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('value'))).toBe('song');
    expect(await page.getByRole('dialog').innerText()).toMatch(/Serif|宋|Song|Sun/);

    const family = () => styleInText(page, 'article', 'font-family');
    await page.keyboard.press('ArrowRight');
    expect(await family()).toMatch(/Kai.*serif$/);
    await page.keyboard.press('ArrowRight');
    expect(await family()).toMatch(/Sans.*sans-serif$/);
    await page.keyboard.press('ArrowRight');
    expect(await family()).toBe('system-ui, sans-serif');

    const slider = (name: string) => page.getByRole('slider', { name });
    await slider(texts.size).focus();
    for (const _ of [1, 2, 3, 4]) await page.keyboard.press('ArrowRight');
    await slider(texts.leading).press('Home');
    await slider(texts.measure).press('ArrowLeft');
    await slider(texts.spacing).press('ArrowRight');
    await page.getByText(texts.spaced, { exact: true }).click();
    await page.getByText(texts.ragged, { exact: true }).click();
    const chosen = { size: '22px', leading: '30.8px', indent: '0px', align: 'start', spacing: '0.44px' };
    expect(await setAs(page)).toEqual(chosen);
    expect(await styleInText(page, 'article', 'max-width')).toBe('808px'); // 36 × 22 × 1.02

    const papers: string[] = [];
    for (const paper of [texts.paperLight, texts.paperSepia, texts.paperDark]) {
      await page.getByText(paper, { exact: true }).click();
      await page.emulateMedia({ reducedMotion: 'reduce' });
      papers.push(await styleInText(page, 'body', 'background-color'));
      expect(await styleOfPage(page, 'backgroundColor')).toBe(papers.at(-1));
      expect(await accessibilityProblems(page)).toEqual([]);
    }
    expect(papers).toEqual(['rgb(247, 247, 243)', 'rgb(242, 232, 211)', 'rgb(21, 24, 26)']);
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.ariaLabel)).toBe(texts.layout);

    await page.reload();
    await textIsThere(page);
    expect(await setAs(page)).toEqual(chosen);
    await page.getByRole('button', { name: texts.layout }).click();
    await page.getByRole('button', { name: texts.reset }).click();
    await page.getByText(texts.paperAuto, { exact: true }).click();
    const usual = { size: '18px', leading: '34.2px', indent: '36px', align: 'justify', spacing: 'normal' };
    expect(await setAs(page)).toEqual(usual);
  });

  it('stands in two columns where there is room, pair below pair, and in one where there is none', async () => {
    const page = await openFirst();
    await page.setViewportSize({ width: 1600, height: 900 });
    await page.getByRole('button', { name: texts.layout }).click();
    await page.getByText(texts.twoColumns, { exact: true }).click();
    await page.keyboard.press('Escape');
    await eventually(
      () => columnsOf(page),
      (columns) => columns.count === 2,
      'columns',
    );
    expect((await columnsOf(page)).tallest).toBeLessThan(900);
    await page.setViewportSize({ width: 700, height: 900 });
    await eventually(
      () => columnsOf(page),
      (columns) => columns.count === 1,
      'columns',
    );
    await page.getByRole('button', { name: texts.layout }).click();
    await page.getByRole('button', { name: texts.reset }).click();
  });

  it('breaks long words and scrolls a wide table in its own box on a telephone', async () => {
    const page = await openFirst();
    await page.setViewportSize({ width: 320, height: 640 });
    await eventually(
      () => styleInText(page, 'article', 'width'),
      (width) => width === '265px' || width === '280px',
      'width',
    );
    const overflow = await page.evaluate(() => {
      const inside = document.querySelector('iframe')?.contentDocument;
      const table = inside?.querySelector('table');
      return {
        page: document.documentElement.scrollWidth - innerWidth,
        text: (inside?.documentElement.scrollWidth ?? 0) - (inside?.documentElement.clientWidth ?? 0),
        isTableScrolled: table ? table.scrollWidth > table.clientWidth : false,
      };
    });
    expect(overflow).toEqual({ page: 0, text: 0, isTableScrolled: true });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await accessibilityProblems(page)).toEqual([]);
  });
});

describe('the place in the text', () => {
  it('is the same line in another width and size', async () => {
    const page = await openFirst();
    await scrollTo(page, PASSAGES.late);
    const line = await lineInSight(page);
    expect(line).toBeGreaterThan(500);
    await page.setViewportSize({ width: 480, height: 700 });
    await page.getByRole('button', { name: texts.layout }).click();
    await page.getByRole('slider', { name: texts.size }).press('End');
    await page.keyboard.press('Escape');
    await eventually(
      () => styleInText(page, 'article', 'font-size'),
      (size) => size === '32px',
      'size',
    );
    // The line that holds the character which began the line before: thirteen to a line here.
    const isThere = (at: number) => at <= line && at > line - 15;
    await eventually(() => lineInSight(page), isThere, `not ${line}, but`);
    await page.reload();
    await textIsThere(page);
    await eventually(
      () => lineInSight(page),
      (at) => Math.abs(at - line) < 40,
      `not ${line}, but`,
    );
    await page.getByRole('button', { name: texts.layout }).click();
    await page.getByRole('button', { name: texts.reset }).click();
  });

  it('comes along to another device, which is not moved while it is open', async () => {
    const one = await stage.openDevice();
    const member = newMember();
    await (await registerMember(one, member, stage.origin)).close();
    await switchSiteOn(one, site.origin);
    await saveByMessage(one, site.addresses[0]);
    await untilSynced(one);
    const here = await openArticle(one);
    await scrollTo(here, PASSAGES.late);
    const line = await lineInSight(here);
    expect(line).toBeGreaterThan(500);
    await here.waitForTimeout(2200);
    await untilSynced(one);

    const other = await openSecondDevice(stage, member);
    const there = await openArticle(other);
    await there.setViewportSize({ width: 700, height: 800 });
    const isNear = (at: number) => Math.abs(at - line) < 60;
    await eventually(() => lineInSight(there), isNear, `not ${line}, but`);

    await scrollTo(there, '三、座席');
    await there.waitForTimeout(2200);
    await waitForText(here, texts.stayHere);
    expect(await lineInSight(here)).toBe(line);
    await here.getByRole('button', { name: texts.goThere }).click();
    const gone = await lineInSight(there);
    // Its line here holds forty characters, and the one above may still be seen by half.
    expect(Math.abs(line - gone)).toBeGreaterThan(100);
    await eventually(
      () => lineInSight(here),
      (at) => Math.abs(at - gone) < 80,
      `not ${gone}, but`,
    );
    for (const page of [here, there]) await page.close();
  });
});

describe('reading aloud', () => {
  it('goes sentence by sentence from the selection, with the sentence lit and the page going along', async () => {
    const page = await openFirst(standInForSpeech);
    await selectWords(page, PASSAGES.within);
    await page.getByRole('button', { name: texts.aloud, exact: true }).click();
    const lit = () => litInText(page, 'aloud');
    await eventually(lit, ([sentence]) => sentence === `换句话说，${PASSAGES.sentence}`, 'lit is');
    const [first] = await said(page);
    expect(first).toMatchObject({ words: `换句话说，${PASSAGES.sentence}`, voice: '小秋', rate: 1 });
    const names = await page
      .getByRole('combobox', { name: texts.aloudVoice })
      .locator('option')
      .allInnerTexts();
    expect(names.map((name) => name.split(' ')[0])).toEqual(['小秋', '晓明（云端）', '阿怡', 'Anna']);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await accessibilityProblems(page)).toEqual([]);

    await endSentence(page);
    await eventually(lit, ([sentence]) => sentence?.startsWith('把剩余时间') === true, 'lit is');
    await page.keyboard.press('ArrowRight');
    await eventually(lit, ([sentence]) => sentence === '一、等待不是时间', 'lit is');
    await page.keyboard.press('ArrowLeft');
    await eventually(lit, ([sentence]) => sentence?.startsWith('把剩余时间') === true, 'lit is');
    await page.keyboard.press(' ');
    await page.getByRole('button', { name: texts.aloudContinue }).waitFor();
    const paused = (await said(page)).length;
    await eventually(
      () => said(page),
      (all) => all.at(-1)?.wasCancelled === true,
      'said was',
    );
    await page.getByRole('combobox', { name: texts.aloudVoice }).selectOption({ label: '阿怡 (zh-HK)' });
    await page.getByRole('combobox', { name: texts.aloudSpeed }).selectOption('1.5');
    expect((await said(page)).length).toBe(paused);
    await page.getByRole('button', { name: texts.aloudContinue }).click();
    await eventually(
      () => said(page),
      (all) => all.length > paused,
      'said was',
    );
    expect((await said(page)).at(-1)).toMatchObject({ voice: '阿怡', rate: 1.5 });

    for (let count = 0; count < 30; count += 1) await endSentence(page).then(() => page.waitForTimeout(20));
    expect((await lit()).join()).not.toContain('把剩余时间');
    expect(await isLitInSight(page, 'aloud')).toBe(true);
    await page.evaluate(() => document.querySelector('main')?.scrollTo({ top: 0, behavior: 'instant' }));
    await page.getByRole('button', { name: texts.aloudReturn }).waitFor();
    await endSentence(page);
    await page.waitForTimeout(200);
    expect(await page.evaluate(() => document.querySelector('main')?.scrollTop)).toBe(0);
    await page.getByRole('button', { name: texts.aloudReturn }).click();
    expect(await isLitInSight(page, 'aloud')).toBe(true);

    await page.keyboard.press('Escape');
    await eventually(lit, (all) => all.length === 0, 'lit is');
    await eventually(
      () => said(page),
      (all) => all.at(-1)?.wasCancelled === true,
      'said was',
    );
    await page.reload();
    await textIsThere(page);
    await page.getByRole('button', { name: texts.aloud, exact: true }).click();
    await eventually(
      () => said(page),
      ([again]) => again?.voice === '阿怡' && again.rate === 1.5,
      'said was',
    );
  });

  it('says so where the device has no voice', async () => {
    const page = await openFirst();
    await page.getByRole('button', { name: texts.aloud, exact: true }).click();
    await waitForText(page, texts.aloudNoVoice);
    expect(await litInText(page, 'aloud')).toEqual([]);
    await page.keyboard.press('Escape');
    await waitUntilGone(page, texts.aloudNoVoice);
  });
});

it('finds in the text exactly after folding, with count and both ways, and leaves the place selected', async () => {
  const page = await openFirst();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('QPS');
  await waitForText(page, texts.findPlace(1, 2));
  const found = () => litInText(page, 'found');
  await eventually(found, (all) => all.join() === 'ＱＰＳ,qps', 'found is');
  await page.keyboard.press('Enter');
  await waitForText(page, texts.findPlace(2, 2));
  await eventually(
    () => litInText(page, 'found-here'),
    (all) => all.join() === 'qps',
    'the place is',
  );
  await page.keyboard.press('Shift+Enter');
  await waitForText(page, texts.findPlace(1, 2));
  const field = page.getByRole('textbox', { name: texts.findField });
  await field.fill('繁体的"等待"');
  await waitForText(page, texts.findPlace(1, 1));
  // The end of one paragraph and the beginning of the next are no place.
  await field.fill('一半。一、等待');
  await waitForText(page, texts.findNothing);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await accessibilityProblems(page)).toEqual([]);
  await field.fill(PASSAGES.late);
  await waitForText(page, texts.findPlace(1, 1));
  await eventually(
    () => topOfWords(page, PASSAGES.late),
    (top) => top !== null,
    'it stands at',
  );
  await page.keyboard.press('Escape');
  await eventually(found, (all) => all.length === 0, 'found is');
  await page.keyboard.press('2');
  await eventually(
    () => paintedInArticle(page),
    (all) => all.includes(PASSAGES.late),
    'painted is',
  );
});

it('marks as in a page: colour, style, a note at once, marks on marks, and another look later', async () => {
  const page = await openFirst();
  await page.setViewportSize({ width: 1500, height: 900 });
  await selectWords(page, PASSAGES.sentence);
  await page
    .getByRole('toolbar', { name: reader.selectionBar })
    .getByRole('button', { name: texts.styleGround })
    .click();
  await page
    .getByRole('toolbar', { name: reader.selectionBar })
    .getByRole('button', { name: texts.styleUnderline })
    .click();
  await page.keyboard.press('4');
  await eventually(
    () => paintedInArticle(page),
    (all) => all.includes(PASSAGES.sentence),
    'painted is',
  );
  expect(await decorations(page)).toContain('wavy');

  await selectWords(page, PASSAGES.within);
  await page.keyboard.press('n');
  const place = () => page.evaluate(() => document.activeElement?.localName);
  await eventually(place, (name) => name === 'textarea', 'the focus is in');
  await page.keyboard.type('要找**一组数据**。');
  await page.getByRole('button', { name: reader.done }).click();
  const notes = page.getByRole('complementary', { name: reader.notes });
  await notes.locator('strong', { hasText: '一组数据' }).waitFor();
  const other = notes.getByRole('button', { name: texts.otherMark('疑问', PASSAGES.sentence.slice(0, 40)) });
  await other.click();
  await notes
    .getByRole('button', { name: texts.changeColour('做法') })
    .first()
    .click();
  await waitForText(page, '做法');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.keyboard.press('Escape');
  // Without room beside the text the note is a sheet, and Esc closes that alone.
  await page.setViewportSize({ width: 700, height: 900 });
  await page.locator('[data-mark]').first().click();
  const sheet = page.getByRole('dialog', { name: /的笔记/ });
  await sheet.waitFor();
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  expect(new URL(page.url()).hash).toContain('article');
});

it('goes on with the style used last, in another article too', async () => {
  const page = await openArticle(device, TITLES[1]);
  await selectWords(page, PASSAGES.figure);
  const bar = page.getByRole('toolbar', { name: reader.selectionBar });
  await bar.getByRole('button', { name: texts.styleWavy }).waitFor();
});

it('marks by keyboard alone, sentence by sentence', async () => {
  const page = await openArticle(device, TITLES[2]);
  const selected = () =>
    page.evaluate(() => document.querySelector('iframe')?.contentDocument?.getSelection()?.toString() ?? '');
  const selectedIs = (words: string) => eventually(selected, (seen) => seen === words, 'selected is');
  await page.keyboard.press('j');
  await eventually(selected, (seen) => seen.startsWith('十一月的第一个星期一'), 'selected is');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('j');
  await selectedIs(`放弃率在随后的二十分钟里${PASSAGES.figure}。`);
  await page.keyboard.press('Shift+J');
  await selectedIs(`放弃率在随后的二十分钟里${PASSAGES.figure}。没有增加一个座席。`);
  await page.keyboard.press('k');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('ArrowLeft');
  await selectedIs('换句话说，客户放弃的不是等待本身，');
  await page.keyboard.press('3');
  const isPainted = (all: string[]) => all.includes('换句话说，客户放弃的不是等待本身，');
  await eventually(() => paintedInArticle(page), isPainted, 'painted is');
});

it('prints the whole text with its origin, and its marks and notes at the end, and nothing of ours around it', async () => {
  const source = await device.context.newPage();
  await source.goto(site.addresses[1]);
  await saveMarks(device, source, [
    { exact: PASSAGES.figure, colour: 2, note: '和[年报](https://a.example/)里的**数字**对一下。' },
    { exact: PASSAGES.late, colour: 1 },
  ]);
  await source.close();
  const page = await openArticle(device, TITLES[1]);
  const pdf = await page.pdf({ format: 'A4' });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThanOrEqual(3);
  expect(await page.locator('[data-print]').count()).toBe(0);

  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  const paper = page.locator('[data-print]');
  const printed = await paper.evaluate((host) => host.shadowRoot?.textContent ?? '');
  for (const words of [
    TITLES[1],
    '值班室周刊',
    '宋知远',
    '2026 年 11 月 2 日',
    site.addresses[1],
    LONG_ADDRESS,
  ]) {
    expect(printed).toContain(words);
  }
  expect(printed).toContain(`${PASSAGES.figure}1。`);
  expect(printed).toContain(`${PASSAGES.late}2。`);
  expect(printed).toMatch(
    new RegExp(`${LAST_SENTENCE}[\\s\\S]*${texts.printNotes}[\\s\\S]*和年报里的数字对一下。`),
  );
  expect(await paper.evaluate((host) => host.shadowRoot?.querySelector('.notes strong')?.textContent)).toBe(
    '数字',
  );
  expect(await paper.evaluate((host) => host.shadowRoot?.querySelectorAll('h2').length)).toBe(SECTIONS + 1);
  expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('button', { name: texts.layout }).waitFor();
});

it('goes through the list it came from, and Esc leads back to the row', async () => {
  const page = await openLibraryPage(device, '#/?q=座席');
  opened.push(page);
  await page.getByRole('link', { name: TITLES[1] }).first().waitFor();
  await page.getByRole('link', { name: TITLES[1] }).first().dblclick();
  await textIsThere(page);
  await page.getByRole('link', { name: texts.nextNamed(TITLES[2]) }).waitFor();
  await page.keyboard.press(']');
  await waitForText(page, TITLES[2].slice(0, 6));
  await page.getByRole('link', { name: texts.previousNamed(TITLES[1]) }).click();
  await page.getByRole('link', { name: texts.previousNamed(TITLES[0]) }).waitFor();
  await page.keyboard.press('[');
  await page.getByRole('link', { name: texts.nextNamed(TITLES[1]) }).waitFor();
  await page.reload();
  await page.getByRole('link', { name: texts.nextNamed(TITLES[1]) }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByLabel(libraryTexts['zh-CN'].preview).waitFor();
  expect(decodeURIComponent(new URL(page.url()).hash)).toBe('#/?q=座席');
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
  await eventually(focused, (title) => title === TITLES[0], 'the focus is on');
});

async function openFirst(prepare?: (page: Page) => Promise<void>): Promise<Page> {
  return openArticle(device, TITLES[0], prepare);
}

async function openArticle(
  profile: ChromiumProfile,
  title: string = TITLES[0],
  prepare?: (page: Page) => Promise<void>,
): Promise<Page> {
  const page = await profile.context.newPage();
  opened.push(page);
  await prepare?.(page);
  await page.goto(profile.pageAddress('library.html'));
  await page.getByRole('link', { name: title }).first().dblclick();
  await textIsThere(page);
  return page;
}

async function textIsThere(page: Page): Promise<void> {
  await page.locator('iframe').waitFor();
  await eventually(
    () => page.locator('iframe').evaluate((frame) => frame.clientHeight),
    (height) => height > 500,
    'height',
  );
}

async function setAs(page: Page) {
  return {
    size: await styleInText(page, 'article', 'font-size'),
    leading: await styleInText(page, 'article', 'line-height'),
    indent: await styleInText(page, 'p', 'text-indent'),
    align: await styleInText(page, 'p', 'text-align'),
    spacing: await styleInText(page, 'article', 'letter-spacing'),
  };
}

async function styleOfPage(page: Page, name: 'backgroundColor'): Promise<string> {
  return page.evaluate((wanted) => {
    const around = document.querySelector('main')?.parentElement;
    return around ? getComputedStyle(around)[wanted] : '';
  }, name);
}

async function columnsOf(page: Page): Promise<{ count: number; tallest: number }> {
  return page.evaluate(() => {
    const inside = document.querySelector('iframe')?.contentDocument;
    const lefts = new Set<number>();
    let tallest = 0;
    for (const block of inside?.querySelectorAll('h2') ?? []) lefts.add(block.getBoundingClientRect().left);
    for (const block of inside?.querySelectorAll('p') ?? []) {
      for (const box of block.getClientRects()) {
        tallest = Math.max(tallest, box.height);
      }
    }
    return { count: lefts.size, tallest };
  });
}

async function decorations(page: Page): Promise<string> {
  return page.evaluate(() => {
    const inside = document.querySelector('iframe')?.contentDocument;
    return [...(inside?.adoptedStyleSheets ?? [])]
      .flatMap((sheet) => [...sheet.cssRules])
      .map((rule) => rule.cssText)
      .join('\n');
  });
}

/** As a reader does: by the wheel, until the words are in sight. */
async function scrollTo(page: Page, words: string): Promise<void> {
  const box = await page.locator('main').boundingBox();
  await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) / 2, 400);
  const at = await page.evaluate((wanted) => {
    const inside = document.querySelector('iframe')?.contentDocument;
    const text = inside?.body.textContent ?? '';
    return text.indexOf(wanted) / text.length;
  }, words);
  const way = await page.evaluate(() => document.querySelector('main')?.scrollTop ?? 0);
  const height = await page.locator('iframe').evaluate((frame) => frame.clientHeight);
  await page.mouse.wheel(0, at * height - way);
  await page.waitForTimeout(300);
}
