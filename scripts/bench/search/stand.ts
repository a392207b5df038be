import { mkdir, mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { PROJECT_FOLDER } from '../../build-extension.ts';
import { findOrInstallBrowser } from '../../install-browser.ts';
import { quietSwitches, removeProfile } from '../../launch-chromium.ts';
import { listen } from '../../listen.ts';

/** A Chromium on a profile of its own, so that its IndexedDB is on the disk, and one origin for its pages. */
export interface SearchStand extends AsyncDisposable {
  /** A page that nothing has run in but one of the scripts. */
  open(script: 'page-script' | 'peers-script'): Promise<Page>;
}

const KEPT_PORT = 4729;
const NAMES = { 'page-script': 'searchBench', 'peers-script': 'searchPeers' };

/** `kept` is a folder in which the profile stays, filled, for the next run. */
export async function openSearchStand(
  say: (line: string) => void,
  kept: string | null = null,
): Promise<SearchStand> {
  const { path } = await findOrInstallBrowser(['chromium'], say);
  const scripts = {
    'page-script': await bundle('page-script'),
    'peers-script': await bundle('peers-script'),
  };
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end('<!doctype html><html lang="zh"><body></body></html>');
  });
  // What is kept belongs to an origin, and so to a port.
  const port = await listen(server, kept === null ? 0 : KEPT_PORT, 'the page that is measured');
  if (kept !== null) await mkdir(kept, { recursive: true });
  const profile = kept ?? (await mkdtemp(join(tmpdir(), 'observation-search-')));
  const context: BrowserContext = await chromium.launchPersistentContext(profile, {
    executablePath: path,
    headless: true,
    args: quietSwitches(),
  });
  return {
    async open(script) {
      const page = await context.newPage();
      await page.goto(`http://127.0.0.1:${port}/`);
      await page.addScriptTag({ content: scripts[script] });
      return page;
    },
    async [Symbol.asyncDispose]() {
      await context.close();
      server.close();
      if (kept === null) await removeProfile(profile);
    },
  };
}

/** A script for a page, built into one text. */
export async function bundle(script: keyof typeof NAMES): Promise<string> {
  const folder = join(PROJECT_FOLDER, 'scripts', 'bench', 'search');
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root: PROJECT_FOLDER,
    build: {
      write: false,
      target: 'chrome128',
      lib: { entry: join(folder, `${script}.ts`), formats: ['iife'], name: NAMES[script] },
    },
  });
  const [first] = Array.isArray(built) ? built : [built];
  const chunk = first && 'output' in first ? first.output.find((one) => one.type === 'chunk') : undefined;
  if (chunk?.type !== 'chunk') throw new Error(`${script} was not built`);
  return chunk.code;
}
