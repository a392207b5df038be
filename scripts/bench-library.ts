import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { watchFrame, watchList } from './bench/library/watch-list.ts';
import { traceTasks } from './bench/reading/trace-tasks.ts';
import { quantile } from './bench/search/score.ts';
import { bundle } from './bench/search/stand.ts';
import { buildExtension } from './build-extension.ts';
import { reportFailure } from './complaint.ts';
import { findOrInstallBrowser } from './install-browser.ts';
import { type ChromiumProfile, launchChromium } from './launch-chromium.ts';

const USAGE = `npm run bench:library -- [options]
  --json FILE     also write the figures as one flat object
  --articles N    how many articles the library holds (10000)
  --keep FOLDER   a profile that stays, filled, for the next run
  --help          this text

Measures the built library page in a real Chromium: when its first rows are seen and when all can be scrolled to, from the beginning of the navigation, and the longest task
of its main thread while it is scrolled from end to end and back (milliseconds that the thread ran). Beside it: what the browser takes for a file without a script.`;

declare const searchBench: typeof import('./bench/search/page-script.ts');

const AT_ONCE = 500;
const ROUNDS = 15;
const LEAST_ROW_HEIGHT = 60;
const WHEEL_PIXELS = 700;
const WHEELS = 60;
const BUILD = {
  target: 'chrome',
  serviceUrl: 'http://127.0.0.1:47390',
  outFolder: '.output/bench-library',
} as const;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: 'string' },
      articles: { type: 'string', default: '10000' },
      keep: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const articles = Number(values.articles);
  console.log(`${availableParallelism()} processors, ${cpus()[0]?.model.trim()}; Node ${process.version}`);
  const { path } = await findOrInstallBrowser(['chromium'], console.log);
  const { folder: extension } = await buildExtension(BUILD);
  const order = { path, extension, ...(values.keep === undefined ? {} : { folder: values.keep }) };
  await using profile = await launchChromium(order);
  await fill(profile, articles);
  const figures = await measure(profile, articles);
  for (const { text, value, aim } of figures)
    console.log(`${text.padEnd(64)} ${value.toFixed(1).padStart(8)} ms   ${aim}`);
  if (values.json !== undefined) {
    const flat = Object.fromEntries(figures.map(({ key, value }) => [key, value]));
    await writeFile(values.json, `${JSON.stringify(flat, null, 2)}\n`);
  }
}

/** In a page of the extension that runs nothing of its own. */
async function fill(profile: ChromiumProfile, articles: number): Promise<void> {
  const page = await profile.context.newPage();
  await page.goto(profile.pageAddress('manifest.json'));
  await page.evaluate(`${await bundle('page-script')}; window.searchBench = searchBench`);
  for (
    let from = await page.evaluate(() => searchBench.countArticles('guest'));
    from < articles;
    from += AT_ONCE
  ) {
    const range = { from, to: Math.min(from + AT_ONCE, articles) };
    await page.evaluate(({ from, to }) => searchBench.fill('guest', from, to), range);
    await page.evaluate(() => searchBench.tend('guest'));
    console.error(`  ${range.to} articles`);
  }
  await page.close();
}

async function measure(profile: ChromiumProfile, articles: number) {
  const opened: { first: number; all: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const page = await openList(profile, articles);
    opened.push(await seenIn(page));
    await page.close();
  }
  const blank = await openBlank(profile);
  const page = await openList(profile, articles);
  await seenIn(page);
  const longest = await scroll(page);
  await page.close();
  const of = (pick: (one: (typeof opened)[number]) => number, share: number) =>
    quantile(opened.map(pick), share);
  return [
    figure(
      'blank_page_ms',
      'a file of the extension without any script: its first frame, median',
      quantile(blank, 0.5),
      '',
    ),
    figure(
      'first_rows_ms',
      `first rows of ${articles}, median of ${ROUNDS}`,
      of(({ first }) => first, 0.5),
      '<= 100',
    ),
    figure(
      'first_rows_p95_ms',
      '  p95',
      of(({ first }) => first, 0.95),
      '',
    ),
    figure(
      'scrollable_ms',
      'all of them can be scrolled to, median',
      of(({ all }) => all, 0.5),
      '<= 300',
    ),
    figure(
      'scrollable_p95_ms',
      '  p95',
      of(({ all }) => all, 0.95),
      '',
    ),
    figure('longest_task_ms', 'longest task while scrolling', longest, '<= 50'),
  ];
}

/** What the browser itself takes, before any page of an extension can show anything. */
async function openBlank(profile: ChromiumProfile): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const page = await profile.context.newPage();
    await page.addInitScript(watchFrame);
    await page.goto(profile.pageAddress('manifest.json'));
    const seen = await page.waitForFunction(() => Reflect.get(window, 'frameSeen'));
    times.push(Number(await seen.jsonValue()));
    await page.close();
  }
  return times;
}

async function openList(profile: ChromiumProfile, articles: number): Promise<Page> {
  const page = await profile.context.newPage();
  await page.addInitScript(watchList, articles * LEAST_ROW_HEIGHT);
  await page.goto(profile.pageAddress('library.html'));
  return page;
}

async function seenIn(page: Page): Promise<{ first: number; all: number }> {
  const seen = await page.waitForFunction(() => {
    const found: unknown = Reflect.get(window, 'seenInList');
    return typeof found === 'object' && found !== null && 'all' in found ? found : null;
  });
  const { first, all } = Object(await seen.jsonValue());
  return { first: Number(first), all: Number(all) };
}

/** Down by the wheel, to the end, and back; the longest task meanwhile. */
async function scroll(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await page.mouse.move(500, 500);
  const { times } = await traceTasks(session, page, async () => {
    for (let wheel = 0; wheel < WHEELS; wheel += 1) {
      await page.mouse.wheel(0, WHEEL_PIXELS);
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
    for (const key of ['End', 'Home']) {
      await page.locator('[data-row]').first().focus();
      await page.keyboard.press(key);
      await page.waitForTimeout(500);
    }
  });
  return times.longest;
}

function figure(key: string, text: string, value: number, aim: string) {
  return { key, text, value, aim };
}

await main().catch(reportFailure);
