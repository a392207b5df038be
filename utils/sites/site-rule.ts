import type { Evidence } from '../article/reading.ts';

/** Fields for which a reader can say, once for a site, where to take them from. */
export const RULE_FIELDS = [
  'title',
  'category',
  'authors',
  'editor',
  'source',
  'publishedAt',
  'updatedAt',
  'summary',
  'siteName',
  'language',
  'leadImage',
] as const;
export type RuleField = (typeof RULE_FIELDS)[number];

/** Where to take a value from. Data alone: nothing of it is ever run. */
export type RuleTake =
  /** What stands behind this label, wherever on the page it is: 稿源 of “稿源：…”. */
  | { from: 'label'; word: string }
  /**
   * The first visible element of this CSS selector that gives a value; of its text only what follows `before`, up to the next label, date or bar, or
   * only the word `part`, counted from 0, its date left out. `place` is what the views call it.
   */
  | { from: 'element'; selector: string; before?: string; part?: number; place: Evidence['source'] }
  /** A meta element by its `name`, `property` or `itemprop`. */
  | { from: 'meta'; name: string }
  /** The JSON-LD of the page: `datePublished`, `author.name`. */
  | { from: 'structured-data'; key: string }
  /** What the reading itself finds in this kind of place, though it may hold something else for surer. */
  | { from: 'source'; source: Evidence['source'] }
  /** These words on every page. */
  | { from: 'text'; text: string }
  /** Always empty. */
  | { from: 'nothing' };

/** The reader's word on one field of one site, or of the part of it below `path`. */
export interface SiteRule {
  /** Host and port, without `www.` or `m.`. */
  site: string;
  /** `/guancha/`: the articles below it alone. Null: the whole site. */
  path: string | null;
  field: RuleField;
  take: RuleTake;
  /** What it gave where it was made, for the list in the settings. */
  example: string;
}

/** The site an address belongs to, as rules name it; null for what is no web page. */
export function siteOf(address: string): string | null {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  return url.host.replace(/^(?:www|m|wap|3g)\./, '');
}

/** The first folder of the address, if it names a part of the site and no date or number: `/guancha/`. */
export function partOf(address: string): string | null {
  const path = URL.parse(address)?.pathname ?? '';
  const [, folder] = /^\/([a-z][\w-]*)\/./i.exec(path) ?? [];
  return folder === undefined || /\d{3}/.test(folder) ? null : `/${folder}/`;
}

/** Of the rules that hold for this address one a field: that of a part of the site before that of the whole. */
export function rulesFor<Rule extends SiteRule>(rules: readonly Rule[], address: string): Rule[] {
  const site = siteOf(address);
  const path = URL.parse(address)?.pathname ?? '/';
  const chosen = new Map<RuleField, Rule>();
  const lengthOf = (rule: Rule | undefined) => rule?.path?.length ?? 0;
  for (const rule of rules) {
    if (rule.site !== site || !path.startsWith(rule.path ?? '/')) continue;
    const other = chosen.get(rule.field);
    if (!other || lengthOf(rule) > lengthOf(other)) chosen.set(rule.field, rule);
  }
  return [...chosen.values()];
}
