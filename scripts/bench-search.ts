import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { installPeers } from './bench/install-peers.ts';
import { alphabet, CHARACTERS, EXPONENT, OFFSET, sampleQueries } from './bench/search/sample-articles.ts';
import { growthOf, quantile, readAll, scoreOf } from './bench/search/score.ts';
import { openSearchStand, type SearchStand } from './bench/search/stand.ts';
import { reportFailure } from './complaint.ts';

const USAGE = `npm run bench:search -- [options]
  --json FILE     also write the figures as one flat object
  --articles N    how many articles ours is measured with at last (100000)
  --keep FOLDER   a profile that stays, filled: the next run with it measures the last figures of ours again, and nothing else
  --help          this text

Measures search in a real Chromium: articles of ${CHARACTERS} characters from a seeded generator, parts of 1 to 8 characters of them as queries. A query is measured in a page
that has done nothing yet, from opening the database to all ids and the snippets of the first twenty. Beside ours MiniSearch, with the browser's
segmenter, and FlexSearch, both in memory. At 100,000 articles filling takes a quarter of an hour.`;

declare const searchBench: typeof import('./bench/search/page-script.ts');
declare const searchPeers: typeof import('./bench/search/peers-script.ts');

/** Where all are measured; with fewer articles asked for, those. */
let fewer = 10_000;
const AT_ONCE = 500;
const QUERIES = 160;
const QUERIES_OF_MORE = 80;
const SAVES = 100;
const MEGABYTE = 1024 * 1024;

interface Figure {
  key: string;
  text: string;
  value: number;
  unit: string;
  /** What it is to be, in words. */
  aim: string;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: 'string' },
      articles: { type: 'string', default: '100000' },
      keep: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  fewer = Math.min(fewer, Number(values.articles));
  await installPeers('search/peers', console.log);
  console.log(`${availableParallelism()} processors, ${cpus()[0]?.model.trim()}; Node ${process.version}`);
  tellOfTexts();
  await using stand = await openSearchStand(console.log, values.keep ?? null);
  const figures: Figure[] = [];
  const articles = Number(values.articles);
  const isFilled = articles > fewer && (await countArticles(stand)) >= articles;
  const parts = isFilled
    ? [() => oursOfAll(stand, articles)]
    : [() => ours(stand, articles), () => peers(stand)];
  for (const measured of parts) {
    const some = await measured();
    for (const { text, value, unit, aim } of some)
      console.log(`${text.padEnd(72)} ${shown(value).padStart(9)} ${unit.padEnd(4)} ${aim}`);
    figures.push(...some);
  }
  if (values.json !== undefined) {
    const flat = Object.fromEntries(figures.map(({ key, value }) => [key, value]));
    await writeFile(values.json, `${JSON.stringify(flat, null, 2)}\n`);
  }
}

function tellOfTexts(): void {
  console.log(
    `Alphabet of ${alphabet().length} characters, frequency (rank + ${OFFSET})^-${EXPONENT}, drawn independently. Different pairs:`,
  );
  for (const { articles, characters, pairs } of growthOf(fewer))
    console.log(
      `  ${articles.toLocaleString('en').padStart(7)} articles ${characters.toLocaleString('en').padStart(11)} characters ${pairs.toLocaleString('en').padStart(10)} pairs`,
    );
}

const account = 'member';

async function countArticles(stand: SearchStand): Promise<number> {
  const page = await stand.open('page-script');
  const count = await page.evaluate((account) => searchBench.countArticles(account), account);
  await page.close();
  return count;
}

async function ours(stand: SearchStand, articles: number): Promise<Figure[]> {
  const filling = await fill(stand, account, 0, fewer);
  const saves = await saveSome(stand, account, fewer);
  const few = await measure(stand, account, { articles: fewer + SAVES, queries: QUERIES });
  const figures = [
    figure('recall', `recall at ${shown(fewer)} articles`, few.recall, '%', '100'),
    figure('precision', 'precision', few.precision, '%', '100'),
    figure('p95_10k_ms', 'query from a cold page, all ids and 20 snippets, p95', few.p95, 'ms', '<= 30'),
    figure('median_10k_ms', '  median', few.median, 'ms', ''),
    figure('open_10k_ms', '  of this opening the database, p95', few.open, 'ms', ''),
    figure('find_10k_ms', '  the ids, p95', few.find, 'ms', ''),
    figure('show_10k_ms', '  the snippets, p95', few.show, 'ms', ''),
    figure('index_ms', "what a save's transaction has to do for the index, p95", saves.note, 'ms', '<= 5'),
    figure('index_idle_ms', '  taking in the article afterwards, p95', saves.index, 'ms', ''),
    figure('save_ms', '  the whole save, p95', saves.save, 'ms', ''),
    figure('fill_ms', `making the index anew, each article`, filling.each, 'ms', ''),
    figure('longest_step_ms', '  its longest step, waiting for the disk included', filling.longest, 'ms', ''),
    figure('memory_mb', 'memory of the page after a query (JSHeapUsedSize), most', few.memory, 'MB', '<= 60'),
    figure('index_mb', 'the index on the disk', few.megabytes, 'MB', ''),
    figure('segments_10k', '  in segments', few.segments, '', ''),
  ];
  if (articles <= fewer) return figures;
  await fill(stand, account, fewer + SAVES, articles);
  return [...figures, ...(await oursOfAll(stand, articles))];
}

async function oursOfAll(stand: SearchStand, articles: number): Promise<Figure[]> {
  const many = await measure(stand, account, { articles, queries: QUERIES_OF_MORE });
  return [
    figure('recall_100k', `recall at ${shown(articles)} articles`, many.recall, '%', '100'),
    figure('precision_100k', 'precision', many.precision, '%', '100'),
    figure('p95_100k_ms', 'query from a cold page, p95', many.p95, 'ms', '<= 150'),
    figure('median_100k_ms', '  median', many.median, 'ms', ''),
    figure('find_100k_ms', '  the ids, p95', many.find, 'ms', ''),
    figure('memory_100k_mb', 'memory of the page, most', many.memory, 'MB', '<= 60'),
    figure('index_100k_mb', 'the index on the disk', many.megabytes, 'MB', ''),
    figure('segments_100k', '  in segments', many.segments, '', ''),
  ];
}

async function fill(stand: SearchStand, account: string, from: number, to: number) {
  const page = await stand.open('page-script');
  let [ms, longest] = [0, 0];
  for (let at = from; at < to; at += AT_ONCE) {
    const range = { account, from: at, to: Math.min(at + AT_ONCE, to) };
    await page.evaluate((range) => searchBench.fill(range.account, range.from, range.to), range);
    const tended = await page.evaluate((account) => searchBench.tend(account), account);
    ms += tended.ms;
    longest = Math.max(longest, tended.longest);
    if ((at + AT_ONCE) % 10_000 === 0) console.error(`  ${shown(at + AT_ONCE)} articles`);
  }
  await page.close();
  return { each: ms / (to - from), longest };
}

async function saveSome(stand: SearchStand, account: string, from: number) {
  const page = await stand.open('page-script');
  const range = { account, from, to: from + SAVES };
  const times = await page.evaluate((range) => searchBench.save(range.account, range.from, range.to), range);
  await page.close();
  const p95 = (of: (time: { save: number; note: number; index: number }) => number) =>
    quantile(times.map(of), 0.95);
  return { save: p95(({ save }) => save), note: p95(({ note }) => note), index: p95(({ index }) => index) };
}

async function measure(
  stand: SearchStand,
  account: string,
  { articles, queries }: { articles: number; queries: number },
) {
  const typed = sampleQueries(queries, articles);
  const numbers = await numbersOf(stand, articles);
  const found = new Map<string, Set<number>>();
  const runs: { ms: number; open: number; find: number; show: number; memory: number }[] = [];
  for (const text of typed) {
    const page = await stand.open('page-script');
    const asked = { account, text };
    const run = await page.evaluate(({ account, text }) => searchBench.query(account, text), asked);
    runs.push({ ...run, memory: await heapOf(page) });
    found.set(text, new Set(run.ids.map((id) => numbers.get(id) ?? -1)));
    await page.close();
  }
  const page = await stand.open('page-script');
  const { blocks, tables, segments } = await page.evaluate(
    (account) => searchBench.indexBytes(account),
    account,
  );
  await page.close();
  const p95 = (of: (run: (typeof runs)[number]) => number) => quantile(runs.map(of), 0.95);
  return {
    ...scoreOf(found, readAll(typed, articles)),
    p95: p95(({ ms }) => ms),
    median: quantile(
      runs.map(({ ms }) => ms),
      0.5,
    ),
    open: p95(({ open }) => open),
    find: p95(({ find }) => find),
    show: p95(({ show }) => show),
    memory: Math.max(...runs.map(({ memory }) => memory)),
    megabytes: (blocks + tables) / MEGABYTE,
    segments,
  };
}

async function numbersOf(stand: SearchStand, articles: number): Promise<Map<string, number>> {
  const page = await stand.open('page-script');
  const ids = await page.evaluate((articles) => searchBench.idsOf(articles), articles);
  await page.close();
  return new Map(ids.map((id, number) => [id, number]));
}

async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0) / MEGABYTE;
}

async function peers(stand: SearchStand): Promise<Figure[]> {
  const typed = sampleQueries(QUERIES, fewer);
  const truth = readAll(typed, fewer);
  const figures: Figure[] = [];
  for (const name of ['minisearch', 'flexsearch']) {
    const page = await stand.open('peers-script');
    const empty = await heapOf(page);
    let ms = 0;
    for (let from = 0; from < fewer; from += AT_ONCE) {
      const range = { name, from, to: from + AT_ONCE };
      ms += await page.evaluate((range) => searchPeers.add(range.name, range.from, range.to), range);
    }
    const memory = (await heapOf(page)) - empty;
    const found = new Map<string, Set<number>>();
    const times: number[] = [];
    for (const text of typed) {
      const run = await page.evaluate((text) => searchPeers.query(text), text);
      found.set(text, new Set(run.numbers));
      times.push(run.ms);
    }
    await page.close();
    const { recall, precision } = scoreOf(found, truth);
    figures.push(
      figure(`${name}_recall`, `${name}: recall at ${shown(fewer)} articles`, recall, '%', ''),
      figure(`${name}_precision`, '  precision', precision, '%', ''),
      figure(
        `${name}_p95_ms`,
        '  query of the index in memory, ids alone, p95',
        quantile(times, 0.95),
        'ms',
        '',
      ),
      figure(`${name}_index_s_per_1000`, '  indexing each 1,000', ms / fewer, 's', ''),
      figure(`${name}_mb_per_1000`, '  memory each 1,000', memory / (fewer / 1000), 'MB', ''),
    );
  }
  return figures;
}

function figure(key: string, text: string, value: number, unit: string, aim: string): Figure {
  return { key, text, value, unit, aim };
}

function shown(value: number): string {
  return value >= 1000
    ? Math.round(value).toLocaleString('en')
    : value >= 100
      ? value.toFixed(0)
      : value.toFixed(2);
}

await main().catch(reportFailure);
