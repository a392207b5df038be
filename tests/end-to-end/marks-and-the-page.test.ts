import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { markTexts } from '../../locales/marks.ts';
import { noteSheetTexts } from '../../locales/note-sheets.ts';
import { type Box, type ClosedRoots, closedRoots } from '../../scripts/browser/closed-roots.ts';
import { eventually } from '../../scripts/browser/eventually.ts';
import { paintedPassages, selectPassage } from '../../scripts/browser/passage.ts';
import { switchSiteOn } from '../../scripts/browser/settings-page.ts';
import { readToolbarIcon } from '../../scripts/browser/toolbar-icon.ts';
import type { ChromiumProfile } from '../../scripts/launch-chromium.ts';
import { libraryRows } from './harness/library-rows.ts';
import { saveMarks } from './harness/save-marks.ts';
import { openStage, type Stage } from './harness/stage.ts';

const texts = markTexts['zh-CN'];
const FIRST = '5之1。';
const LOST = '只在今天出现的一行字，明天就没有了。';
const GONE = '又一行只在今天出现的字，后来撤下了。';
const SENTENCE = '柜台里的人把一张单据推出来，又收回去';
const MARKED = '5之6。';
const TWICE = '5之8。';
const NOTE = '只有读者知道的一句话';
const BESIDE_FORM = '6之3。';
const WITHIN_FORM = '表单里的一段话，有十几个字那么长。';
/** Properties by which whoever walks over a page finds its way. */
const SHADOWING = [
  ...['parentElement', 'parentNode', 'nextSibling', 'previousSibling', 'previousElementSibling', 'lastChild'],
  ...['childNodes', 'children', 'nodeType', 'localName', 'ownerDocument', 'closest', 'matches', 'contains'],
  ...['getRootNode', 'isContentEditable', 'checkVisibility', 'getAttribute', 'textContent'],
];
/** By then the bar is there, or won't come. */
const QUIET_MS = 1200;

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
  await device.context.grantPermissions(['clipboard-read', 'clipboard-write'], {
    origin: stage.pages.origin,
  });
  address = stage.pages.article(5).address;
  page = await device.context.newPage();
  // Before any line of the page's own.
  await page.addInitScript(hearEverything);
  await page.goto(address);
  ours = await closedRoots(page);
});
// Where a tab before it has been closed, it may lie behind, and is drawn now and then.
beforeEach(() => page.bringToFront());
afterAll(() => running.disposeAsync());

describe('the bar', () => {
  it('stands clear of the words, whatever selected them: a drag, a double click, keys', async () => {
    await selectPassage(page, '柜台里的人把一张单据推出来');
    await expectClear('drag');
    const word = await page.evaluate(() => {
      const box = document.querySelector('.body section span')?.getBoundingClientRect();
      return { x: (box?.left ?? 0) + 200, y: (box?.top ?? 0) + 10 };
    });
    await page.mouse.dblclick(word.x, word.y);
    await expectClear('double click');
    const before = await selected();
    for (let count = 0; count < 5; count += 1) await page.keyboard.press('Shift+ArrowRight');
    await expectClear('keys');
    expect((await selected()).length).toBeGreaterThan(before.length);
    await page.keyboard.press('Escape');
    await gone();
    // Neither the key that is let go of nor another brings it back.
    await page.keyboard.press('Shift');
    await page.waitForTimeout(QUIET_MS);
    expect(await ours.boxesOf('toolbar')).toEqual([]);
    await page.mouse.dblclick(word.x, word.y);
    await expectClear('double click');
    await page.keyboard.press('Escape');
    await gone();
  });

  it('waits for the end of a drag that its script comes in the middle of, and stands for what is selected by now', async () => {
    const other = await newPage();
    await other.goto(stage.pages.article(7).address);
    const there = await closedRoots(other);
    await selectPassage(other, SENTENCE, async () => {
      await other.waitForTimeout(3 * QUIET_MS);
      expect(await there.boxesOf('toolbar')).toEqual([]);
    });
    await there.waitForText(texts.note);
    for (let count = 0; count < 3; count += 1) await other.keyboard.press('Shift+ArrowLeft');
    await other.keyboard.press('1');
    await eventually(
      () => paintedPassages(other),
      (painted) => painted.includes(SENTENCE.slice(0, -3)),
      'painted are',
    );
  });

  it('never comes up in fields and editors, nor for what the page itself selects', async () => {
    await page.evaluate(() => {
      const fields = document.createElement('div');
      fields.innerHTML =
        '<input value="可以选中的一行字"><textarea>可以选中的几行字</textarea><div contenteditable="true" id="editor">可以选中的一段字</div>';
      document.body.prepend(fields);
      scrollTo(0, 0);
    });
    onTestFinished(() =>
      page.evaluate(() => {
        document.querySelector('#editor')?.parentElement?.remove();
        getSelection()?.removeAllRanges();
      }),
    );
    for (const field of ['input', 'textarea', '#editor']) {
      await page.locator(field).dblclick();
      await page.waitForTimeout(QUIET_MS);
      expect(await ours.boxesOf('toolbar'), field).toEqual([]);
    }
    await page.locator('h1').click();
    // Longer than a press of the reader's counts.
    await page.waitForTimeout(2 * QUIET_MS);
    await page.evaluate(() => {
      const section = document.querySelector('.body section');
      if (section) getSelection()?.selectAllChildren(section);
    });
    await page.waitForTimeout(QUIET_MS);
    expect(await ours.boxesOf('toolbar')).toEqual([]);
  });
});

describe('a mark', () => {
  it('shows as a number on the button, and gives a link that leads to its words', async () => {
    await page.evaluate((words) => {
      const line = document.createElement('p');
      line.id = 'today';
      line.textContent = words;
      document.querySelector('.body')?.prepend(line);
    }, LOST);
    await select(LOST);
    await page.keyboard.press('3');
    await select(FIRST);
    await page.keyboard.press('n');
    await ours.waitForText(texts.escape);
    await page.keyboard.type(NOTE);
    await ours.waitForText(texts.stored);
    await eventually(
      async () => (await readToolbarIcon(device, address)).badge,
      (badge) => badge === '2',
      'the badge says',
    );
    await ours.click(texts.copyLink);
    await ours.waitForText(texts.linkCopied);
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      `${address}#:~:text=${encodeURIComponent(FIRST)}`,
    );
    await page.keyboard.press('Escape');
  });
});

describe("a page's script", () => {
  it('makes no mark: neither by events that it makes up, nor by our elements, nor by messages', async () => {
    const before = await marksKept();
    await selectPassage(page, '5之4。');
    await ours.waitForText(texts.note);
    await page.evaluate(() => {
      const key = (target: EventTarget) =>
        target.dispatchEvent(new KeyboardEvent('keydown', { key: '1', bubbles: true, composed: true }));
      const hosts = [...document.documentElement.children].filter((one) => one.localName === 'div');
      for (const target of [window, document, document.body, ...hosts]) key(target);
      for (const host of hosts) {
        host.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
        if (host instanceof HTMLElement) host.click();
      }
      for (const name of ['save-mark', 'mark-selection', 'mark-image']) {
        postMessage({ name, body: { address: '' } }, '*');
        document.dispatchEvent(new CustomEvent(name, { detail: {} }));
      }
    });
    await page.waitForTimeout(QUIET_MS);
    expect(await marksKept()).toEqual(before);
    await page.keyboard.press('Escape');
  });

  it('keeps no mark from being made by what a form calls its controls, and no tab busy', async () => {
    const other = await newPage();
    await other.goto(stage.pages.article(6).address);
    await other.evaluate(callControls, [WITHIN_FORM, ...SHADOWING]);
    const there = await closedRoots(other);
    await selectPassage(other, BESIDE_FORM);
    await there.waitForText(texts.note);
    await other.keyboard.press('2');
    await eventually(
      () => paintedPassages(other),
      (painted) => painted.includes(BESIDE_FORM),
      'painted are',
    );
    // Within the form nothing is read: the reader is told so, rather than given a mark elsewhere.
    await selectPassage(other, WITHIN_FORM);
    await there.waitForText(texts.note);
    await other.keyboard.press('2');
    await there.waitForText(texts.nothingVisible);
    await other.mouse.move(200, 200);
  });

  it('reads no note and no lost mark, and finds none of our doors', async () => {
    await page.evaluate(() => document.querySelector('#today')?.remove());
    await eventually(
      () => paintedPassages(page),
      (painted) => String(painted) === FIRST,
      'painted are',
    );
    const seen = await page.evaluate(() => {
      const ranges = [...CSS.highlights.values()].flatMap((highlight) => [...highlight].map(String));
      const hosts = [...document.documentElement.children].filter((one) => one.localName === 'div');
      return {
        words: [document.documentElement.outerHTML, ...ranges, JSON.stringify({ ...localStorage })].join(
          '\n',
        ),
        roots: hosts.map(({ shadowRoot }) => shadowRoot),
        doors: ['pageMarks', 'rareTools', 'panelPorts', 'sentenceMode'].filter((name) => name in globalThis),
        runtime: typeof Reflect.get(Reflect.get(globalThis, 'chrome') ?? {}, 'runtime'),
      };
    });
    expect(seen.words).not.toContain(NOTE);
    expect(seen.words).not.toContain(LOST);
    expect(seen.roots.every((root) => root === null)).toBe(true);
    expect(seen.doors).toEqual([]);
    expect(seen.runtime).toBe('undefined');
  });

  it('hears nothing of what is typed, composed or pasted in the card, be it at its own window from its first line on', async () => {
    await page.evaluate(() => navigator.clipboard.writeText('贴进来的'));
    await page.keyboard.press('F2');
    expect(await page.evaluate(() => Reflect.get(globalThis, 'heard'))).toContain('keydown F2');
    await open(FIRST);
    await ours.click(texts.note);
    await page.evaluate(() => {
      const heard = Reflect.get(globalThis, 'heard');
      if (Array.isArray(heard)) heard.length = 0;
    });
    await page.keyboard.type('abc');
    const session = await device.context.newCDPSession(page);
    await session.send('Input.imeSetComposition', { text: 'nihao', selectionStart: 5, selectionEnd: 5 });
    await ours.waitForText(texts.drafted);
    await session.send('Input.insertText', { text: '你好' });
    await page.keyboard.press('End');
    await page.keyboard.press('ControlOrMeta+v');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('ControlOrMeta+c');
    await ours.waitForText(texts.stored);
    await ours.click(texts.addTag);
    await page.keyboard.type('暗号');
    await page.keyboard.press('Enter');
    await ours.waitForText('暗号');
    expect(await page.evaluate(() => Reflect.get(globalThis, 'heard'))).toEqual([]);
    await page.keyboard.press('Escape');
    expect(JSON.stringify(await marksKept())).toContain('只有读者知道的一句话abc你好贴进来的');
    // Nor does it find the window in which the fields are.
    expect(await page.evaluate(() => [window.length, typeof window[0], frames.length])).toEqual([
      0,
      'undefined',
      0,
    ]);
    await page.keyboard.press('Escape');
  });
});

describe('a note with Markdown', () => {
  const target = () => stage.pages.article(6).address;

  it('is shown as such in the card, asks nobody for anything, and is edited as it was typed', async () => {
    const asked: string[] = [];
    device.context.on('request', (request) => asked.push(request.url()));
    await saveMarks(device, page, [
      {
        exact: MARKED,
        colour: 2,
        note: `**“引文”**后\n第二行 [那一篇](${target()}) ![图](${target()}.png) <b>`,
      },
    ]);
    await open(MARKED);
    await ours.waitForText('“引文”后第二行 那一篇');
    await page.waitForTimeout(QUIET_MS);
    expect(asked.filter((url) => url.startsWith(target()))).toEqual([]);
    // A page may have the browser load ahead whatever its document links to, closed roots included.
    expect(await ours.addresses()).toEqual([]);
    await ours.click(texts.editNote);
    await page.keyboard.type('，又添了。');
    await ours.waitForText(texts.stored);
    expect(JSON.stringify(await marksKept())).toContain('**“引文”**后');
    expect(JSON.stringify(await marksKept())).toContain('<b>，又添了。');
    await page.keyboard.press('Escape');
  });

  it('has links that open beside the page, and tell where they lead to nobody', async () => {
    await open(MARKED);
    const opening = device.context.waitForEvent('page');
    await ours.click('那一篇');
    const opened = await opening;
    await opened.waitForURL(target());
    expect(await opened.evaluate(() => [opener, document.referrer])).toEqual([null, '']);
    await opened.close();
    await page.keyboard.press('Escape');
  });

  it('stands beside a mark that was not found as well', async () => {
    await page.evaluate((words) => {
      const line = document.createElement('p');
      line.id = 'today';
      line.textContent = words;
      document.querySelector('.body')?.prepend(line);
    }, GONE);
    await saveMarks(device, page, [{ exact: GONE, colour: 4, note: '- **在列表里**' }]);
    await page.evaluate(() => document.querySelector('#today')?.remove());
    await open(FIRST);
    await ours.click(texts.more);
    await ours.click(texts.lostCount(2));
    await ours.waitForText('在列表里');
    expect(await ours.text()).not.toContain('**在列表里');
    await page.keyboard.press('Escape');
  });
});

describe('a note that was written twice', () => {
  it('shows both as they were typed, until the reader settles them in the card', async () => {
    const sheets = noteSheetTexts['zh-CN'];
    await saveMarks(device, page, [
      { exact: TWICE, colour: 5, note: '这里写的**一份**', otherNote: '那里写的一份' },
    ]);
    const opened = async () => {
      await open(TWICE);
      await ours.waitForText(texts.addTag);
      const text = await ours.text();
      // Opened before the second one had come, the card holds the first alone.
      if (!text.includes(sheets.conflict)) await page.keyboard.press('Escape');
      return text;
    };
    const both = await eventually(opened, (text) => text.includes(sheets.conflict), 'the card says');
    expect(both).toContain('这里写的**一份**');
    expect(both).toContain('那里写的一份');
    await ours.click(sheets.takeThis);
    await ours.waitForText(texts.stored);
    await eventually(ours.text, (text) => !text.includes(sheets.twoNotes), 'the card says');
    const kept = JSON.stringify(await marksKept());
    expect([kept.includes('这里写的**一份**'), kept.includes('那里写的一份')].sort()).toEqual([false, true]);
    await page.keyboard.press('Escape');
  });
});

describe.each([
  ['allows nothing', '7之1。', "default-src 'none'; require-trusted-types-for 'script'"],
  ['is sandboxed', '7之2。', 'sandbox allow-scripts'],
])('on a page that %s', (_, passage, policy) => {
  it('a note is written as everywhere', async () => {
    const strict = stage.pages.article(7).address;
    const other = await newPage();
    await other.route(strict, async (route) => {
      const response = await route.fetch();
      const headers = { ...response.headers(), 'content-security-policy': policy };
      await route.fulfill({ response, headers });
    });
    await other.goto(strict);
    const there = await closedRoots(other);
    const note = `**“${passage}”**后`;
    await selectPassage(other, passage);
    await there.waitForText(texts.note);
    await other.keyboard.press('n');
    await there.waitForText(texts.escape);
    await other.keyboard.type(note);
    await there.waitForText(texts.stored);
    expect(JSON.stringify(await marksKept())).toContain(note);
  });
});

/** One that stands in front of the other as long as the test goes on, however it ends. */
async function newPage(): Promise<Page> {
  const other = await device.context.newPage();
  onTestFinished(() => other.close());
  return other;
}

/** Opens the card of the mark on these words. */
async function open(passage: string): Promise<void> {
  const place = await page.evaluate((words) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.nodeValue?.includes(words)) continue;
      const range = document.createRange();
      range.setStart(node, 0);
      range.setEnd(node, words.length);
      const { left, top, width, height } = range.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    }
    return { x: 0, y: 0 };
  }, passage);
  await eventually(
    () => paintedPassages(page),
    (painted) => painted.includes(passage),
    'painted are',
  );
  await page.mouse.click(place.x, place.y);
  await ours.waitForText(texts.escape);
}

async function select(passage: string): Promise<void> {
  await selectPassage(page, passage);
  await ours.waitForText(texts.note);
}

/** In the page: whatever tells what is typed, as it comes by the page's own window and document. */
function hearEverything(): void {
  const heard: string[] = [];
  Object.assign(globalThis, { heard });
  const types = [
    'keydown',
    'keypress',
    'keyup',
    'beforeinput',
    'input',
    'textInput',
    'change',
    'paste',
    'copy',
    'cut',
  ];
  const composing = ['compositionstart', 'compositionupdate', 'compositionend'];
  for (const type of [...types, ...composing])
    for (const target of [window, document])
      for (const capture of [true, false])
        target.addEventListener(type, (event) => heard.push(`${type} ${Reflect.get(event, 'key')}`), {
          capture,
        });
}

/** The bar is up, and over none of the selected words. */
async function expectClear(by: string): Promise<void> {
  const [bar] = await eventually(
    () => ours.boxesOf('toolbar'),
    (boxes) => boxes.length === 1,
    `after ${by} bars are`,
  );
  const words = await page.evaluate(() => {
    const rects = getSelection()?.getRangeAt(0).getClientRects() ?? [];
    return [...rects].map(({ left, top, width, height }) => ({ left, top, width, height }));
  });
  expect(words.length).toBeGreaterThan(0);
  expect(words.filter((box) => bar && overlaps(box, bar))).toEqual([]);
}

const overlaps = (one: Box, other: Box) =>
  one.left < other.left + other.width &&
  other.left < one.left + one.width &&
  one.top < other.top + other.height &&
  other.top < one.top + one.height;

const selected = () => page.evaluate(() => String(getSelection()));

async function gone(): Promise<void> {
  await eventually(
    () => ours.boxesOf('toolbar'),
    (boxes) => boxes.length === 0,
    'bars are',
  );
}

async function marksKept(): Promise<unknown> {
  const { records } = await libraryRows(device);
  return Object.fromEntries(Object.entries(records).filter(([name]) => name.startsWith('mark ')));
}

/** Puts forms between the page's paragraphs, one for each name, whose control is called so. Within the page. */
function callControls([words, ...names]: string[]): void {
  const sections = document.querySelectorAll('.body section');
  names.forEach((name, at) => {
    const form = document.createElement('form');
    form.innerHTML = `<p>${words}</p><input name="${name}">`;
    sections[at % sections.length]?.before(form);
  });
}
