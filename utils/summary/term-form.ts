import {
  ENGLISH_STOP_WORDS,
  FIRST_CHARACTERS,
  FUNCTION_CHARACTERS,
  GENERAL_WORDS,
  INNER_CHARACTERS,
  LAST_CHARACTERS,
  MEASURES,
} from './stop-words.ts';
import { joinUnits } from './units.ts';

const HAN = /^\p{Script=Han}$/u;

/** Whether units have the form of a term in a Chinese text: 2 to 8 characters without function words, or a name in other letters. */
export function isTermInChinese(units: readonly string[]): boolean {
  const [first = '', last = ''] = [units[0], units.at(-1)];
  if (units.some((unit) => !HAN.test(unit) && !isName(unit))) return false;
  if (units.length === 1) return !HAN.test(first);
  if (FUNCTION_CHARACTERS.has(first) || FUNCTION_CHARACTERS.has(last) || LAST_CHARACTERS.has(last))
    return false;
  if (FIRST_CHARACTERS.has(first) && (units.length < 4 || MEASURES.has(units[1] ?? ''))) return false;
  if (units.slice(1, -1).some((unit) => INNER_CHARACTERS.has(unit))) return false;
  return !isGeneral(units);
}

/** What remains of a term that begins or ends with a word of the telling (提供服务 → 服务), or null where it doesn't. */
export function withoutGeneral(text: string): string | null {
  for (let length = 2; length < text.length && length <= 4; length++) {
    if (GENERAL_WORDS.has(text.slice(0, length))) return text.slice(length);
    if (GENERAL_WORDS.has(text.slice(-length))) return text.slice(0, -length);
  }
  return null;
}

/** In so many characters there is room for a clause. */
const CLAUSE_LENGTH = 5;

/** A word of the telling, or a clause around one. */
function isGeneral(units: readonly string[]): boolean {
  const text = joinUnits(units);
  if (GENERAL_WORDS.has(text)) return true;
  for (let at = 1; text.length >= CLAUSE_LENGTH && at + 3 <= text.length; at++)
    if (GENERAL_WORDS.has(text.slice(at, at + 2))) return true;
  return false;
}

/** Words of one to four without stop words at either end; single words in other letters need four letters, or to be a name. */
export function isTermInEnglish(units: readonly string[]): boolean {
  const words = units.map((unit) => unit.toLowerCase().replace(/’/g, "'").replace(/'s$/, ''));
  if (
    words.some(
      (word, at) => ENGLISH_STOP_WORDS.has(word) && !(word === 'of' && at > 0 && at < words.length - 1),
    )
  )
    return false;
  const [first = ''] = units;
  return units.length > 1 || first.length > 3 || isName(first);
}

/** AI, 5G, COVID-19, iPhone: not cm, not www. */
function isName(word: string): boolean {
  return /^[\p{L}\p{Nd}.&+#'’_-]{2,30}$/u.test(word) && /\p{Lu}/u.test(word) && !/^\p{Nd}{2}/u.test(word);
}
