import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { build } from 'vite';
import { PROJECT_FOLDER } from '../../build-extension.ts';
import { findOrInstallBrowser } from '../../install-browser.ts';
import { listen } from '../../listen.ts';
import { quantile } from './tally.ts';

export interface BrowserFigures {
  /** Milliseconds, medians: the passages found, the reading of the page included; their marks painted; both. */
  anchor: number;
  paint: number;
  all: number;
  /** Of these the reading of the page. */
  read: number;
  /** Passages that were found where they are. */
  found: number;
}

export const MARKS = 1_000;
export const CHARACTERS = 1_000_000;
const ROUNDS = 9;

declare const anchoringBench: {
  makePage(characters: number): void;
  describe(marks: number): void;
  run(): Omit<BrowserFigures, 'all'>;
};

/** Exact quotes all over a long page in a real Chromium, by the project's own code bundled as the content script's is. */
export async function measureInBrowser(say: (line: string) => void): Promise<BrowserFigures> {
  const { path } = await findOrInstallBrowser(['chromium'], say);
  const script = await bundle();
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end('<!doctype html><html lang="zh"><body></body></html>');
  });
  const port = await listen(server, 0, 'the page that is measured');
  const browser: Browser = await chromium.launch({ executablePath: path, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.addScriptTag({ content: script });
    await page.evaluate((characters) => anchoringBench.makePage(characters), CHARACTERS);
    await page.evaluate((marks) => anchoringBench.describe(marks), MARKS);
    const rounds: Omit<BrowserFigures, 'all'>[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      rounds.push(await page.evaluate(() => anchoringBench.run()));
    const median = (of: (round: Omit<BrowserFigures, 'all'>) => number) => quantile(rounds.map(of), 0.5);
    return {
      read: median(({ read }) => read),
      anchor: median(({ anchor }) => anchor),
      paint: median(({ paint }) => paint),
      all: median(({ anchor, paint }) => anchor + paint),
      found: Math.min(...rounds.map(({ found }) => found)),
    };
  } finally {
    await browser.close();
    server.close();
  }
}

async function bundle(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'observation-anchoring-'));
  try {
    const built = await build({
      configFile: false,
      logLevel: 'error',
      root: PROJECT_FOLDER,
      build: {
        outDir,
        write: false,
        target: 'chrome128',
        lib: {
          entry: join(PROJECT_FOLDER, 'scripts', 'bench', 'anchoring', 'page-script.ts'),
          formats: ['iife'],
          name: 'anchoringBench',
        },
      },
    });
    const [first] = Array.isArray(built) ? built : [built];
    const chunk = first && 'output' in first ? first.output.find((one) => one.type === 'chunk') : undefined;
    if (chunk?.type !== 'chunk') throw new Error('the page’s part of the benchmark was not built');
    return chunk.code;
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}
