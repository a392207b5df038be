import { createServer } from 'node:http';
import type { CDPSession, Page } from 'playwright-core';
import { saveMarks } from '../../../tests/end-to-end/harness/save-marks.ts';
import { randomFrom } from '../../../tests/simulation/random.ts';
import { closedRoots } from '../../browser/closed-roots.ts';
import { eventually } from '../../browser/eventually.ts';
import { paintedPassages } from '../../browser/passage.ts';
import { switchSiteOn } from '../../browser/settings-page.ts';
import { buildExtension } from '../../build-extension.ts';
import { findOrInstallBrowser } from '../../install-browser.ts';
import { launchChromium } from '../../launch-chromium.ts';
import { listen } from '../../listen.ts';
import { type TaskTimes, traceTasks } from '../reading/trace-tasks.ts';

export interface ScrollFigures {
  /** What the main thread did while the page was scrolled from its top to its foot and back. */
  scrolling: TaskTimes;
  /** The same without any mark. */
  bare: TaskTimes;
  /** While the page was opened, until all marks stood. */
  opening: TaskTimes;
  /** While most marks are lost and the page goes on changing. */
  changing: TaskTimes;
}

export const SCROLLED_MARKS = 500;
/** Paragraphs of the page, of about a hundred characters. */
const PARAGRAPHS = 400;
/** Pixels a second: a hand on the wheel that looks for something. */
const SPEED = 6000;
/** Of the marks, as many lose their words. */
export const LOST_MARKS = 300;
/** The page changes so often, so many times, ms. */
const CHANGE_MS = 250;
const CHANGES = 32;
const COLOURS = [1, 2, 3, 4, 5] as const;

/** Marks all over a long page, by the built extension in real Chromium. */
export async function measureScrolling(say: (line: string) => void): Promise<ScrollFigures> {
  await using running = new AsyncDisposableStack();
  const { path } = await findOrInstallBrowser(['chromium'], say);
  // Of a service that nobody starts: nothing here signs in.
  const order = { target: 'chrome', serviceUrl: 'http://127.0.0.1:9', outFolder: '.output/bench' } as const;
  const { folder } = await buildExtension(order);
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(longPage());
  });
  const port = await listen(server, 0, 'the page that is scrolled');
  running.defer(() => void server.close());
  const profile = running.use(await launchChromium({ path, extension: folder }));
  const origin = `http://127.0.0.1:${port}`;
  await switchSiteOn(profile, origin);
  const page = await profile.context.newPage();
  const session = await profile.context.newCDPSession(page);
  await page.goto(`${origin}/long.html`);
  const { times: bare } = await traceTasks(session, page, () => scrollAll(session, page));
  say(`saving ${SCROLLED_MARKS} marks`);
  await saveMarks(profile, page, passages());
  const { times: opening } = await traceTasks(session, page, async () => {
    await page.reload();
    await allPainted(page);
  });
  const { times: scrolling } = await traceTasks(session, page, () => scrollAll(session, page));
  const shapes = await (await closedRoots(page)).boxesOf('shape');
  if (shapes.length === 0) throw new Error('no mark was drawn: nothing was measured');
  const before = (await paintedPassages(page)).length;
  const { times: changing } = await traceTasks(session, page, () => loseAndChange(page));
  await eventually(
    async () => (await paintedPassages(page)).length,
    (count) => count > 0 && count <= before - LOST_MARKS,
    'still painted are',
  );
  return { scrolling, bare, opening, changing };
}

/** Other words take the place of those that were marked, and the page goes on changing elsewhere: whatever is lost is looked for again and again. */
async function loseAndChange(page: Page): Promise<void> {
  const order = { from: PARAGRAPHS - LOST_MARKS, everyMs: CHANGE_MS, times: CHANGES };
  await page.evaluate(async ({ from, everyMs, times }) => {
    const paragraphs = [...document.querySelectorAll('p')];
    for (const [at, paragraph] of paragraphs.slice(from).entries())
      paragraph.textContent = `别处写来的第${at}句话，与从前的毫不相干，只说天气、航班和晚饭；写第${at * 7}遍也还是这样。`;
    for (let count = 0; count < times; count += 1) {
      await new Promise((resolve) => setTimeout(resolve, everyMs));
      paragraphs[0]?.before(`快讯${count}。`);
    }
  }, order);
}

async function scrollAll(session: CDPSession, page: Page): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  for (const yDistance of [-height, height])
    await session.send('Input.synthesizeScrollGesture', { x: 600, y: 400, yDistance, speed: SPEED });
}

async function allPainted(page: Page): Promise<void> {
  await eventually(
    async () => (await paintedPassages(page)).length,
    (count) => count >= SCROLLED_MARKS,
    'painted are',
  );
}

/** Longer and shorter ones, many of them over others. */
function passages() {
  return Array.from({ length: SCROLLED_MARKS }, (_, at) => {
    const text = paragraph(at % PARAGRAPHS);
    const exact = at < PARAGRAPHS ? text.slice(0, 8 + (at % 40)) : text.slice(4, 60);
    return { exact, colour: COLOURS[at % COLOURS.length] ?? 1 };
  });
}

/** Those whose marks are to be lost begin with characters of no meaning, no two alike, so that no other place is like theirs. */
function paragraph(number: number): string {
  const words = ['取号机', '窗口', '回单', '档案室', '大堂经理', '值班表', '铁皮柜', '电话'];
  const word = (at: number) => words[(number * 7 + at * 3) % words.length];
  const clauses = Array.from({ length: 12 }, (_, at) => `${word(at)}旁边的第${number + at}个人抬起头`);
  const opening = number < PARAGRAPHS - LOST_MARKS ? `第${number}段。` : lettersOf(number);
  return `${opening}${clauses.join('，')}。`;
}

function lettersOf(number: number): string {
  const random = randomFrom(number + 1);
  return Array.from({ length: 48 }, () => String.fromCharCode(0x4e00 + random.below(6000))).join('');
}

function longPage(): string {
  const body = Array.from({ length: PARAGRAPHS }, (_, at) => `<p>${paragraph(at)}</p>`).join('\n');
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>一份很长的值班记录</title></head><body>
<div class="crumb"><a href="/">首页</a> › 观察 › 服务观察</div><h1>一份很长的值班记录</h1>
<ul><li>分类：服务观察</li><li>作者：宋知远</li><li>来源：值班室周刊</li><li>发布时间：2026-11-02 00:00:00</li></ul>
<div class="body">${body}</div></body></html>`;
}
