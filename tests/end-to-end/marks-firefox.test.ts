import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'wxt/browser';
import { optionsTexts } from '../../locales/options.ts';
import { eventually } from '../../scripts/browser/eventually.ts';
import { buildExtension } from '../../scripts/build-extension.ts';
import { findOrInstallBrowser } from '../../scripts/install-browser.ts';
import { type FirefoxProfile, launchFirefox } from '../../scripts/launch-firefox.ts';
import { type ArticleSite, startArticleSite } from './harness/article-site.ts';
import { TEST_BUILD } from './harness/test-build.ts';

declare const browser: typeof Browser;

const [FIRST, SECOND, THIRD] = ['3之1。', '3之2。', '3之3。'];
const NOTE = '在火狐里写的**一句**。';

const running = new AsyncDisposableStack();
let site: ArticleSite;
let firefox: FirefoxProfile;
/** A page of ours, by which the library is read and a script put into the page. */
let ours: Page;
let page: Page;
let address: string;

beforeAll(async () => {
  site = running.use(await startArticleSite());
  const { path } = await findOrInstallBrowser(['firefox'], console.log);
  const { folder } = await buildExtension({ target: 'firefox', ...TEST_BUILD });
  firefox = running.use(await launchFirefox({ path, extension: folder, isHeadless: true }));
  ours = await firefox.newPage();
  await ours.goto(firefox.pageAddress('options.html'), { waitUntil: [] });
  await switchOn(site.origin);
  address = site.illustrated(3).address;
  page = await firefox.newPage();
  await page.goto(address);
});
afterAll(() => running.disposeAsync());

describe('in Firefox', () => {
  it('the bar comes beside what is selected, over none of its words, and a key marks', async () => {
    const lines = await select(FIRST);
    await surfaceBelow(lines);
    const covered = await page.evaluate(
      ({ left, right, middle }) =>
        [left + 2, (left + right) / 2, right - 2].map(
          (x) => document.elementFromPoint(x, middle)?.closest('section') === null,
        ),
      lines,
    );
    expect(covered).toEqual([false, false, false]);
    await page.keyboard.press('1');
    await painted([FIRST]);
    await eventually(marksKept, (marks) => marks.length === 1, 'kept are');
  });

  it('a note is written in the card, of which the page hears nothing, and which a click opens again', async () => {
    await surfaceBelow(await select(SECOND));
    await page.keyboard.press('n');
    await painted([FIRST, SECOND]);
    await eventually(cardHasFocus, (has) => has, 'the focus is in the card:');
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(globalThis, { heard });
      for (const type of ['keydown', 'keypress', 'keyup', 'beforeinput', 'input'])
        window.addEventListener(type, () => heard.push(type), { capture: true });
    });
    await page.keyboard.type(NOTE);
    await eventually(notesKept, (notes) => notes.includes(NOTE), 'notes are');
    expect(await page.evaluate(() => [Reflect.get(globalThis, 'heard'), window.length])).toEqual([[], 0]);
    await page.keyboard.press('Escape');
    await eventually(cardHasFocus, (has) => !has, 'the focus is in the card:');
    const { left, right, middle } = await boxOf(FIRST);
    await page.mouse.click((left + right) / 2, middle);
    await eventually(cardHasFocus, (has) => has, 'the focus is in the card:');
    await page.keyboard.press('Escape');
  });

  it('marks stay with their words when the page changes', async () => {
    await page.evaluate(() => {
      const sections = [...document.querySelectorAll('.body section')];
      for (const section of sections) section.replaceWith(section.cloneNode(true));
      document.querySelector('.body')?.prepend('刚刚加进来的一段话，把后面的都往下推。');
    });
    await eventually(
      () =>
        page.evaluate(() =>
          [...CSS.highlights.values()]
            .flatMap((highlight) => [...highlight])
            .every(({ startContainer }) => document.body.contains(startContainer)),
        ),
      (stand) => stand,
      'painted on the page that is shown:',
    );
    await painted([FIRST, SECOND]);
  });

  it('sentence mode marks by keyboard alone', async () => {
    await select(THIRD);
    await page.keyboard.press('Escape');
    await page.evaluate(() => getSelection()?.removeAllRanges());
    await ours.evaluate(beginSentences, address);
    const before = (await marksKept()).length;
    await page.bringToFront();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('3');
    await eventually(marksKept, (marks) => marks.length === before + 1, 'kept are');
    await page.keyboard.press('Escape');
  });

  it('a picture is marked from its corner', async () => {
    const corner = await page.evaluate(() => {
      const image = document.querySelector('img');
      image?.scrollIntoView({ block: 'center', behavior: 'instant' });
      const box = image?.getBoundingClientRect();
      return { x: (box?.right ?? 0) - 22, y: (box?.top ?? 0) + 22 };
    });
    await page.mouse.move(corner.x - 100, corner.y + 80);
    await eventually(
      () => page.evaluate(({ x, y }) => document.elementFromPoint(x, y)?.localName, corner),
      (name) => name === 'div',
      'at the corner stands',
    );
    await page.mouse.click(corner.x, corner.y);
    // The bar has taken the picture as what is chosen: its keys mark it.
    const isMarked = async () => {
      await page.keyboard.press('2');
      return JSON.stringify(await marksKept());
    };
    await eventually(isMarked, (marks) => marks.includes('/pictures/3.png'), 'kept are');
  });

  it('the side bar lists them with the note', async () => {
    const panel = await firefox.newPage();
    await panel.goto(firefox.pageAddress('sidepanel.html'), { waitUntil: [] });
    await page.bringToFront();
    await eventually(
      () => panel.evaluate(() => document.body.textContent ?? ''),
      (text) =>
        [NOTE.replaceAll('*', ''), FIRST, SECOND, '图片：取号机'].every((words) => text.includes(words)),
      'the side bar shows',
    );
  });
});

interface Line {
  left: number;
  right: number;
  top: number;
  bottom: number;
  middle: number;
}

async function select(passage: string): Promise<Line> {
  const line = await boxOf(passage);
  await page.mouse.move(line.left + 1, line.middle);
  await page.mouse.down();
  await page.mouse.move(line.right - 1, line.middle, { steps: 6 });
  await page.mouse.up();
  return line;
}

/** Where it stands, after it was brought to the middle of the window. */
async function boxOf(passage: string): Promise<Line> {
  return page.evaluate((words) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const start = node.nodeValue?.indexOf(words) ?? -1;
      if (start < 0) continue;
      node.parentElement?.scrollIntoView({ block: 'center', behavior: 'instant' });
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, start + words.length);
      const { left, right, top, bottom } = range.getBoundingClientRect();
      return { left, right, top, bottom, middle: (top + bottom) / 2 };
    }
    throw new Error(`not on the page: ${words}`);
  }, passage);
}

/** Until something of ours, which the page sees as one element alone, stands right below the words' end. */
async function surfaceBelow({ right, bottom }: Line): Promise<void> {
  await eventually(
    () =>
      page.evaluate(
        ({ x, y }) => document.elementFromPoint(x, y)?.parentElement === document.documentElement,
        { x: right, y: bottom + 20 },
      ),
    (isThere) => isThere,
    'the bar is there:',
  );
}

async function cardHasFocus(): Promise<boolean> {
  return page.evaluate(
    () =>
      document.activeElement !== document.body &&
      document.activeElement?.parentElement === document.documentElement,
  );
}

async function painted(passages: string[]): Promise<void> {
  await eventually(
    () =>
      page.evaluate(() =>
        [...CSS.highlights.values()]
          .flatMap((highlight) => [...highlight])
          .map((painted) => {
            const range = document.createRange();
            range.setStart(painted.startContainer, painted.startOffset);
            range.setEnd(painted.endContainer, painted.endOffset);
            return range.toString();
          })
          .sort(),
      ),
    (seen) => String(seen) === String([...passages].sort()),
    'painted are',
  );
}

async function marksKept(): Promise<unknown[]> {
  return (await recordsKept()).filter((record) => Reflect.get(record, 'kind') === 'mark');
}

async function notesKept(): Promise<string> {
  return JSON.stringify((await marksKept()).map((mark) => Reflect.get(Object(mark), 'notes')));
}

async function recordsKept(): Promise<object[]> {
  return ours.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((done, fail) => {
      const opening = indexedDB.open('library-guest');
      opening.onsuccess = () => done(opening.result);
      opening.onerror = () => fail(opening.error);
    });
    const rows = await new Promise<object[]>((done, fail) => {
      const asking = database.transaction('records').objectStore('records').getAll();
      asking.onsuccess = () => done(asking.result);
      asking.onerror = () => fail(asking.error);
    });
    database.close();
    return rows;
  });
}

/** What the shortcut does where nothing is selected. */
async function beginSentences(wanted: string): Promise<void> {
  const [tab] = (await browser.tabs.query({})).filter(({ url }) => url === wanted);
  await browser.scripting.executeScript({
    target: { tabId: tab?.id ?? -1 },
    files: ['/content-scripts/sentences.js'],
  });
}

async function switchOn(origin: string): Promise<void> {
  const texts = optionsTexts['zh-CN'];
  const field = await ours.waitForSelector(`aria/${texts.addSite}[role="textbox"]`);
  await field?.type(`${origin}/`);
  await (await ours.waitForSelector(`aria/${texts.add}[role="button"]`))?.click();
  await (await ours.waitForSelector(`aria/${texts.askBrowser}[role="button"]`))?.click();
  await ours.waitForFunction((on) => document.body.innerText.includes(on), {}, texts.siteOn);
}
