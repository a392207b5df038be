import { optionsTexts } from '../../locales/options.ts';
import type { ChromiumProfile } from '../launch-chromium.ts';
import { allowSite } from './site-permission.ts';

const texts = optionsTexts['zh-CN'];

/** Adds a page's site in the settings, and answers the browser's question with yes. */
export async function switchSiteOn(profile: ChromiumProfile, address: string): Promise<void> {
  await allowSite(profile, address);
  const page = await profile.context.newPage();
  await page.goto(profile.pageAddress('options.html'));
  await page.getByLabel(texts.addSite, { exact: true }).fill(address);
  await page.getByRole('button', { name: texts.add, exact: true }).click();
  await page.getByRole('button', { name: texts.askBrowser, exact: true }).click();
  await page.getByText(texts.siteOn, { exact: true }).waitFor();
  await page.close();
}
