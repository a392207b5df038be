import type { ChromiumProfile } from '../../../scripts/launch-chromium.ts';

/** Ends the extension's service worker between two steps of whatever it does, as the browser may at any time. */
export async function killWorker(profile: ChromiumProfile): Promise<void> {
  const page = await profile.context.newPage();
  await page.goto(profile.pageAddress('options.html'));
  const session = await profile.context.newCDPSession(page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await page.close();
}
