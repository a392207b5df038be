import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { Browser } from 'wxt/browser';
import { quantile } from './bench/search/score.ts';
import { switchSiteOn } from './browser/settings-page.ts';
import { buildExtension } from './build-extension.ts';
import { reportFailure } from './complaint.ts';
import { findOrInstallBrowser } from './install-browser.ts';
import { type ChromiumProfile, launchChromium } from './launch-chromium.ts';
import { listen } from './listen.ts';

const USAGE = `npm run bench:keeping -- [options]
  --json FILE     also write the figures as one flat object
  --characters N  of the article (200000)
  --saves N       how many are measured (40)
  --help          this text

Measures keeping in a real Chromium with the production build: from asking for a save, as the popup does, until the answer says saved, which is after the
transaction is on disk. Each save is of another text, so that each adds a version; what is on disk is looked at afterwards.`;

/** Inside the browser. */
declare const chrome: typeof Browser;

const WARM_UP = 3;
const PARAGRAPH = 200;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: 'string' },
      characters: { type: 'string', default: '200000' },
      saves: { type: 'string', default: '40' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const [characters, saves] = [Number(values.characters), Number(values.saves)];
  console.log(`${availableParallelism()} processors, ${cpus()[0]?.model.trim()}; Node ${process.version}`);
  const { path } = await findOrInstallBrowser(['chromium'], console.log);
  const order = {
    target: 'chrome',
    serviceUrl: 'http://127.0.0.1:47390',
    outFolder: '.output/bench',
  } as const;
  const { folder } = await buildExtension(order);
  await using site = await serveArticle(characters);
  await using device = await launchChromium({ path, extension: folder });
  await switchSiteOn(device, site.origin);
  const times = await measureSaves(device, site.origin, WARM_UP + saves);
  const measured = times.slice(WARM_UP);
  const kept = await versionsOnDisk(device);
  if (kept !== WARM_UP + saves)
    throw new Error(`${kept} versions are on disk after ${WARM_UP + saves} saves`);
  const figures = {
    save_p95_ms: quantile(measured, 0.95),
    save_median_ms: quantile(measured, 0.5),
    save_most_ms: Math.max(...measured),
    characters,
    saves,
  };
  console.log(`Saving ${characters.toLocaleString('en')} characters without images, ${saves} times:`);
  console.log(`  p95     ${figures.save_p95_ms.toFixed(1)} ms   <= 200`);
  console.log(`  median  ${figures.save_median_ms.toFixed(1)} ms`);
  console.log(`  most    ${figures.save_most_ms.toFixed(1)} ms`);
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(figures, null, 2)}\n`);
}

/** From the message to its answer; the page is loaded anew before each, with another text. */
async function measureSaves(device: ChromiumProfile, origin: string, saves: number): Promise<number[]> {
  const page = await device.context.newPage();
  const ours = await device.context.newPage();
  await ours.goto(device.pageAddress('options.html'));
  const times: number[] = [];
  for (let number = 0; number < saves; number += 1) {
    await page.goto(`${origin}/article.html`);
    await page.bringToFront();
    const ms = await ours.evaluate(async (address) => {
      const tab = (await chrome.tabs.query({})).find(({ url }) => url === address);
      // What the popup does when it opens.
      const read = await chrome.runtime.sendMessage({ name: 'read-page', body: { tabId: tab?.id } });
      const begun = performance.now();
      const body = { tabId: tab?.id, documentId: read.answer.documentId };
      const { answer, error } = await chrome.runtime.sendMessage({ name: 'save-page', body });
      const took = performance.now() - begun;
      if (answer?.status !== 'saved' || !answer.isNewVersion)
        throw new Error(JSON.stringify(error ?? answer.status));
      return took;
    }, page.url());
    times.push(ms);
  }
  return times;
}

async function versionsOnDisk(device: ChromiumProfile): Promise<number> {
  const page = await device.context.newPage();
  await page.goto(device.pageAddress('manifest.json'));
  const count = await page.evaluate(async () => {
    const opening = indexedDB.open('library-guest');
    await new Promise((done) => opening.addEventListener('success', done));
    const counting = opening.result.transaction('snapshots').objectStore('snapshots').count();
    await new Promise((done) => counting.addEventListener('success', done));
    opening.result.close();
    return counting.result;
  });
  await page.close();
  return count;
}

interface Site extends AsyncDisposable {
  origin: string;
}

/** An article of so many characters, which reads otherwise each time it is asked for. */
async function serveArticle(characters: number): Promise<Site> {
  let served = 0;
  const server = createServer((incoming, outgoing) => {
    served += incoming.url === '/article.html' ? 1 : 0;
    outgoing
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(articlePage(characters, served));
  });
  const port = await listen(server, 0, 'the article to be saved');
  return {
    origin: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function articlePage(characters: number, edition: number): string {
  const title = '二十万字的值班记录：一年里的每一通电话';
  const paragraphs = Array.from(
    { length: Math.ceil(characters / PARAGRAPH) },
    (_, at) => `<p>${paragraph(at, edition)}</p>`,
  );
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${title}_值班室周刊</title></head><body>
<div class="crumb"><a href="/">首页</a> › 观察 › 服务观察 › ${title}</div><h1>${title}</h1>
<ul><li><p><span>来源：</span>值班室周刊</p></li><li><p><span>发布时间：</span>2026-11-02 00:00:00</p></li></ul>
<div class="body">${paragraphs.join('\n')}</div></body></html>`;
}

/** Characters of the first 2,000 ideographs of Unicode, drawn by a linear congruential generator, with commas and a full stop. */
function paragraph(at: number, edition: number): string {
  let state = (at * 7919 + (at % 10 === 0 ? edition * 104_729 : 0) + 1) >>> 0;
  let text = '';
  while (text.length < PARAGRAPH - 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    text += text.length % 17 === 16 ? '，' : String.fromCharCode(0x4e00 + ((state >>> 8) % 2000));
  }
  return `${text}。`;
}

await main().catch(reportFailure);
