import { selectorTo } from '../article/field.ts';
import type { Candidate, Field, Reading, ReadingFields } from '../article/reading.ts';
import type { FieldValue } from './field-value.ts';
import type { RulePage } from './rule-page.ts';
import type { RuleField, SiteRule } from './site-rule.ts';
import { takeValue } from './take-value.ts';

const MAX_EVIDENCE_LENGTH = 120;

/**
 * The page's reading as the reader's rules for its site want it, one rule a field. Where a rule finds nothing, the reading's own value stands and
 * the field says so. Never throws: a rule that breaks counts as one that finds nothing.
 */
export function applyRules(page: RulePage, rules: readonly SiteRule[]): Reading {
  let { fields } = page.reading;
  for (const { field, take } of rules) fields = { ...fields, ...ruled(page, fields, field, take) };
  return { ...page.reading, fields };
}

function ruled(
  page: RulePage,
  fields: ReadingFields,
  name: RuleField,
  take: SiteRule['take'],
): Partial<ReadingFields> {
  if (name === 'authors') return { authors: ruledField(page, fields.authors, name, take, isList) };
  return { [name]: ruledField(page, fields[name], name, take, isText) };
}

const isList = (value: FieldValue): value is string[] => typeof value !== 'string';
const isText = (value: FieldValue): value is string => typeof value === 'string';

function ruledField<T extends FieldValue>(
  page: RulePage,
  field: Field<T>,
  name: RuleField,
  take: SiteRule['take'],
  isOwn: (value: FieldValue) => value is T,
): Field<T> {
  if (take.from === 'nothing')
    return { ...field, value: null, confidence: 0, evidence: null, rule: 'applied' };
  const found = takenQuietly(page, name, take);
  if (found === null || !isOwn(found.value)) return { ...field, rule: 'not-found' };
  const { value, source, text, element } = found;
  const evidence = {
    source,
    text: text.slice(0, MAX_EVIDENCE_LENGTH),
    selector: selectorTo(element),
  };
  const first: Candidate<T> = { value, confidence: 1, evidence };
  const key = JSON.stringify(value);
  const others = field.candidates.filter((other) => JSON.stringify(other.value) !== key);
  return { value, confidence: 1, evidence, candidates: [first, ...others], rule: 'applied' };
}

function takenQuietly(page: RulePage, name: RuleField, take: SiteRule['take']) {
  try {
    return takeValue(page, name, take);
  } catch {
    return null; // Foreign pages break every assumption sooner or later.
  }
}
