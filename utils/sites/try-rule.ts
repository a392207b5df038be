import { type FieldValue, isSameValue } from './field-value.ts';
import type { RulePage } from './rule-page.ts';
import type { RuleField, RuleTake } from './site-rule.ts';
import { takeValue } from './take-value.ts';

/** A rule to be tried on articles that are kept of the site. */
export interface TrialAsk {
  field: RuleField;
  take: RuleTake;
  articles: TriedArticle[];
}

export interface TriedArticle {
  address: string;
  /** As it is kept; null, or no names, where it has none. */
  value: FieldValue | null;
}

/**
 * What the rule gives on the article's page: what is kept of it or something where nothing is (`same`), something else (`other`), nothing (`none`).
 * `unread`: the page could not be had.
 */
export interface Tried {
  outcome: 'same' | 'other' | 'none' | 'unread';
  /** Where it is another: what the rule gives. */
  value: FieldValue | null;
}

export const UNREAD: Tried = { outcome: 'unread', value: null };

/** One page, as it was fetched. */
export function tryRule(
  page: RulePage,
  { field, take }: Pick<TrialAsk, 'field' | 'take'>,
  kept: FieldValue | null,
): Tried {
  const value = takenQuietly(page, field, take);
  if (value === null) return { outcome: 'none', value: null };
  const isEmpty = kept === null || kept.length === 0;
  return isEmpty || isSameValue(field, value, kept)
    ? { outcome: 'same', value: null }
    : { outcome: 'other', value };
}

function takenQuietly(page: RulePage, field: RuleField, take: RuleTake): FieldValue | null {
  try {
    return takeValue(page, field, take)?.value ?? null;
  } catch {
    return null; // Foreign pages break every assumption sooner or later.
  }
}
