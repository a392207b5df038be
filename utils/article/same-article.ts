import { pageTitle } from './page-title.ts';
import type { Reading } from './reading.ts';
import { foldText } from './title.ts';

/** Shorter titles are those of a column or of an error. */
const MIN_TITLE_LENGTH = 4;
/** A page with less text of its own brings nothing: only its number differs, or a date beside it. */
const MIN_FRESH_LENGTH = 20;
const MIN_FRESH_SHARE = 0.05;

/** Whether a page bears the title of the article, alone or with its number or a heading of its own beside it. */
export function isSameArticle(first: Reading, page: Reading, document: Document): boolean {
  const title = withoutNumber(first.fields.title.value ?? '');
  if (title.length < MIN_TITLE_LENGTH) return false;
  const own = withoutNumber(page.fields.title.value ?? '');
  if (own === title || foldText(pageTitle(document)).includes(title)) return true;
  return own.length >= MIN_TITLE_LENGTH && (title.startsWith(own) || own.startsWith(title));
}

/** Whether a page has nothing but what earlier ones had: the server ignores the number, or goes round in a circle. */
export function isRepeated(page: Reading, before: readonly Reading[]): boolean {
  const known = new Set(before.flatMap(({ text }) => text.split('\n')));
  const fresh = page.text.split('\n').filter((line) => !known.has(line));
  return fresh.join('').length < Math.max(MIN_FRESH_LENGTH, page.text.length * MIN_FRESH_SHARE);
}

const NUMBER =
  /[\s_-]*(?:[(（【[]?\s*(?:第\s*\d{1,2}\s*页|\d{1,2}\s*\/\s*\d{1,2}|page \d{1,2})|[(（【[]\s*\d{1,2}|[_-]\d{1,2})\s*[)）\]】]?\s*$/i;

/** 标题（2） and 标题 第2页 are 标题. */
function withoutNumber(title: string): string {
  return foldText(title.replace(NUMBER, ''));
}
