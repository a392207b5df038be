import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'wxt/browser';
import { type ChromiumProfile, launchChromium } from '../../launch-chromium.ts';
import { allowEverywhere, asAnswer, chromiumOrder } from './browser-stand.ts';
import { quantile, sorted } from './figures.ts';
import { traceScript } from './trace-script.ts';

declare const chrome: typeof Browser;

export interface DetectorFigures {
  /** Median milliseconds that the detector's script ran when the page was ready, compiling left out; `main()` is nearly all of it. */
  mainMs: number;
  /** Median thread time of a load with the detector, less that with an empty script. */
  addedMs: number;
  loads: number;
}

const LOADS = 30;
/** By then the detector has looked at the page again, which it does after 400 ms of quiet. */
const SETTLED_MS = 1_200;

/** Loads pages in turn in two Chromiums that differ in one thing: the script registered for every page is the detector, or is empty. */
export async function measureDetector(
  pages: readonly { html: string; address: string }[],
): Promise<DetectorFigures> {
  const order = await chromiumOrder();
  const emptied = await mkdtemp(join(tmpdir(), 'observation-emptied-'));
  await cp(order.extension, emptied, { recursive: true });
  await writeFile(join(emptied, 'content-scripts', 'detector.js'), '');
  try {
    await using own = await launchChromium(order);
    await using empty = await launchChromium({ ...order, extension: emptied });
    await registerEverywhere(own);
    await registerEverywhere(empty);
    const [scripts, added]: [number[], number[]] = [[], []];
    for (let load = 0; load < LOADS; load += 1) {
      const page = pages[load % pages.length];
      if (!page) break;
      const withDetector = await loadTime(own, page);
      const without = await loadTime(empty, page);
      scripts.push(withDetector.scriptMs);
      added.push(withDetector.threadMs - without.threadMs);
    }
    const [mainMs, addedMs] = [quantile(sorted(scripts), 0.5), quantile(sorted(added), 0.5)];
    return { mainMs, addedMs, loads: scripts.length };
  } finally {
    await rm(emptied, { recursive: true, force: true });
  }
}

async function registerEverywhere(profile: ChromiumProfile): Promise<void> {
  await allowEverywhere(profile);
  const worker = await profile.worker();
  await worker.evaluate(() =>
    chrome.scripting.registerContentScripts([
      {
        id: 'measured',
        js: ['/content-scripts/detector.js'],
        matches: ['http://*/*', 'https://*/*'],
        runAt: 'document_idle',
      },
    ]),
  );
}

/** One load in a tab of its own: what the script took when it began, and the CPU time of the tab's main thread until it is settled. */
async function loadTime(
  profile: ChromiumProfile,
  { html, address }: { html: string; address: string },
): Promise<{ scriptMs: number; threadMs: number }> {
  const page = await profile.context.newPage();
  await page.route(/^(?!chrome)/, (route) =>
    route.request().isNavigationRequest() && route.request().frame() === page.mainFrame()
      ? route.fulfill(asAnswer(html))
      : route.abort(),
  );
  const session = await profile.context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const threadTime = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
  };
  const before = await threadTime();
  const scriptMs = await traceScript(session, 'content-scripts/detector.js', async () => {
    await page.goto(address, { waitUntil: 'load' });
    await page.waitForTimeout(SETTLED_MS);
  });
  const threadMs = (await threadTime()) - before;
  await page.close();
  return { scriptMs, threadMs };
}
