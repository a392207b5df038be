import * as z from 'zod/mini';
import { browser } from '../browser.ts';
import type { Library } from '../library/library.ts';
import { isSitePattern } from './match-pattern.ts';

export interface SiteLists {
  /** Of the publisher who built the extension. */
  build: string[];
  /** Of the administrator, by managed storage. */
  managed: string[];
  /** The reader's own switches: later than the others, so that a listed site can be switched off. */
  own: { pattern: string; on: boolean }[];
}

/** Patterns of the sites that are on, whether or not their permission was granted. */
export async function switchedOnSites(library: Pick<Library, 'sites'>): Promise<string[]> {
  return combineSites({ build: buildSites(), managed: await managedSites(), own: await library.sites() });
}

/** The reader's own word stands above the lists. Duplicates and malformed patterns are left out. */
export function combineSites({ build, managed, own }: SiteLists): string[] {
  const on = new Set([...build, ...managed].filter(isSitePattern));
  for (const site of own) {
    if (site.on && isSitePattern(site.pattern)) on.add(site.pattern);
    if (!site.on) on.delete(site.pattern);
  }
  return [...on];
}

/** `WXT_SITES` at build time: patterns with commas between them. */
export function buildSites(list: string = import.meta.env.WXT_SITES ?? ''): string[] {
  return list
    .split(',')
    .map((pattern) => pattern.trim())
    .filter(isSitePattern);
}

const managedSchema = z.object({ sites: z.catch(z.array(z.string()), []) });

/** Empty where no administrator manages this browser; Firefox then rejects the read instead of answering nothing. */
export async function managedSites(): Promise<string[]> {
  const stored: unknown = await browser.storage.managed.get('sites').catch(() => ({}));
  return managedSchema.parse(stored).sites.filter(isSitePattern);
}
