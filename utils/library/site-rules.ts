import type { Json } from '../../protocol/records.ts';
import type { SiteRule } from '../sites/site-rule.ts';
import type { RecordRow } from './database.ts';
import { idOf } from './hash.ts';
import type { KeptSiteRule } from './library.ts';
import { isDeleted } from './links.ts';
import { kindRange } from './read-records.ts';
import { readFields } from './record-schemas.ts';
import { siteRuleFields } from './site-rule-schema.ts';
import type { Store } from './store.ts';
import { type Written, write } from './write.ts';

/** Of the example only what a line of the settings shows. UTF-16 code units. */
const LONGEST_EXAMPLE = 120;

/** The reader's rules for sites, by site and part of it. One that this version can't read is left out, and left as it is. */
export async function readSiteRules(store: Store): Promise<KeptSiteRule[]> {
  const rows = await store.database.getAll('records', kindRange('site-rule'));
  const keyOf = ({ site, path, field }: SiteRule) => `${site} ${path ?? ''} ${field}`;
  return rows.flatMap(readRule).sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
}

/** Keeps a rule; one for the same field of the same site, or part of a site, is replaced, on every device. */
export async function saveSiteRule(store: Store, rule: SiteRule): Written<KeptSiteRule> {
  const id = await idOf(`site-rule ${rule.site} ${rule.path ?? ''} ${rule.field}`);
  return write(store, async (writer) => {
    const { site, path, field } = rule;
    const example = rule.example.slice(0, LONGEST_EXAMPLE);
    const take: Json = { ...rule.take };
    // All of it by one stamp: of two rules made apart one stands whole.
    await writer.set('site-rule', id, { site, path, field, take, example, deleted: false });
    return { id, site, path, field, take: rule.take, example };
  });
}

export async function deleteSiteRule(store: Store, id: string): Written<void> {
  return write(store, async (writer) => {
    const record = await writer.read('site-rule', id);
    if (record && !isDeleted(record)) await writer.set('site-rule', id, { deleted: true });
  });
}

function readRule(row: RecordRow): KeptSiteRule[] {
  if (isDeleted(row)) return [];
  const { site, path, field, take, example } = readFields(row, siteRuleFields);
  if (site === null || field === null || take === null) return [];
  return [{ id: row.id, site, path, field, take, example: example ?? '' }];
}
