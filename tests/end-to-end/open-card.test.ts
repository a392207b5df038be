import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'wxt/browser';
import { SHARED_NAMES } from '../../entrypoints/marks.content/shared-names.ts';
import { markTexts } from '../../locales/marks.ts';
import { noteSheetTexts } from '../../locales/note-sheets.ts';
import { type ClosedRoots, closedRoots } from '../../scripts/browser/closed-roots.ts';
import { eventually } from '../../scripts/browser/eventually.ts';
import { paintedPassages, selectPassage } from '../../scripts/browser/passage.ts';
import { switchSiteOn } from '../../scripts/browser/settings-page.ts';
import type { ChromiumProfile } from '../../scripts/launch-chromium.ts';
import { libraryRows } from './harness/library-rows.ts';
import { saveMarks } from './harness/save-marks.ts';
import { openStage, type Stage } from './harness/stage.ts';

declare const chrome: typeof Browser;

const texts = markTexts['zh-CN'];
const sheets = noteSheetTexts['zh-CN'];
const FOLLOWED = '5之2。';
const TYPED = '5之3。';
const DELETED = '5之4。';
const NAMED = '5之5。';
const LETTERS = '5之6。';
/** Names of faces by which our texts are drawn in pages of ours, or that were once. */
const FACES = [
  ...['PingFang SC', 'HarmonyOS Sans SC', 'Microsoft YaHei UI', 'Microsoft YaHei', 'Source Han Sans SC'],
  ...['Noto Sans CJK SC', 'Source Han Serif SC', 'Noto Serif CJK SC', 'Noto Serif SC', 'Songti SC', 'STSong'],
  ...[
    'NSimSun',
    'SimSun',
    'LXGW WenKai',
    'Kaiti SC',
    'STKaiti',
    'KaiTi',
    'AR PL UKai CN',
    'Menlo',
    'Consolas',
  ],
  ...['system-ui', 'sans-serif', 'serif', 'monospace', 'ui-monospace'],
];
/** By then a face would have been asked for. */
const QUIET_MS = 1200;

const running = new AsyncDisposableStack();
let stage: Stage;
let device: ChromiumProfile;
let page: Page;
let ours: ClosedRoots;
beforeAll(async () => {
  stage = running.use(await openStage());
  device = await stage.openDevice();
  await switchSiteOn(device, stage.pages.origin);
  page = await device.context.newPage();
  // What a page may call its own.
  await page.addInitScript((names) => {
    addEventListener('DOMContentLoaded', () => {
      for (const id of names) document.body.append(Object.assign(document.createElement('i'), { id }));
    });
  }, SHARED_NAMES);
  await page.goto(stage.pages.article(5).address);
  ours = await closedRoots(page);
  await saveMarks(device, page, [
    { exact: FOLLOWED, colour: 1, note: '**开头**的话' },
    { exact: TYPED, colour: 2 },
    { exact: DELETED, colour: 3 },
    { exact: NAMED, colour: 5, note: '**重**点' },
    { exact: LETTERS, colour: 5, note: '**鲸**鱼 `鳄`', tag: '龟' },
  ]);
});
afterAll(() => running.disposeAsync());

describe('a card that is open while another device or tab is at work', () => {
  it('follows what is written, tagged and coloured there', async () => {
    await open(FOLLOWED);
    await ours.waitForText('开头的话');
    await elsewhere(FOLLOWED, { note: '**别处**改过的', colour: 4, tag: '别处加的' });
    await ours.waitForText('别处改过的');
    await ours.waitForText('别处加的');
    await ours.waitForText(texts.colour4);
    expect(await ours.text()).not.toContain('开头的话');
    await page.keyboard.press('Escape');
  });

  it('shows both where words were being typed', async () => {
    await open(TYPED);
    await ours.click(texts.note);
    await page.keyboard.type('这里写的');
    await elsewhere(TYPED, { note: '别处写的', seen: [] });
    await ours.waitForText(sheets.conflict);
    expect(await ours.text()).toContain('别处写的');
    expect(JSON.stringify(await markOf(TYPED))).toContain('"note":["别处写的","这里写的"]');
    await page.keyboard.press('Escape');
  });

  it('goes with a mark that is deleted there, whose note has every word by then; and marking goes on', async () => {
    await open(DELETED);
    await ours.click(texts.note);
    await page.keyboard.type('还没存下的半句');
    await elsewhere(DELETED, { isDeleted: true });
    await ours.waitForText(`${texts.deleted} · ${texts.deletedNote}`);
    expect(await ours.has(texts.escape)).toBe(false);
    expect(JSON.stringify(await markOf(DELETED))).toContain('"note":["还没存下的半句"]');
    expect(JSON.stringify(await markOf(DELETED))).toContain('"deleted":true');
    await selectPassage(page, DELETED);
    await ours.waitForText(texts.note);
    await page.keyboard.press('Escape');
  });
});

it('takes back by Esc what was typed as a tag, and closes the card by another', async () => {
  await open(FOLLOWED);
  await ours.click(texts.addTag);
  await page.keyboard.type('没打完的');
  await page.keyboard.press('Escape');
  await ours.waitForText(texts.addTag);
  await page.keyboard.press('Escape');
  await eventually(
    () => ours.has(texts.escape),
    (isOpen) => !isOpen,
    'the card is open',
  );
  expect(JSON.stringify((await libraryRows(device)).records)).not.toContain('没打完的');
});

it('stands beside the scroll bar of a narrow page', async () => {
  const size = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 700 });
  await open(FOLLOWED);
  const [card] = await ours.boxesOf('card');
  const width = await page.evaluate(() => document.documentElement.clientWidth);
  expect(card?.left).toBeGreaterThanOrEqual(0);
  expect((card?.left ?? 0) + (card?.width ?? 0)).toBeLessThanOrEqual(width);
  await page.keyboard.press('Escape');
  if (size) await page.setViewportSize(size);
});

describe("a page's script", () => {
  it('takes the place of none of ours by what it calls its elements', async () => {
    await open(NAMED);
    await ours.waitForText('重点');
    await page.keyboard.press('Escape');
  });

  it('learns no letter of a note or tag by a face of its own', async () => {
    const asked: string[] = [];
    await page.route('**/letters/*', async (route) => {
      asked.push(decodeURIComponent(route.request().url().split('/').at(-1) ?? ''));
      await route.abort();
    });
    await page.evaluate(drawWithOwnFaces, FACES);
    // It does learn those of what it shows itself.
    await eventually(
      async () => asked.join(),
      (letters) => letters.includes('样'),
      'the page was asked for',
    );
    asked.length = 0;
    await open(LETTERS);
    await ours.waitForText('鲸鱼');
    await ours.waitForText('龟');
    await page.waitForTimeout(QUIET_MS);
    expect(asked).toEqual([]);
    await page.keyboard.press('Escape');
  });

  it('finds no word of a note or tag when it looks through its text, which finds a button of the card', async () => {
    await open(LETTERS);
    await ours.waitForText('鲸鱼');
    await ours.waitForText('龟');
    const found = await page.evaluate(findAll, [texts.escape, '鲸鱼', '鳄', '龟']);
    expect(found).toEqual([texts.escape]);
    await page.keyboard.press('Escape');
  });

  it('ends none of ours by an event that it makes up', async () => {
    await page.evaluate((id) => {
      for (const name of ['marks', 'detector', 'notes'])
        for (const type of [`${id} ${name}`, `${id}:${name}:wxt:content-script-started`])
          document.dispatchEvent(
            new CustomEvent(type, { detail: { contentScriptName: name, messageId: '0' } }),
          );
    }, device.extensionId);
    await selectPassage(page, DELETED);
    await ours.waitForText(texts.note);
    await page.keyboard.press('Escape');
    expect(await paintedPassages(page)).toContain(NAMED);
  });
});

/** In the page: a face for each of some letters under each of these names, and variables that every element has from the page. */
function drawWithOwnFaces(names: string[]): void {
  const sheet = document.createElement('style');
  const faces = names.flatMap((name) =>
    [...'样鲸鱼鳄龟'].map(
      (letter) => `@font-face { font-family: "${name}"; src: url("/letters/${encodeURIComponent(letter)}");
        unicode-range: U+${letter.codePointAt(0)?.toString(16)}; }`,
    ),
  );
  const variables = ['--font-hand', '--font-read', '--font-ui', '--font-mono'].map(
    (name) => `@property ${name} { syntax: "*"; inherits: false; initial-value: "KaiTi"; }`,
  );
  sheet.textContent = [...faces, ...variables].join('\n');
  const sample = document.createElement('p');
  sample.style.fontFamily = '"KaiTi"';
  sample.textContent = '样';
  document.head.append(sheet);
  document.body.prepend(sample);
}

/** In the page: which of them its own search finds. */
function findAll(words: string[]): string[] {
  const find: unknown = Reflect.get(window, 'find');
  if (typeof find !== 'function') return [];
  const found = words.filter((each) => find.call(window, each, true, false, true));
  getSelection()?.removeAllRanges();
  return found;
}

interface Changes {
  note?: string;
  /** What its writer had seen; all there is by default. */
  seen?: string[];
  colour?: number;
  tag?: string;
  isDeleted?: boolean;
}

/** Changes a mark by the messages that our script in another tab would send. */
async function elsewhere(exact: string, changes: Changes): Promise<void> {
  const worker = await device.worker();
  await worker.evaluate(
    async ({ address, wanted, all }) => {
      const [tab] = (await chrome.tabs.query({})).filter(({ url }) => url === address);
      const inPage = async (words: string, { note, seen, colour, tag, isDeleted }: Changes) => {
        const send = async (name: string, body?: unknown) => {
          const reply = await chrome.runtime.sendMessage({ name, body });
          if (reply.error) throw new Error(`${name}: ${reply.error.message}`);
          return reply.answer;
        };
        const { marks } = await send('page-article');
        const mark = marks.find(({ quote }: { quote: string }) => quote === words);
        const owner = { kind: 'mark', id: mark.id };
        const stamps = mark.note.values.map(({ stamp }: { stamp: string }) => stamp);
        if (note) await send('write-note', { owner, text: note, seen: seen ?? stamps });
        if (colour) await send('edit-mark', { id: mark.id, changes: { colour } });
        if (tag) await send('add-tag', { owner, name: tag });
        if (isDeleted) await send('delete-mark', { id: mark.id });
      };
      const target = { tabId: tab?.id ?? -1 };
      await chrome.scripting.executeScript({ target, func: inPage, args: [wanted, all] });
    },
    { address: page.url(), wanted: exact, all: changes },
  );
}

/** The mark's record, as it lies on the disk. */
async function markOf(exact: string): Promise<unknown> {
  const { records } = await libraryRows(device);
  const [, record] =
    Object.entries(records).find(
      ([name, row]) => name.startsWith('mark ') && JSON.stringify(row).includes(`"quote":"${exact}"`),
    ) ?? [];
  return record;
}

/** Opens the card of the mark on these words. */
async function open(passage: string): Promise<void> {
  await eventually(
    () => paintedPassages(page),
    (painted) => painted.includes(passage),
    'painted are',
  );
  const place = await page.evaluate((words) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.nodeValue?.indexOf(words) ?? -1;
      if (at < 0) continue;
      node.parentElement?.scrollIntoView({ block: 'center', behavior: 'instant' });
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + words.length);
      const { left, top, width, height } = range.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    }
    return { x: 0, y: 0 };
  }, passage);
  await page.mouse.click(place.x, place.y);
  await ours.waitForText(texts.escape);
}
