import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openArticleInList, openLibraryPage } from '../../scripts/browser/library-page.ts';
import { switchSiteOn } from '../../scripts/browser/settings-page.ts';
import type { ChromiumProfile } from '../../scripts/launch-chromium.ts';
import { accessibilityProblems } from './harness/accessibility-problems.ts';
import { saveByMessage } from './harness/library-rows.ts';
import { openStage, type Stage } from './harness/stage.ts';

const running = new AsyncDisposableStack();
let stage: Stage;
let device: ChromiumProfile;
beforeAll(async () => {
  stage = running.use(await openStage());
  device = await stage.openDevice();
  await switchSiteOn(device, stage.pages.origin);
  for (const number of [1, 2]) await saveByMessage(device, stage.pages.article(number).address);
});
afterAll(() => running.disposeAsync());

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  it.each([
    'popup.html',
    'options.html',
    'welcome.html',
    'library.html',
    'library.html#/trash',
    'library.html#/sync',
    'account.html#/register',
    'account.html#/sign-in',
  ])('%s can be used by everybody', async (path) => {
    const page = await device.context.newPage();
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.goto(device.pageAddress(path));
    await page.getByRole('heading').first().waitFor({ state: 'attached' });
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.close();
  });

  it('the reader can be used by everybody', async () => {
    const page = await openLibraryPage(device);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await openArticleInList(page, stage.pages.article(1).title);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.close();
  });
});
