import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AccountService } from './account-service.ts';
import { PROJECT_FOLDER } from './build-extension.ts';
import { Complaint } from './complaint.ts';
import type { Browser } from './find-browser.ts';
import type { StartOptions } from './read-options.ts';
import type { SampleSite } from './sample-site.ts';
import { readExpectedFields } from './tour/expected-fields.ts';
import { type Scene, setScene } from './tour/scene.ts';
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
const DOCUMENT_PICTURES = join(PROJECT_FOLDER, 'docs', 'pictures');

/** The main job from end to end in a real browser, a line and a picture each step. Throws at the first that was not seen. */
export async function runTour(order: TourOrder): Promise<void> {
  await using running = new AsyncDisposableStack();
  const device = { path: order.browser.path, extension: order.extension };
  const expected = await readExpectedFields(order.options.page);
  const scene = await setScene({ ...order, device, address: order.site.articleAddress, expected }, running);
  // A step that waits for something ends at once when the reader presses Ctrl+C.
  order.signal.addEventListener('abort', () => scene.first.context.close().catch(() => undefined), {
    once: true,
  });
  await rm(PICTURES, { recursive: true, force: true });
  await mkdir(PICTURES, { recursive: true });
  if (order.options.takesPictures) await mkdir(DOCUMENT_PICTURES, { recursive: true });
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
    if (order.options.takesPictures && step.documentPicture) {
      await writeFile(join(DOCUMENT_PICTURES, step.documentPicture), seen.picture);
    }
    console.log(`${number}  ${seconds(start).padStart(6)}  ${step.name}: ${seen.detail}`);
  }
  console.log(`All ${STEPS.length} steps were seen in ${seconds(began)}. Pictures: ${PICTURES}`);
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
