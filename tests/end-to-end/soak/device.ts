import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { allowSite } from '../../../scripts/browser/site-permission.ts';
import {
  type ChromiumOrder,
  type ChromiumProfile,
  launchChromium,
  removeProfile,
} from '../../../scripts/launch-chromium.ts';
import { killWorker } from '../harness/worker.ts';

/** One profile of the member, which is killed and started again as the soak goes on. */
export class SoakDevice implements AsyncDisposable {
  readonly name: string;
  /** Grows with everything that was done to it: an edit that failed meanwhile failed for a reason. */
  disturbances = 0;
  readonly #order: ChromiumOrder & { folder: string };
  readonly #site: string;
  #profile: ChromiumProfile | null = null;

  private constructor(name: string, order: ChromiumOrder & { folder: string }, site: string) {
    this.name = name;
    this.#order = order;
    this.#site = site;
  }

  /** A new profile that may run scripts on the site. */
  static async open(name: string, order: ChromiumOrder, site: string): Promise<SoakDevice> {
    const folder = await mkdtemp(join(tmpdir(), 'observation-soak-'));
    const device = new SoakDevice(name, { ...order, folder }, site);
    await device.start();
    return device;
  }

  get isUp(): boolean {
    return this.#profile !== null;
  }

  /** Throws while the browser is down. */
  get profile(): ChromiumProfile {
    if (!this.#profile) throw new Error(`${this.name} is down`);
    return this.#profile;
  }

  async start(): Promise<void> {
    const profile = await launchChromium(this.#order);
    // Also after a kill: the browser may not have written down yet what was permitted.
    await permitSite(profile, this.#site);
    await keepSiteReachable(profile, this.#site);
    this.#profile = profile;
  }

  /** Every process of the browser at once, as a power cut would. */
  async kill(): Promise<void> {
    this.disturbances += 1;
    const { context } = this.profile;
    const session = await context.browser()?.newBrowserCDPSession();
    const info = await session?.send('SystemInfo.getProcessInfo');
    this.#profile = null;
    for (const { id } of info?.processInfo ?? []) endProcess(id);
    await Promise.race([context.close().catch(() => undefined), wait(5_000)]);
  }

  async killWorker(): Promise<void> {
    this.disturbances += 1;
    await killWorker(this.profile);
  }

  async cutNetwork(forMs: number): Promise<void> {
    this.disturbances += 1;
    const { context } = this.profile;
    await context.setOffline(true);
    await wait(forMs);
    this.disturbances += 1;
    await context.setOffline(false).catch(() => undefined); // it may have been killed meanwhile
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#profile?.context.close().catch(() => undefined);
    await removeProfile(this.#order.folder);
  }
}

/** What a reader's click on our own button asks the browser for, on every device that the list of sites came to. */
async function permitSite(profile: ChromiumProfile, site: string): Promise<void> {
  await allowSite(profile, site);
  const page = await profile.context.newPage();
  await page.goto(profile.pageAddress('options.html'));
  const session = await profile.context.newCDPSession(page);
  const { protocol, hostname } = new URL(site);
  const origins = JSON.stringify([`${protocol}//${hostname}/*`]);
  await session.send('Runtime.evaluate', {
    expression: `chrome.permissions.request({ origins: ${origins} })`,
    userGesture: true,
    awaitPromise: true,
  });
  await page.close();
}

/** Without a network the reader still has the page that was open before: the site is served beside the network that is cut. */
async function keepSiteReachable({ context }: ChromiumProfile, site: string): Promise<void> {
  await context.route(`${site}/**`, async (route) => {
    const answer = await fetch(route.request().url());
    await route.fulfill({
      status: answer.status,
      contentType: answer.headers.get('content-type') ?? 'text/html',
      body: Buffer.from(await answer.arrayBuffer()),
    });
  });
}

function endProcess(id: number): void {
  try {
    process.kill(id, 'SIGKILL');
  } catch {
    // gone already, with the one before it
  }
}
