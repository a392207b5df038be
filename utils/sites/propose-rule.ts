import { findDate } from '../article/dates.ts';
import type { Evidence } from '../article/reading.ts';
import { cleanText, type Line } from '../article/visible-text.ts';
import { own } from '../shadowed.ts';
import { type FieldValue, isSameValue } from './field-value.ts';
import { generalSelectors } from './general-selector.ts';
import { labelledValues } from './labelled-values.ts';
import { machineValues } from './machine-values.ts';
import { linesOf, type RulePage } from './rule-page.ts';
import type { RuleField, RuleTake } from './site-rule.ts';
import { elementsOf, partsOf, takeValue, textOf } from './take-value.ts';

/** What the reader chose for a field. */
export interface RuleWish {
  field: RuleField;
  /** Null, or no names: the field is empty on every page. */
  value: FieldValue | null;
  /** Where on this page the value was found; null for the reader's own words. */
  evidence: Evidence | null;
}

/** Fields that can be the same on every page of a site; a title, a day or a summary can't. */
const MAY_BE_FIXED: ReadonlySet<RuleField> = new Set<RuleField>([
  'category',
  'authors',
  'editor',
  'source',
  'siteName',
  'language',
]);
/** Lines of text; a value that a reader types is looked for in shorter ones. */
const LONGEST_LINE = 240;

/**
 * The rule that gives the reader's choice on this page and promises most for others of the site: a label before a class, a class before a kind of
 * place, and a position on the page last. Each is tried here before it is proposed. Own words that stand nowhere on the page become fixed words where
 * the field allows; null where no rule would give the value.
 */
export function proposeRule(page: RulePage, { field, value, evidence }: RuleWish): RuleTake | null {
  if (value === null || value.length === 0) return field === 'title' ? null : { from: 'nothing' };
  const gives = (take: RuleTake) => isSameValue(field, takeValue(page, field, take)?.value ?? null, value);
  const shown = shownPlaces(page, field, value, evidence);
  const takes: RuleTake[] = [
    ...(evidence === null || evidence.selector !== null ? labelTakes(page, field) : []),
    ...shown.filter(({ isNamed }) => isNamed).map(({ take }) => take),
    ...machineTakes(page, evidence),
    ...(evidence && evidence.source !== 'reader'
      ? [{ from: 'source' as const, source: evidence.source }]
      : []),
    ...shown.filter(({ isNamed }) => !isNamed).map(({ take }) => take),
  ];
  const take = takes.find(gives);
  if (take) return take;
  const text = typeof value === 'string' ? value : value.join('、');
  const fixed: RuleTake = { from: 'text', text };
  // Words that this page shows may be others on the next.
  const mayBeFixed = evidence === null && MAY_BE_FIXED.has(field) && shown.length === 0;
  return mayBeFixed && gives(fixed) ? fixed : null;
}

function labelTakes(page: RulePage, field: RuleField): RuleTake[] {
  const isDate = field === 'publishedAt' || field === 'updatedAt';
  // A date that stands somewhere behind 作者：… is not what that label announces.
  const labels = labelledValues(page).filter(({ value }) => !isDate || findDate(value, page.now)?.from === 0);
  return [...new Set(labels.map(({ word }) => word))].map((word) => ({ from: 'label', word }));
}

/** Of values that came from what the page says for machines, or from nowhere that is known. */
function machineTakes(page: RulePage, evidence: Evidence | null): RuleTake[] {
  if (evidence !== null && evidence.source !== 'meta' && evidence.source !== 'structured-data') return [];
  return machineValues(page.document).map(({ from, name }) =>
    from === 'meta' ? { from, name } : { from, key: name },
  );
}

interface Place {
  take: RuleTake;
  isNamed: boolean;
}

/** Elements that show the value: the narrowest first, then what holds more than the value, with the words before it. */
function shownPlaces(
  page: RulePage,
  field: RuleField,
  value: FieldValue,
  evidence: Evidence | null,
): Place[] {
  const words = typeof value === 'string' ? cleanText(value) : (value[0] ?? '');
  const elements = evidence
    ? evidence.selector === null
      ? []
      : elementsOf(page.document, evidence.selector).slice(0, 1)
    : linesOf(page)
        .filter((line) => line.text.length <= LONGEST_LINE && mayShow(field, line, words))
        .map(({ element }) => element);
  return [...new Set(elements)].slice(0, 8).flatMap((element) => {
    const place = evidence?.source ?? placeOf(element, page);
    return narrowed(element, words).flatMap((each) => placesOf(each, words, place, page.now));
  });
}

function placeOf(element: Element, { reading }: RulePage): Evidence['source'] {
  if (element.closest('h1, h2, h3')) return 'heading';
  return reading.text.includes(textOf(element).slice(0, 60)) ? 'body' : 'byline';
}

/** A date may be written in any way: it is told by reading the element. */
function mayShow(field: RuleField, { text }: Line, words: string): boolean {
  if (field === 'publishedAt' || field === 'updatedAt') return /\d/.test(text);
  return text.includes(words);
}

/** The elements within `element`, itself last, that hold the words: the innermost first. */
function narrowed(element: Element, words: string): Element[] {
  const path = [element];
  for (let at: Element | undefined = element; at; ) {
    at = [...own(at, 'children')].find((child) => textOf(child).includes(words));
    if (at) path.unshift(at);
  }
  return path;
}

function placesOf(element: Element, words: string, place: Evidence['source'], now: number): Place[] {
  const text = textOf(element);
  const before = wordsBefore(text, words);
  const part = partsOf(text, now).indexOf(words);
  return generalSelectors(element).flatMap(({ selector, isNamed }): Place[] => [
    { take: { from: 'element', selector, place }, isNamed },
    ...(before ? [{ take: { from: 'element' as const, selector, before, place }, isNamed }] : []),
    ...(part >= 0 ? [{ take: { from: 'element' as const, selector, part, place }, isNamed }] : []),
  ]);
}

/** The word right before the value, if it is one that other pages will have as well: no digits in it. */
function wordsBefore(text: string, words: string): string | null {
  const at = text.indexOf(words);
  if (at <= 0) return null;
  const [before] = /[^\s\d|｜]{1,12}\s*$/u.exec(text.slice(0, at)) ?? [];
  return before ?? null;
}
