import type { Json } from '../../protocol/records.ts';
import type { SiteRule } from '../sites/site-rule.ts';
import type { RecordRow } from './database.ts';
import { idOf } from './hash.ts';
import { isDeleted } from './links.ts';
import { kindRange } from './read-records.ts';
import { readFields } from './record-schemas.ts';
import { siteRuleFields } from './site-rule-schema.ts';
import type { Store } from './store.ts';
import { type Undo, writeWithUndo } from './undo.ts';
import { type Written, write } from './write.ts';

export interface KeptSiteRule extends SiteRule {
  id: string;
}

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
  const id = await ruleIdOf(rule);
  return write(store, async (writer) => {
    await writer.set('site-rule', id, fieldsOf(rule));
    return { id, ...rule, example: rule.example.slice(0, LONGEST_EXAMPLE) };
  });
}

/** The same for many, all of them or none; of two for one place the last counts. Gives what brings back those that were replaced. */
export async function saveSiteRules(store: Store, rules: readonly SiteRule[]): Written<Undo> {
  const named = new Map<string, SiteRule>();
  for (const rule of rules) named.set(await ruleIdOf(rule), rule);
  const { result, changed } = await writeWithUndo(store, async (recorder) => {
    for (const [id, rule] of named) await recorder.edit('site-rule', id, fieldsOf(rule));
  });
  return { result: { edits: result.edits.map(asDeletion) }, changed };
}

/** What is undone of one that was not there before is that it is there. */
function asDeletion(edit: Undo['edits'][number]): Undo['edits'][number] {
  const { site, deleted } = edit.fields;
  if (!deleted || site?.before !== null) return edit;
  return { ...edit, fields: { deleted: { ...deleted, before: true } } };
}

function ruleIdOf({ site, path, field }: SiteRule): Promise<string> {
  return idOf(`site-rule ${site} ${path ?? ''} ${field}`);
}

/** All of it is written by one stamp: of two rules made apart one stands whole. */
function fieldsOf({ site, path, field, take, example }: SiteRule): Record<string, Json> {
  const shown = example.slice(0, LONGEST_EXAMPLE);
  return { site, path, field, take: { ...take }, example: shown, deleted: false };
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
