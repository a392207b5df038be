import { MEASURES } from './stop-words.ts';

/** A letter of Chinese, or a word or name in other letters: what terms are made of. */
export interface Unit {
  text: string;
  /** Its place in the line, in UTF-16 units. */
  from: number;
  to: number;
}

/** Chinese characters one by one; words of other letters whole, with digits (5G, COVID-19); plain numbers are none. */
const UNIT =
  /\p{Script=Han}|(?!\p{Script=Han})[\p{L}\p{Nd}](?:(?!\p{Script=Han})[\p{L}\p{M}\p{Nd}]|['’.&+#_-](?=(?!\p{Script=Han})[\p{L}\p{Nd}]))*[+#]*/gu;
/** What may stand between two units of one term: nothing, or a space beside other letters. */
const JOINT = /^(?: ?|[·•])$/;
const HAN = /\p{Script=Han}/u;

/** The line's units, in stretches between punctuation, numbers and line ends. */
export function unitRuns(line: string): Unit[][] {
  const runs: Unit[][] = [];
  let run: Unit[] = [];
  // Where a number ends, and where 万 or 亿 after it.
  let counted = -1;
  let powers = -1;
  for (const match of line.matchAll(UNIT)) {
    const [text] = match;
    const last = run.at(-1);
    const isNumber = /^[\p{Nd}.,_-]+$/u.test(text);
    if (last && !JOINT.test(line.slice(last.to, match.index))) run = [];
    if (isNumber) {
      run = [];
      counted = match.index + text.length;
      continue;
    }
    if (counted >= 0 && isCounted(line.slice(counted, match.index), text)) {
      counted = -1;
      if (/[万亿千百]/.test(text)) powers = match.index + text.length;
      continue;
    }
    counted = -1;
    if (match.index === powers && MEASURES.has(text)) continue;
    powers = -1;
    if (run.length === 0) runs.push(run);
    run.push({ text, from: match.index, to: match.index + text.length });
  }
  return runs;
}

/** Whether a character after a number is its measure and no part of a term: 2019年, 6400 万元. */
function isCounted(between: string, text: string): boolean {
  return between === '' || (between.trim() === '' && MEASURES.has(text));
}

/** Units written together as in Chinese typesetting: a space between words of other letters alone. */
export function joinUnits(texts: readonly string[]): string {
  return texts.reduce((joined, text) => {
    const isSpaced = joined !== '' && !HAN.test(text) && !HAN.test(joined.at(-1) ?? '');
    return isSpaced ? `${joined} ${text}` : joined + text;
  }, '');
}

/** Whether a text is read by characters rather than by words. */
export function isChinese(text: string): boolean {
  const letters = text.slice(0, 20_000).match(/\p{L}/gu)?.length ?? 0;
  const han = text.slice(0, 20_000).match(/\p{Script=Han}/gu)?.length ?? 0;
  return han > letters * 0.2;
}

/** Room a text takes, in Chinese characters: two Latin letters take as much as one of them. */
export function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += letter.charCodeAt(0) < 0x2000 ? 0.5 : 1;
  return width;
}
