import { findDate, parseMachineDate } from '../article/dates.ts';
import { resolveAddress } from '../article/images.ts';
import { namesIn } from '../article/people.ts';
import { cleanText } from '../article/visible-text.ts';
import type { RuleField } from './site-rule.ts';

export type FieldValue = string | string[];

/** Longer texts are no value of such a field: a selector has met something else. UTF-16 code units. */
const LONGEST: Record<RuleField, number> = {
  title: 300,
  category: 40,
  authors: 120,
  editor: 60,
  source: 60,
  publishedAt: 200,
  updatedAt: 200,
  summary: 1500,
  siteName: 60,
  language: 35,
  leadImage: 4000,
};
const SEPARATOR = /[、,，;；/|｜]/;

/** What a text found on the page says for a field; null where it says nothing. `base` is where relative addresses start. */
export function readValue(
  field: RuleField,
  raw: string,
  { now, base }: { now: number; base: string },
): FieldValue | null {
  const text = cleanText(raw);
  if (text === '' || text.length > LONGEST[field]) return null;
  if (field === 'publishedAt' || field === 'updatedAt')
    return findDate(text, now)?.value ?? parseMachineDate(text, now);
  if (field === 'leadImage') return resolveAddress(text, base);
  if (field === 'authors') return readNames(text);
  if (field === 'source') return text.replace(/^[《“"]+|[》”"]+$/g, '') || null;
  return text;
}

/** As the reading reads a byline; names it doesn't know as such (阿尔法工作室) are split at their separators. */
function readNames(text: string): string[] | null {
  const people = namesIn(text);
  if (people.length > 0) return people;
  const names = text.split(SEPARATOR).map((name) => name.trim());
  const all = [...new Set(names.filter((name) => name !== ''))];
  return all.length > 0 && all.length <= 12 ? all : null;
}

/** Whether what a rule gives is what the reader chose: a day may come with its time, names in whatever order they stand. */
export function isSameValue(field: RuleField, taken: FieldValue | null, wanted: FieldValue): boolean {
  if (taken === null) return false;
  if (typeof taken !== 'string' || typeof wanted !== 'string') return String(taken) === String(wanted);
  return field === 'publishedAt' || field === 'updatedAt'
    ? taken.startsWith(wanted)
    : taken === cleanText(wanted);
}
