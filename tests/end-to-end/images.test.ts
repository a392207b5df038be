import { afterAll, beforeAll, expect, it } from 'vitest';
import { imageTexts } from '../../locales/images.ts';
import { eventually } from '../../scripts/browser/eventually.ts';
import { openArticleInList, openLibraryPage } from '../../scripts/browser/library-page.ts';
import { switchSiteOn } from '../../scripts/browser/settings-page.ts';
import { allowPattern } from '../../scripts/browser/site-permission.ts';
import { type ChromiumProfile, launchChromium } from '../../scripts/launch-chromium.ts';
import { accessibilityProblems } from './harness/accessibility-problems.ts';
import { grantPermissions } from './harness/granted-extension.ts';
import { readStores, saveByMessage } from './harness/library-rows.ts';
import { openStage, type Stage } from './harness/stage.ts';

const texts = imageTexts['zh-CN'];

const running = new AsyncDisposableStack();
let stage: Stage;
let device: ChromiumProfile;
beforeAll(async () => {
  stage = running.use(await openStage());
  const granted = await grantPermissions(stage.device.extension, ['declarativeNetRequestWithHostAccess']);
  running.use(granted);
  device = running.use(await launchChromium({ ...stage.device, extension: granted.folder }));
  await switchSiteOn(device, stage.pages.origin);
});
afterAll(() => running.disposeAsync());

it('fetches a picture that another host guards once the reader gave leave for that host', async () => {
  const { address, title } = stage.pages.guarded(5);
  expect(await saveByMessage(device, address)).toBe('saved');
  expect(await imagesOnDisk()).toEqual([]);
  const library = await openLibraryPage(device);
  await openArticleInList(library, title);
  const retry = library.getByRole('button', { name: texts.retry });
  await retry.waitFor();
  expect(await library.getByText(/localhost:/).count()).toBeGreaterThan(0);
  expect(await accessibilityProblems(library)).toEqual([]);
  await allowPattern(device, 'http://localhost/*');
  await library.bringToFront();
  // At the picture itself, by keyboard.
  const frame = library.frameLocator('iframe');
  await frame.getByRole('button', { name: texts.retry }).press('Enter');
  await frame.getByRole('img', { name: '取号机', exact: true }).waitFor();
  await library.getByText(texts.doneOne).waitFor();
  await retry.waitFor({ state: 'detached' });
  expect(await imagesOnDisk()).toEqual(['image/png']);
  await library.close();
});

it('keeps a large photograph as WebP, and smaller than it came', async () => {
  const before = (await imagesOnDisk()).length;
  expect(await saveByMessage(device, stage.pages.photographed.address)).toBe('saved');
  const types = await eventually(
    imagesOnDisk,
    (all) => all.length === before + 1,
    'the photograph was not kept',
  );
  expect(types).toContain('image/webp');
});

async function imagesOnDisk(): Promise<string[]> {
  const { snapshots } = await readStores(device, ['snapshots']);
  const rows = snapshots as { type: string; size: number }[];
  return rows
    .filter(({ type, size }) => type.startsWith('image/') && size < 1_000_000)
    .map(({ type }) => type);
}
