import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page, type Worker } from 'playwright-core';
import { PATIENCE_MS } from './browser/eventually.ts';

/** A headless Chromium with the extension, on a profile of its own: one device of one reader. */
export interface ChromiumProfile extends AsyncDisposable {
  context: BrowserContext;
  extensionId: string;
  /** Address of one of the extension's pages: `pageAddress('library.html')`. */
  pageAddress(path: string): string;
  /** The extension's service worker, woken when it sleeps. */
  worker(): Promise<Worker>;
}

export interface ChromiumOrder {
  path: string;
  extension: string;
  /** Of the browser and of web pages. */
  language?: 'zh-CN' | 'en';
  /** A profile folder to keep. Without it a temporary one is made, and removed at the end. */
  folder?: string;
  /** Connections to the first place go to the second, both as `127.0.0.1:47310`. */
  detour?: { from: string; to: string };
  /** Pages that are left are kept for the way back, as a reader's browser does and a driven one does not. */
  hasPageCache?: boolean;
}

export const WINDOW = { width: 1280, height: 900 };
/** A popup is never higher than the screen, and the headless one has 600 pixels. */
const SCREEN = '--screen-info={1600x1200}';

/** Launches it and waits until the extension's worker runs. */
export async function launchChromium(order: ChromiumOrder): Promise<ChromiumProfile> {
  const folder = order.folder ?? (await mkdtemp(join(tmpdir(), 'observation-chromium-')));
  const language = order.language ?? 'zh-CN';
  await writePreferences(folder, language);
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: order.path,
    // The switch below starts today's headless mode; Playwright's own would start the shell without extensions.
    headless: false,
    args: [
      '--headless=new',
      SCREEN,
      `--lang=${language}`,
      ...extensionSwitches(order.extension),
      ...quietSwitches(),
      resolverSwitch(order.detour),
    ],
    ...(order.hasPageCache ? { ignoreDefaultArgs: ['--disable-back-forward-cache'] } : {}),
    locale: language,
    viewport: WINDOW,
    // Whoever launched it ends it; Playwright would end this whole process instead.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const first = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const extensionId = new URL(first.url()).host;
  const pageAddress = (path: string) => `chrome-extension://${extensionId}/${path}`;
  return {
    context,
    extensionId,
    pageAddress,
    worker: () => wakeWorker(context, pageAddress('options.html')),
    async [Symbol.asyncDispose]() {
      await context.close();
      if (order.folder === undefined) await removeProfile(folder);
    },
  };
}

/**
 * The first rule that fits holds. A saved page may name scripts and images of other hosts: none of them is asked, and none keeps the page waiting.
 * A host that is excluded could not be mapped any more, so this machine is mapped to itself.
 */
function resolverSwitch(detour: ChromiumOrder['detour']): string {
  const rules = ['MAP 127.0.0.1 127.0.0.1', 'MAP localhost localhost', 'MAP * ~NOTFOUND'];
  if (detour) rules.unshift(`MAP ${detour.from} ${detour.to}`);
  return `--host-resolver-rules=${rules.join(' , ')}`;
}

/** Branded Chrome and Edge ignore these; see `open-window.ts`. */
export function extensionSwitches(folder: string): string[] {
  return [`--disable-extensions-except=${folder}`, `--load-extension=${folder}`];
}

/** Nothing of the browser's own on the network, and no sandbox where root runs it, which Chromium refuses otherwise. */
export function quietSwitches(): string[] {
  return [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    '--no-default-browser-check',
    '--no-first-run',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
}

/** A browser that has just ended may still be writing its last files. */
export async function removeProfile(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}

/** `--lang` chooses a locale pack, which Debian ships apart; extension pages ask `navigator.language`, which follows this preference. */
async function writePreferences(folder: string, language: string): Promise<void> {
  const accepted = language === 'en' ? 'en-US,en' : 'zh-CN,zh';
  const preferences = { intl: { accept_languages: accepted, selected_languages: accepted } };
  await mkdir(join(folder, 'Default'), { recursive: true });
  await writeFile(join(folder, 'Default', 'Preferences'), JSON.stringify(preferences), { flag: 'wx' }).catch(
    () => undefined, // a kept profile has its preferences already
  );
}

/** A worker that was stopped is gone from the context's list until some page of ours speaks to it. */
async function wakeWorker(context: BrowserContext, anyPage: string): Promise<Worker> {
  const [running] = context.serviceWorkers();
  if (running) return running;
  const [worker] = await Promise.all([context.waitForEvent('serviceworker'), visitBriefly(context, anyPage)]);
  return worker;
}

async function visitBriefly(context: BrowserContext, address: string): Promise<void> {
  const page: Page = await context.newPage();
  await page.goto(address);
  await page.close();
}
