import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { elementTexts } from '../../locales/elements.ts';
import { markTexts } from '../../locales/marks.ts';
import { sentenceTexts } from '../../locales/sentences.ts';
import { toolbarProblems } from '../../locales/toolbar.ts';
import { type ClosedRoots, closedRoots } from '../../scripts/browser/closed-roots.ts';
import { eventually } from '../../scripts/browser/eventually.ts';
import { fireCommand, fireMenuItem } from '../../scripts/browser/fire-event.ts';
import { paintedPassages, selectPassage } from '../../scripts/browser/passage.ts';
import { switchSiteOn } from '../../scripts/browser/settings-page.ts';
import { readToolbarIcon } from '../../scripts/browser/toolbar-icon.ts';
import { type ChromiumProfile, launchChromium } from '../../scripts/launch-chromium.ts';
import { saveMarks } from './harness/save-marks.ts';
import { openStage, type Stage } from './harness/stage.ts';

const texts = markTexts['zh-CN'];
const [FIRST, SECOND] = ['5之1。', '6之1。'];

const running = new AsyncDisposableStack();
let stage: Stage;
let device: ChromiumProfile;
let page: Page;
let ours: ClosedRoots;
beforeAll(async () => {
  stage = running.use(await openStage());
  device = running.use(await launchChromium({ ...stage.device, hasPageCache: true }));
  await switchSiteOn(device, stage.pages.origin);
  page = await device.context.newPage();
  for (const [number, exact] of [
    [6, SECOND],
    [5, FIRST],
  ] as const) {
    await page.goto(stage.pages.article(number).address);
    await saveMarks(device, page, [{ exact, colour: 1 }]);
  }
  await painted([FIRST]);
  ours = await closedRoots(page);
});
afterAll(() => running.disposeAsync());

describe('marks on a page that becomes another', () => {
  it('come back when other scripts cleared the registry and the adopted style sheets', async () => {
    await page.evaluate(() => {
      CSS.highlights.clear();
      document.adoptedStyleSheets = [];
    });
    await painted([FIRST]);
    expect(await page.evaluate(() => document.adoptedStyleSheets.length)).toBeGreaterThan(0);
  });

  it('come back when the page writes its document anew, and so does the bar', async () => {
    await page.evaluate(() => {
      const html = document.documentElement.outerHTML;
      document.open();
      document.write(html);
      document.close();
    });
    await eventually(rangesStand, (stand) => stand, 'painted in the new document:');
    await painted([FIRST]);
    await selectPassage(page, '5之4。');
    await ours.waitForText(texts.note);
    await page.keyboard.press('Escape');
  });

  it('come back when the page puts another body in the place of its own', async () => {
    await page.evaluate(() => {
      const body = document.body.cloneNode(true);
      document.body.replaceWith(body);
    });
    await eventually(rangesStand, (stand) => stand, 'painted in the new body:');
    await painted([FIRST]);
  });

  it('are those of the article that a page without a new load has become, and of the first again on the way back', async () => {
    const other = await (await fetch(stage.pages.article(6).address)).text();
    await page.evaluate(
      ({ html, address }) => {
        const before = document.body.innerHTML;
        const parsed = new DOMParser().parseFromString(html, 'text/html');
        addEventListener('popstate', () => {
          document.body.innerHTML = before;
        });
        history.pushState(null, '', address);
        document.title = parsed.title;
        document.body.innerHTML = parsed.body.innerHTML;
      },
      { html: other, address: stage.pages.article(6).address },
    );
    await painted([SECOND]);
    await page.evaluate(() => history.back());
    await painted([FIRST]);
  });

  it('are up to date when the page comes back from the back/forward cache', async () => {
    await page.goto(stage.pages.article(5).address);
    await painted([FIRST]);
    await page.evaluate(() =>
      addEventListener('pageshow', ({ persisted }) => Object.assign(globalThis, { persisted })),
    );
    const away = 'http://localhost:1/';
    await page.route(away, (route) =>
      route.fulfill({ body: '<!doctype html><title>别处</title>', contentType: 'text/html' }),
    );
    await page.goto(away);
    const again = await device.context.newPage();
    await again.goto(stage.pages.article(5).address);
    await saveMarks(device, again, [{ exact: '5之7。', colour: 2 }]);
    await again.close();
    await page.goBack({ waitUntil: 'commit' }); // a page that was kept is not loaded again
    await painted([FIRST, '5之7。']);
    expect(await page.evaluate(() => Reflect.get(globalThis, 'persisted'))).toBe(true);
  });

  it('are made, opened and found again in a frame of the page’s own origin', async () => {
    const { address } = stage.pages.article(5);
    await page.goto(address);
    await painted([FIRST, '5之7。']);
    await frameText(page, FRAMED);
    const frame = page.frameLocator('iframe');
    await selectInFrame(page, '第二段里要标的一句话');
    await ours.waitForText(texts.note);
    await ours.click(texts.colour3);
    await paintedInFrame(['第二段里要标的一句话']);
    await ours.waitForText(texts.marked(texts.colour3));
    // What stands in the page and what stands in the frame are marks of one article.
    expect(await markCount()).toBe('3');

    await page.reload();
    await frameText(page, FRAMED.replace('<p>第二段', '<p>插进来的一段，把后面的都推下去。</p><p>第二段'));
    await paintedInFrame(['第二段里要标的一句话']);
    await painted([FIRST, '5之7。']);
    await frame.locator('body').evaluate((body) => {
      for (const paragraph of body.querySelectorAll('p')) paragraph.replaceWith(paragraph.cloneNode(true));
    });
    await paintedInFrame(['第二段里要标的一句话']);

    const place = await placeInFrame(page, '第二段里要标的一句话');
    await page.mouse.click((place.left + place.right) / 2, (place.top + place.bottom) / 2);
    await eventually(() => ours.has(texts.copyLink), Boolean, 'the card is open:');
    // What is drawn stands where the words are: the frame of the open mark, and the shape at its end.
    const [outline] = await ours.boxesOf('frame');
    expect(Math.abs((outline?.left ?? 0) - place.left)).toBeLessThan(3);
    expect(Math.abs((outline?.top ?? 0) - place.top)).toBeLessThan(8);
    await page.keyboard.press('Escape');
    await page.evaluate(() => document.querySelector('iframe')?.remove());
    await eventually(
      () => ours.boxesOf('piece'),
      (pieces) => pieces.length === 2,
      'only the page’s own are drawn:',
    );
  });

  it('follow the keys in a frame, sentence by sentence too', async () => {
    const { address } = stage.pages.article(5);
    await frameText(page, FRAMED);
    await selectInFrame(page, '第一段里别的几个字');
    await ours.waitForText(texts.note);
    await page.keyboard.press('2');
    await paintedInFrame(['第一段里别的几个字', '第二段里要标的一句话']);
    await page.frameLocator('iframe').locator('h2').click();
    await fireCommand(device, address, 'mark-selection');
    await ours.waitForText(sentenceTexts['zh-CN'].name);
    await page.keyboard.press('Escape');
    await eventually(
      () => ours.text(),
      (seen) => !seen.includes(sentenceTexts['zh-CN'].name),
      'it is left:',
    );
  });

  it('are of whole tables and pictures in a frame too, framed where they stand', async () => {
    const { address } = stage.pages.article(5);
    await frameText(page, FRAMED.replace('<h2>', `${BLOCKS}<h2>`));
    const [table, picture] = ['table', 'img'].map((name) => page.frameLocator('iframe').locator(name));
    await page.mouse.move(1, 1);
    await table?.hover();
    await ours.click(elementTexts['zh-CN'].table);
    await page.keyboard.press('3');
    await framed([table]);
    const srcUrl = `${stage.pages.origin}/pictures/5.png`;
    const there = { frameId: 3, frameUrl: 'about:srcdoc', pageUrl: address };
    await fireMenuItem(device, address, { menuItemId: 'mark-image', srcUrl, ...there });
    await framed([table, picture]);
    await picture?.click();
    await eventually(() => ours.has(texts.copyLink), Boolean, 'the card is open:');
    await page.keyboard.press('Escape');

    await page.reload();
    await frameText(page, FRAMED.replace('<h2>', `<p>插进来的一段。</p>${BLOCKS}<h2>`));
    await framed([table, picture]);
  });

  it('are not promised in a frame of another origin: the reader is told', async () => {
    const { address } = stage.pages.article(5);
    await page.evaluate(() => {
      for (const old of document.querySelectorAll('iframe')) old.remove();
      const frame = document.createElement('iframe');
      frame.sandbox.add('allow-scripts');
      frame.srcdoc = '<p>嵌进来的一段，有十几个字那么长。</p>';
      frame.width = '400';
      document.body.prepend(frame);
    });
    await page.frameLocator('iframe').locator('p').click();
    await fireCommand(device, address, 'mark-selection');
    await ours.waitForText(sentenceTexts['zh-CN'].inFrame);
    const [frameUrl, pageUrl] = ['https://another.example/', address];
    await fireMenuItem(device, address, { menuItemId: 'mark-selection', frameId: 3, frameUrl, pageUrl });
    await eventually(
      async () => (await readToolbarIcon(device, address)).title,
      (title) => title === toolbarProblems['zh-CN']['in-frame'],
      'the icon says',
    );
  });

  it('are of the article that stands in a frame, where the page itself holds none', async () => {
    const shell = `${stage.pages.origin}/shell.html`;
    await page.route(shell, (route) =>
      route.fulfill({
        contentType: 'text/html; charset=utf-8',
        body: `<!doctype html><title>报纸</title><p>版面</p><iframe src="${stage.pages.article(7).address}" width="800" height="500"></iframe>`,
      }),
    );
    await page.goto(shell);
    const passage = '7之2。';
    await selectInFrame(page, passage);
    await ours.waitForText(texts.note);
    await page.keyboard.press('1');
    await paintedInFrame([passage]);
    await ours.waitForText(texts.marked(texts.colour1));
    await page.reload();
    await paintedInFrame([passage]);
    // It is the same article that its own address shows.
    await page.goto(stage.pages.article(7).address);
    await painted([passage]);
  });
});

const FRAMED = `<!doctype html><body style="margin:20px"><h2>附：值班室的另一份记录</h2>
<p>第一段说的是另外一件事，第一段里别的几个字也可以标，后面还有一些话。</p>
<p>第二段才是要紧的，第二段里要标的一句话就在这里，说完了再说别的。</p></body>`;

const BLOCKS = `<table width="300" style="height: 80px"><tr><td>九月</td><td>1,204</td></tr><tr><td>十月</td><td>1,377</td></tr></table>
<img src="/pictures/5.png" width="120" height="70" alt="取号机">`;

/** Until exactly these are framed, each where it stands in the window of the page. */
async function framed(elements: (Locator | undefined)[]): Promise<void> {
  await eventually(
    async () => ({
      wanted: await Promise.all(elements.map((element) => element?.boundingBox())),
      frames: await ours.boxesOf('outline'),
    }),
    ({ wanted, frames }) =>
      wanted.length === frames.length &&
      wanted.every((box) =>
        frames.some(({ left, top }) => box && Math.abs(left - box.x) < 3 && Math.abs(top - box.y) < 3),
      ),
    'framed are',
  );
}

/** Puts a frame with that text into the page, with a border and a padding of its own. */
async function frameText(page: Page, html: string): Promise<void> {
  await page.evaluate((text) => {
    for (const old of document.querySelectorAll('iframe')) old.remove();
    const frame = document.createElement('iframe');
    frame.srcdoc = text;
    frame.width = '600';
    frame.height = '240';
    frame.style.cssText = 'border: 7px solid teal; padding: 11px';
    document.body.prepend(frame);
  }, html);
  await page.frameLocator('iframe').locator('p').first().waitFor();
}

/** Where the passage stands in the window of the page. */
async function placeInFrame(page: Page, passage: string) {
  const frame = page.frameLocator('iframe').locator('body');
  await frame.waitFor();
  const within = await frame.evaluate((body, wanted) => {
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.nodeValue?.indexOf(wanted) ?? -1;
      if (at < 0) continue;
      node.parentElement?.scrollIntoView({ block: 'center', behavior: 'instant' });
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      const { left, top, right, bottom } = range.getBoundingClientRect();
      return { left, top, right, bottom };
    }
    throw new Error(`not in the frame: ${wanted}`);
  }, passage);
  const origin = await page.evaluate(() => {
    const element = document.querySelector('iframe');
    if (!element) throw new Error('no frame');
    const { left, top } = element.getBoundingClientRect();
    const { paddingLeft, paddingTop } = getComputedStyle(element);
    return {
      left: left + element.clientLeft + Number.parseFloat(paddingLeft),
      top: top + element.clientTop + Number.parseFloat(paddingTop),
    };
  });
  return {
    left: origin.left + within.left,
    top: origin.top + within.top,
    right: origin.left + within.right,
    bottom: origin.top + within.bottom,
  };
}

/** By dragging, again where the frame was laid out anew under the pointer. */
async function selectInFrame(page: Page, passage: string): Promise<void> {
  await placeInFrame(page, passage); // scrolls there
  await eventually(
    async () => {
      const { left, right, top, bottom } = await placeInFrame(page, passage);
      await page.mouse.move(left + 1, (top + bottom) / 2);
      await page.mouse.down();
      await page.mouse.move(right - 1, (top + bottom) / 2, { steps: 8 });
      await page.mouse.up();
      return page
        .frameLocator('iframe')
        .locator('body')
        .evaluate(() => getSelection()?.toString());
    },
    (selected) => selected === passage,
    'selected is',
  );
}

async function paintedInFrame(passages: string[]): Promise<void> {
  await eventually(
    async () =>
      page
        .frameLocator('iframe')
        .locator('body')
        .evaluate(() =>
          [...CSS.highlights.values()]
            .flatMap((highlight) => [...highlight].map((range) => range.toString()))
            .sort(),
        ),
    (seen) => String(seen) === String([...passages].sort()),
    'painted in the frame are',
  );
}

async function markCount(): Promise<string> {
  return (await readToolbarIcon(device, stage.pages.article(5).address)).badge;
}

async function painted(passages: string[]): Promise<void> {
  await eventually(
    async () => (await paintedPassages(page)).sort(),
    (seen) => String(seen) === String([...passages].sort()),
    'painted are',
  );
}

/** What is painted is of the document that is shown now. */
async function rangesStand(): Promise<boolean> {
  return page.evaluate(() => {
    const ranges = [...CSS.highlights.values()].flatMap((highlight) => [...highlight]);
    return ranges.length > 0 && ranges.every(({ startContainer }) => document.body.contains(startContainer));
  });
}
