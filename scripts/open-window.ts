import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDebuggingPipe } from './debugging-pipe.ts';
import type { Browser } from './find-browser.ts';
import { extensionSwitches, quietSwitches, removeProfile } from './launch-chromium.ts';

/** A window that a person uses: nothing drives it, and its profile goes when it is closed. */
export interface OpenWindow extends AsyncDisposable {
  /** Settles when the reader has closed the browser. */
  closed: Promise<void>;
  /** What the reader still has to do by hand, or null. */
  advice: string | null;
}

export interface WindowOrder {
  browser: Browser;
  extension: string;
  address: string;
  /** For tests: the same without a screen. */
  isHeadless?: boolean;
}

/** Opens Chromium, Chrome or Edge on an address with the extension loaded. */
export async function openChromiumWindow(order: WindowOrder): Promise<OpenWindow> {
  const folder = await mkdtemp(join(tmpdir(), 'observation-window-'));
  const isBranded = order.browser.kind !== 'chromium';
  const child = spawn(
    order.browser.path,
    [
      `--user-data-dir=${folder}`,
      ...quietSwitches(),
      ...(order.isHeadless ? ['--headless=new'] : []),
      ...(isBranded
        ? ['--remote-debugging-pipe', '--enable-unsafe-extension-debugging', 'about:blank']
        : [...extensionSwitches(order.extension), order.address]),
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const closed = once(child, 'exit').then(() => undefined);
  const advice = isBranded ? await loadByPipe(child, order) : null;
  return {
    closed,
    advice,
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await closed;
      await removeProfile(folder);
    },
  };
}

/** Branded Chrome and Edge ignore `--load-extension`, but take the same order from a debugger. Gives advice where this version doesn't. */
async function loadByPipe(child: ChildProcess, { extension, address }: WindowOrder): Promise<string | null> {
  const pipe = openDebuggingPipe(child);
  const isLoaded = await pipe.send('Extensions.loadUnpacked', { path: extension }).then(
    () => true,
    () => false,
  );
  await pipe.send('Target.createTarget', { url: address });
  if (isLoaded) return null;
  return `This browser loads no extension by itself: open chrome://extensions, switch on "Developer mode", choose "Load unpacked" and give it ${extension}`;
}
