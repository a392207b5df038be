import { isSitePattern } from './match-pattern.ts';

export interface SiteLists {
  /** Of the publisher who built the extension. */
  build: string[];
  /** Of the administrator, by managed storage. */
  managed: string[];
  /** The reader's own switches: later than the others, so that a listed site can be switched off. */
  own: { pattern: string; on: boolean }[];
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
