import { countGrams, type Gram, type Grams, type Neighbours } from './count-grams.ts';
import type { Pause } from './pause.ts';
import {
  ENGLISH_STOP_WORDS,
  EVERYDAY_WORDS,
  GENERAL_WORDS,
  INNER_CHARACTERS,
  MEASURES,
} from './stop-words.ts';
import { isTermInChinese, isTermInEnglish, withoutGeneral } from './term-form.ts';
import { isChinese, joinUnits } from './units.ts';
import { type WordBoundaries, wordBoundaries } from './word-boundaries.ts';

export interface TermsText {
  title: string;
  headings: readonly string[];
  lines: readonly string[];
  /** What the article is by, not about: its source, site and authors. */
  names: readonly string[];
}

export interface Term {
  name: string;
  score: number;
  count: number;
}

/** More than a reader takes in at a glance. */
const MAX_TERMS = 8;
/** So many are offered where the text has them; more, where they are nearly as telling as the first. */
const MOST_RANKED = 40;
const USUAL_TERMS = 6;
const MIN_SHARE = 0.2;
/** A word that stands three times in as many lines. */
const MIN_SCORE = 0.6;

/**
 * What the article is about, in 5 to 8 terms (fewer of a short one), the most telling first. No dictionary says which words there are: a term is
 * what keeps together (pointwise mutual information [1]) while its surroundings change (entropy of its neighbours [2]), what is not only a part of
 * a longer one (C-value [3]), and what stands often, and in title and headings. Of languages other than Chinese and English there are none.
 *
 * [1] Church & Hanks, Word Association Norms, Mutual Information, and Lexicography, Computational Linguistics 16(1), 1990
 * [2] Jin & Tanaka-Ishii, Unsupervised Segmentation of Chinese Text by Use of Branching Entropy, COLING/ACL 2006
 * [3] Frantzi, Ananiadou & Mima, Automatic recognition of multi-word terms: the C-value/NC-value method, IJDL 3(2), 2000
 */
export async function findTerms(text: TermsText, pause: Pause): Promise<string[]> {
  const language = languageOf(text.lines.join('\n').slice(0, SAMPLE_LENGTH));
  if (language === null) return [];
  const terms = await rankTerms(text, language, pause, wordBoundaries(language));
  const best = terms[0]?.score ?? 0;
  return terms
    .filter(({ score }, at) => score >= MIN_SCORE && (at < USUAL_TERMS || score >= best * MIN_SHARE))
    .slice(0, MAX_TERMS)
    .map(({ name }) => name);
}

/** How often a term of a text of that length stands in it: in a long one what stands twice is chance. */
function leastCount(length: number): number {
  if (length < 4_000) return 2;
  return length < 20_000 ? 3 : 6;
}

/** Enough to tell a language by. */
const SAMPLE_LENGTH = 20_000;
/** Of running English every second word is one. */
const MIN_STOP_WORDS = 0.2;

function languageOf(text: string): 'zh' | 'en' | null {
  if (isChinese(text)) return 'zh';
  const all = text.toLowerCase().match(/[\p{L}'’]+/gu) ?? [];
  const known = all.filter((word) => ENGLISH_STOP_WORDS.has(word)).length;
  return known > all.length * MIN_STOP_WORDS ? 'en' : null;
}

/** All terms, each with its worth, the best first; none that lies within a better one. */
export async function rankTerms(
  { title, headings, lines, names }: TermsText,
  language: 'zh' | 'en',
  pause: Pause,
  boundaries: WordBoundaries,
): Promise<Term[]> {
  const length = lines.reduce((sum, line) => sum + line.length, 0);
  const isInChinese = language === 'zh';
  const grams = await countGrams([title, ...lines], {
    least: leastCount(length),
    longest: isInChinese ? 8 : 4,
    isTerm: isInChinese ? isTermInChinese : isTermInEnglish,
    isFunction: (unit) => INNER_CHARACTERS.has(unit) || ENGLISH_STOP_WORDS.has(unit.toLowerCase()),
    boundaries,
    pause,
  });
  const own = await countAlone(grams, pause);
  const places = { title: title.toLowerCase(), headings: headings.join('\n').toLowerCase() };
  const isWitnessed = boundaries(title) !== null;
  const found: Term[] = [];
  const by = new Set(names.map((name) => name.toLowerCase()));
  for (const [key, gram] of grams.terms) {
    if (by.has(key)) continue;
    const score = scoreOf(key, gram, grams, {
      own: own.get(key) ?? gram.count,
      places,
      isWitnessed,
      isInChinese,
    });
    if (score > 0) found.push({ name: joinUnits(gram.units), score, count: gram.count });
    if (pause.isDue()) await pause.rest();
  }
  return withoutNested(found.sort((one, other) => other.score - one.score));
}

/** How often each stands by itself, and not as part of a longer term: C-value's frequency. */
async function countAlone({ terms }: Grams, pause: Pause): Promise<Map<string, number>> {
  const within = new Map<string, { sum: number; longer: number }>();
  for (const { units, count } of terms.values()) {
    for (let length = 1; length < units.length; length++)
      for (let from = 0; from + length <= units.length; from++) {
        const part = joinUnits(units.slice(from, from + length)).toLowerCase();
        if (!terms.has(part)) continue;
        const known = within.get(part) ?? { sum: 0, longer: 0 };
        within.set(part, { sum: known.sum + count, longer: known.longer + 1 });
      }
    if (pause.isDue()) await pause.rest();
  }
  return new Map(
    [...terms].map(([key, { count }]) => {
      const nested = within.get(key);
      return [key, nested ? count - nested.sum / nested.longer : count];
    }),
  );
}

interface Circumstances {
  own: number;
  places: { title: string; headings: string };
  isWitnessed: boolean;
  isInChinese: boolean;
}

/** Below this many bits units stand beside each other by chance. */
const MIN_COHESION = 2;
/** From here on more is no better: entropy and cohesion tell terms from fragments, not good terms from better ones. */
const FULL_FREEDOM = 1.5;
const FULL_COHESION = 7;
const MIN_WHOLE_SHARE = 0.5;
const EVERYDAY_WORTH = 0.35;
/** So long, and twice alone, it is a repeated clause. */
const CLAUSE_UNITS = 6;

/** Zero for what is no term. */
function scoreOf(key: string, gram: Gram, grams: Grams, here: Circumstances): number {
  const { units, count, lines } = gram;
  const cohesion = cohesionOf(units, grams);
  const freedom = Math.min(entropyOf(gram.before), entropyOf(gram.after));
  const whole = here.isWitnessed ? gram.whole / count : 1;
  if (cohesion < MIN_COHESION || freedom === 0 || whole < MIN_WHOLE_SHARE) return 0;
  if (units.length >= CLAUSE_UNITS && count < 3) return 0;
  if (isCounted(gram, grams)) return 0;
  // 提供服务 is said of much; 知道创宇 is a name, since the one never stands without the other.
  const rest = here.isInChinese ? withoutGeneral(key) : null;
  const isName = count >= 3 && units.length < CLAUSE_UNITS && here.places.title.includes(key);
  if (rest !== null && !(isName && grams.countOf(rest) === count && !GENERAL_WORDS.has(rest))) return 0;
  const often = Math.log2(1 + Math.max(0, here.own)) * (0.5 + 0.5 * Math.min(1, lines / 4));
  const shape = Math.min(1, freedom / FULL_FREEDOM) * Math.min(1, cohesion / FULL_COHESION) * whole;
  const place = (here.places.title.includes(key) ? 1.8 : 1) * (here.places.headings.includes(key) ? 1.3 : 1);
  return (
    often *
    shape *
    place *
    lengthWorth(units, here.isInChinese) *
    (EVERYDAY_WORDS.has(key) ? EVERYDAY_WORTH : 1)
  );
}

/** 间客服中心, of 一间客服中心: the measure word belongs to the number before it, and what is counted also stands without. */
function isCounted({ units, count }: Gram, { countOf }: Grams): boolean {
  return (
    units.length > 2 &&
    MEASURES.has(units[0] ?? '') &&
    countOf(joinUnits(units.slice(1)).toLowerCase()) > count
  );
}

/** A word of two characters is mostly a general one, one of four a term of the trade. */
function lengthWorth(units: readonly string[], isInChinese: boolean): number {
  const length = units.reduce((sum, unit) => sum + (unit.length > 1 ? 2 : 1), 0);
  if (!isInChinese && units.length === 1) return /\p{Lu}/u.test(units[0] ?? '') ? 1 : 0.6;
  if (!isInChinese) return [1.6, 1.6, 1.3][units.length - 2] ?? 1;
  return [1, 1, 1.3, 1.6, 1.6, 1.6][Math.min(length, 6) - 1] ?? 1;
}

/** The least mutual information, in bits, between two parts that a term can be divided into. */
function cohesionOf(units: readonly string[], { countOf, total }: Grams): number {
  if (units.length === 1) return FULL_COHESION;
  const count = countOf(joinUnits(units).toLowerCase());
  let least = Number.POSITIVE_INFINITY;
  for (let at = 1; at < units.length; at++) {
    const [left, right] = [units.slice(0, at), units.slice(at)].map((part) =>
      countOf(joinUnits(part).toLowerCase()),
    );
    least = Math.min(least, Math.log2((count * total) / Math.max(1, (left ?? 1) * (right ?? 1))));
  }
  return least;
}

function entropyOf({ units, open }: Neighbours): number {
  let total = open;
  for (const count of units.values()) total += count;
  let bits = (open / total) * Math.log2(total);
  for (const count of units.values()) bits -= (count / total) * Math.log2(count / total);
  return bits;
}

/** Of terms that lie within each other, the better one; as many as anybody could want. */
function withoutNested(terms: readonly Term[]): Term[] {
  const kept: Term[] = [];
  for (const term of terms) {
    const name = term.name.toLowerCase();
    const isNested = kept.some((one) => {
      const other = one.name.toLowerCase();
      return other.includes(name) || name.includes(other);
    });
    if (!isNested) kept.push(term);
    if (kept.length === MOST_RANKED) break;
  }
  return kept;
}
