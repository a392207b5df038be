import * as z from 'zod/mini';
import type { Evidence } from '../article/reading.ts';
import type { RuleField, RuleTake, SiteRule } from '../sites/site-rule.ts';

/** Characters of a selector, a label, a text: longer ones were not made by us. */
const words = z.string().check(z.minLength(1), z.maxLength(200));
const selector = z.string().check(z.minLength(1), z.maxLength(1000));

const field: z.ZodMiniType<RuleField> = z.enum([
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
]);
const source: z.ZodMiniType<Evidence['source']> = z.enum([
  'label',
  'byline',
  'breadcrumb',
  'heading',
  'document-title',
  'meta',
  'structured-data',
  'body',
  'address',
  'reader',
]);

/** Where a rule takes a value from. One of a newer version is unknown here, and the rule counts as absent. */
export const ruleTakeSchema: z.ZodMiniType<RuleTake> = z.union([
  z.object({ from: z.literal('label'), word: words }),
  z.object({
    from: z.literal('element'),
    selector,
    before: z.exactOptional(words),
    part: z.exactOptional(z.int().check(z.gte(0), z.lt(1000))),
    place: source,
  }),
  z.object({ from: z.literal('meta'), name: words }),
  z.object({ from: z.literal('structured-data'), key: words }),
  z.object({ from: z.literal('source'), source }),
  z.object({ from: z.literal('text'), text: words }),
  z.object({ from: z.literal('nothing') }),
]);

/** `site` and `field` are what its id is made of. */
export const siteRuleFields = {
  site: words,
  path: z.nullable(words),
  field,
  take: ruleTakeSchema,
  example: z.string(),
  deleted: z.boolean(),
};

/** A whole rule, as a file of the reader's holds it. */
export const siteRuleSchema: z.ZodMiniType<SiteRule> = z.object({
  site: words,
  path: z.nullable(words),
  field,
  take: ruleTakeSchema,
  example: z.string().check(z.maxLength(1000)),
});
