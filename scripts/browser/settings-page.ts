import type { ChromiumProfile } from '../launch-chromium.ts';
import { allowSite } from './site-permission.ts';

/** Switches a page's site on in the settings, and answers the browser's question with yes. */
export async function switchSiteOn(profile: ChromiumProfile, address: string): Promise<void> {
  await allowSite(profile, address);
  const page = await profile.context.newPage();
  await page.goto(profile.pageAddress('options.html'));
  await page.close();
}
