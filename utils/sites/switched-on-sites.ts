import { browser } from '../browser.ts';
import type { Library } from '../library/library.ts';
import { managedSites } from './managed-settings.ts';
import { matchesPattern, patternOf } from './match-pattern.ts';
import { buildSites, combineSites } from './site-lists.ts';

/** Patterns of the sites that are on, whether or not their permission was granted. */
export async function switchedOnSites(library: Pick<Library, 'sites'>): Promise<string[]> {
  return combineSites({ build: buildSites(), managed: await managedSites(), own: await library.sites() });
}

/** Whether the page's site is on, and the browser lets us act there by ourselves. */
export async function isSwitchedOn(library: Pick<Library, 'sites'>, address: string): Promise<boolean> {
  const pattern = patternOf(address);
  const sites = await switchedOnSites(library);
  if (pattern === null || !sites.some((site) => matchesPattern(site, address))) return false;
  return browser.permissions.contains({ origins: [pattern] });
}
