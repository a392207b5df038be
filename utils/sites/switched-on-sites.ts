import * as z from 'zod/mini';
import { browser } from '../browser.ts';
import type { Library } from '../library/library.ts';
import { isSitePattern } from './match-pattern.ts';
import { buildSites, combineSites } from './site-lists.ts';

/** Patterns of the sites that are on, whether or not their permission was granted. */
export async function switchedOnSites(library: Pick<Library, 'sites'>): Promise<string[]> {
  return combineSites({ build: buildSites(), managed: await managedSites(), own: await library.sites() });
}

const managedSchema = z.object({ sites: z.catch(z.array(z.string()), []) });

/** Empty where no administrator manages this browser; Firefox then rejects the read instead of answering nothing. */
export async function managedSites(): Promise<string[]> {
  const stored: unknown = await browser.storage.managed.get('sites').catch(() => ({}));
  return managedSchema.parse(stored).sites.filter(isSitePattern);
}
