import { correctionTexts } from '../../locales/correction.ts';
import { popupTexts } from '../../locales/popup.ts';
import { textsOf } from '../../utils/appearance.ts';
import { findDate, parseMachineDate } from '../../utils/article/dates.ts';
import type { CorrectableName, CorrectionValue } from './corrections.ts';

/** What a record keeps of each at most, in UTF-16 code units, as saving a page does. */
const LIMITS: Record<Exclude<CorrectableName, 'isReprint'>, number> = {
  title: 300,
  category: 120,
  breadcrumb: 120,
  authors: 120,
  editor: 120,
  source: 120,
  publishedAt: 120,
  updatedAt: 120,
  summary: 600,
  siteName: 120,
  language: 35,
  leadImage: 1000,
};
const MOST_NAMES = 12;
const YEAR_MS = 366 * 24 * 60 * 60 * 1000;

/** Either what will be kept, or a sentence saying why it can't be. */
export type TypedValue = { value: CorrectionValue } | { problem: string };

/** What was typed into the field of this name. `now` in milliseconds since 1970; dates after tomorrow are refused. */
export function readTyped(name: CorrectableName, text: string, now: number): TypedValue {
  const texts = textsOf(correctionTexts);
  const plain = text.replace(/\s+/g, ' ').trim();
  if (plain === '') return { problem: name === 'title' ? texts.emptyTitle : texts.empty };
  if (name === 'isReprint') return { value: plain === textsOf(correctionTexts).reprint };
  if (name === 'publishedAt' || name === 'updatedAt') return readDate(plain, now);
  if (name === 'authors') return readList(text, /[、,，;；\n]/);
  if (name === 'breadcrumb') return readList(text, /[、,，;；\n›»>＞]|\s\/\s/);
  if (name === 'language') return readLanguage(plain);
  if (name === 'leadImage') return readAddress(plain);
  const value = name === 'summary' ? text.trim() : plain;
  return value.length > LIMITS[name] ? { problem: texts.tooLong(LIMITS[name]) } : { value };
}

/** A value as it stands in the text field; an absent one is an empty text. */
export function typedOf(value: CorrectionValue): string {
  if (value === null) return '';
  if (typeof value === 'boolean')
    return value ? textsOf(correctionTexts).reprint : textsOf(correctionTexts).original;
  if (typeof value !== 'string') return value.join(textsOf(popupTexts).listSeparator);
  return /^\d{4}-\d\d-\d\dT/.test(value) ? value.slice(0, 19).replace('T', ' ').replace('+08', '') : value;
}

function readDate(text: string, now: number): TypedValue {
  const texts = textsOf(correctionTexts);
  // 全角数字 are digits too.
  const plain = text.normalize('NFKC');
  const value = wholeDate(plain, now);
  if (value !== null) return { value };
  return { problem: wholeDate(plain, now + 100 * YEAR_MS) ? texts.futureDate : texts.badDate };
}

/** Words beside the date would be lost: then it isn't one. */
function wholeDate(text: string, now: number): string | null {
  if (/^\d{8}$/.test(text)) return parseMachineDate(text, now);
  const found = findDate(text, now);
  return found && found.from === 0 && found.to === text.length ? found.value : null;
}

/** BCP 47: zh-CN, en. */
function readLanguage(text: string): TypedValue {
  const texts = textsOf(correctionTexts);
  try {
    const [value] = Intl.getCanonicalLocales(text.replaceAll('_', '-'));
    if (value !== undefined && value.length <= LIMITS.language) return { value };
  } catch {
    // Not of the form of a language tag.
  }
  return { problem: texts.badLanguage };
}

function readAddress(text: string): TypedValue {
  const texts = textsOf(correctionTexts);
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return { problem: texts.badAddress };
  if (url.username !== '' || url.password !== '') return { problem: texts.badAddress };
  return url.href.length > LIMITS.leadImage
    ? { problem: texts.tooLong(LIMITS.leadImage) }
    : { value: url.href };
}

function readList(text: string, separator: RegExp): TypedValue {
  const texts = textsOf(correctionTexts);
  const names = text
    .split(separator)
    .map((name) => name.replace(/\s+/g, ' ').trim())
    .filter((name) => name !== '');
  const value = [...new Set(names)];
  if (value.length === 0) return { problem: texts.empty };
  if (value.length > MOST_NAMES) return { problem: texts.tooMany(MOST_NAMES) };
  if (value.some((name) => name.length > LIMITS.authors)) return { problem: texts.tooLong(LIMITS.authors) };
  return { value };
}
