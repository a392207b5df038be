import * as z from 'zod/mini';
import type { KeptSiteRule } from '../library/library.ts';
import { siteRuleSchema } from '../library/site-rule-schema.ts';
import { parseJson } from '../parse-json.ts';
import type { SiteRule } from './site-rule.ts';

/** Characters; a thousand rules take a fifth of it. */
export const MAX_FILE_LENGTH = 2_000_000;
const MOST_RULES = 5000;
const FORMAT = 'observation-companion/site-rules';

/** All rules as one file of JSON holds them, for another browser or another person. */
export function rulesFile(rules: readonly KeptSiteRule[]): unknown {
  return { format: FORMAT, version: 1, rules: rules.map(({ id: _, ...rule }) => rule) };
}

const fileSchema = z.object({
  format: z.literal(FORMAT),
  rules: z.array(z.unknown()).check(z.maxLength(MOST_RULES)),
});

/** The rules of such a file, and how many entries are none that this version knows. Null where it is another file. */
export function readRulesFile(text: string): { rules: SiteRule[]; passed: number } | null {
  if (text.length > MAX_FILE_LENGTH) return null;
  const file = parseJson(text, fileSchema);
  if (!file) return null;
  const rules = file.rules.flatMap((entry) => siteRuleSchema.safeParse(entry).data ?? []);
  return { rules, passed: file.rules.length - rules.length };
}
