import type { SiteLists } from '../../utils/sites/site-lists.ts';

export interface SiteRow {
  pattern: string;
  host: string;
  from: 'build' | 'managed' | 'own';
  /** The reader's switch, or the list's word where the reader has said nothing. */
  isOn: boolean;
  /** The browser's permission. */
  isGranted: boolean;
}

/** Listed sites first, then the reader's own. A site that is off, was only the reader's and has no permission was removed: it is left out. */
export function siteRows(lists: SiteLists, granted: ReadonlySet<string>): SiteRow[] {
  const own = new Map(lists.own.map((site) => [site.pattern, site.on]));
  const row = (pattern: string, from: SiteRow['from']): SiteRow => ({
    pattern,
    host: hostOf(pattern),
    from,
    isOn: own.get(pattern) ?? from !== 'own',
    isGranted: granted.has(pattern),
  });
  const managed = [...new Set(lists.managed)];
  const build = [...new Set(lists.build)].filter((pattern) => !managed.includes(pattern));
  const listed = new Set([...managed, ...build]);
  return [
    ...managed.map((pattern) => row(pattern, 'managed')),
    ...build.map((pattern) => row(pattern, 'build')),
    ...[...own.keys()]
      .filter((pattern) => !listed.has(pattern))
      .map((pattern) => row(pattern, 'own'))
      .filter((site) => site.isOn || site.isGranted),
  ];
}

/** `https://*.example.cn/*` → `*.example.cn`; http is said, since it is the exception. */
export function hostOf(pattern: string): string {
  const host = pattern.replace(/^https?:\/\//, '').replace(/\/\*$/, '');
  return pattern.startsWith('http://') ? `http://${host}` : host;
}
