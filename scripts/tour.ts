import { randomInt } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AccountService } from './account-service.ts';
import { choosePassage } from './browser/passage.ts';
import { PROJECT_FOLDER } from './build-extension.ts';
import { Complaint } from './complaint.ts';
import type { Browser } from './find-browser.ts';
import { launchChromium } from './launch-chromium.ts';
import type { StartOptions } from './read-options.ts';
import type { SampleSite } from './sample-site.ts';
import { readExpectedFields } from './tour/expected-fields.ts';
import type { Scene } from './tour/scene.ts';
import { STEPS } from './tour/steps.ts';

export interface TourOrder {
  browser: Browser;
  extension: string;
  service: AccountService;
  site: SampleSite;
  options: StartOptions;
  signal: AbortSignal;
}

const PICTURES = join(PROJECT_FOLDER, '.output', 'tour');

/** The main job from end to end in a real browser, a line and a picture each step. Throws at the first that was not seen. */
export async function runTour(order: TourOrder): Promise<void> {
  await using running = new AsyncDisposableStack();
  const scene = await setScene(order, running);
  await rm(PICTURES, { recursive: true, force: true });
  await mkdir(PICTURES, { recursive: true });
  const began = performance.now();
  for (const [index, step] of STEPS.entries()) {
    order.signal.throwIfAborted();
    const number = String(index + 1).padStart(2, '0');
    const start = performance.now();
    const seen = await step.run(scene).catch(async (cause) => {
      await photographFailure(scene, `${number}-failed.png`);
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new Complaint(`${number} ${step.name}: not seen. ${why}`, { cause });
    });
    await writeFile(join(PICTURES, `${number}-${step.name.replaceAll(' ', '-')}.png`), seen.picture);
    console.log(`${number}  ${seconds(start).padStart(6)}  ${step.name}: ${seen.detail}`);
  }
  console.log(`All ${STEPS.length} steps were seen in ${seconds(began)}. Pictures: ${PICTURES}`);
}

async function setScene(order: TourOrder, running: AsyncDisposableStack): Promise<Scene> {
  const device = { path: order.browser.path, extension: order.extension };
  const first = running.use(await launchChromium(device));
  // A blocked step ends at once when the reader presses Ctrl+C.
  order.signal.addEventListener('abort', () => first.context.close().catch(() => undefined), { once: true });
  const page = await first.context.newPage();
  await page.goto(order.site.articleAddress);
  return {
    first,
    page,
    openSecond: async () => running.use(await launchChromium(device)),
    second: null,
    service: order.service,
    address: order.site.articleAddress,
    expected: await readExpectedFields(order.options.page),
    member: newMember(),
    title: '',
    tags: ['远程银行', '年终报告'],
    note: '停顿之后的那一句，可以放进十二月的汇报。',
    passage: await choosePassage(page),
    markNote: '这一处值得再读一遍。',
  };
}

/** A number of its own each time, since the data folder stays and a number registers once. */
function newMember(): Scene['member'] {
  return { phone: `138${randomInt(1e7, 1e8)}`, password: `听筒-${randomInt(1e11)}-夜班` };
}

async function photographFailure(scene: Scene, name: string): Promise<void> {
  const pages = [...scene.first.context.pages(), ...(scene.second?.context.pages() ?? [])];
  for (const [index, page] of pages.entries()) {
    const picture = await page.screenshot({ timeout: 5000 }).catch(() => null); // it may be closed by now
    if (picture) await writeFile(join(PICTURES, `${index}-${name}`), picture);
  }
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
