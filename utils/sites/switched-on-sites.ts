import type { Library } from '../library/library.ts';
import { managedSites } from './managed-settings.ts';
import { buildSites, combineSites } from './site-lists.ts';

/** Patterns of the sites that are on, whether or not their permission was granted. */
export async function switchedOnSites(library: Pick<Library, 'sites'>): Promise<string[]> {
  return combineSites({ build: buildSites(), managed: await managedSites(), own: await library.sites() });
}
