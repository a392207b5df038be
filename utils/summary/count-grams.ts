import type { Pause } from './pause.ts';
import { joinUnits, type Unit, unitRuns } from './units.ts';
import type { WordBoundaries } from './word-boundaries.ts';

/** A stretch of units that stands several times in a text. */
export interface Gram {
  /** As it stands there; in small letters where it ever does, so that only names keep their capitals. */
  units: readonly string[];
  count: number;
  /** Lines it stands in. */
  lines: number;
  lastLine: number;
  before: Neighbours;
  after: Neighbours;
  /** How often it begins and ends where the witness sees words begin and end. */
  whole: number;
}

/** What stands beside a stretch. */
export interface Neighbours {
  /** Units, and how often each. */
  units: Map<string, number>;
  /** How often it is a function word, a punctuation mark or nothing: another one each time. */
  open: number;
}

export interface Grams {
  /** Those that may be terms, by their letters in lower case. */
  terms: Map<string, Gram>;
  /** How often a stretch stands in the text, single units included; 0 for what is rarer than counted. */
  countOf: (key: string) => number;
  /** Units in all. */
  total: number;
}

export interface CountOptions {
  /** Rarer ones are not looked at. */
  least: number;
  /** Units of the longest term. */
  longest: number;
  isTerm: (units: readonly string[]) => boolean;
  /** A function word: as a neighbour it is as good as a punctuation mark. */
  isFunction: (unit: string) => boolean;
  boundaries: WordBoundaries;
  pause: Pause;
}

/** A run of units, and the line it stands in. */
interface Stretch {
  line: number;
  run: Unit[];
  borders: ReadonlySet<number> | null;
  keyAt: (from: number, length: number) => string;
  /** Of each place: whether the part of the length counted last, from there on, is frequent. */
  isFrequent: boolean[];
}

/**
 * Counts all stretches of up to `longest` units. A longer one can only be as frequent as its parts [1], so that most are never counted.
 *
 * [1] Agrawal & Srikant, Fast Algorithms for Mining Association Rules, VLDB 1994, §2.1
 */
export async function countGrams(lines: readonly string[], options: CountOptions): Promise<Grams> {
  const { least, longest, pause } = options;
  const stretches: Stretch[] = [];
  for (const [line, text] of lines.entries()) {
    const borders = options.boundaries(text);
    for (const run of unitRuns(text))
      stretches.push({ line, run, borders, keyAt: keysOf(run), isFrequent: run.map(() => true) });
    if (pause.isDue()) await pause.rest();
  }
  const counts = new Map<string, number>();
  for (let length = 1; length <= longest; length++) {
    const found = new Map<string, number>();
    for (const { isFrequent, keyAt } of stretches) {
      for (let at = 0; at + length <= isFrequent.length; at++) {
        if (!isFrequent[at] || (length > 1 && !isFrequent[at + 1])) continue;
        const key = keyAt(at, length);
        found.set(key, (found.get(key) ?? 0) + 1);
      }
      if (pause.isDue()) await pause.rest();
    }
    const before = counts.size;
    for (const [key, count] of found) if (count >= least) counts.set(key, count);
    if (counts.size === before) break;
    for (const { isFrequent, keyAt } of stretches) {
      for (let at = 0; at < isFrequent.length; at++) {
        const isPossible =
          at + length <= isFrequent.length && isFrequent[at] && (length === 1 || isFrequent[at + 1]);
        isFrequent[at] = isPossible === true && counts.has(keyAt(at, length));
      }
      if (pause.isDue()) await pause.rest();
    }
  }
  const terms = new Map<string, Gram>();
  for (const [at, stretch] of stretches.entries()) {
    lookAround(stretch, counts, terms, options);
    if (at % 8 === 0 && pause.isDue()) await pause.rest();
  }
  const total = stretches.reduce((sum, { run }) => sum + run.length, 0);
  return { terms, countOf: (key) => counts.get(key) ?? 0, total };
}

/** Gives the letters of a part of the run, in lower case. Most runs are single Chinese characters, and then a part of the run is a part of its text. */
function keysOf(run: readonly Unit[]): Stretch['keyAt'] {
  const texts = run.map(({ text }) => text.toLowerCase());
  const whole = texts.join('');
  if (whole.length === texts.length) return (from, length) => whole.slice(from, from + length);
  return (from, length) => joinUnits(texts.slice(from, from + length));
}

function lookAround(
  { line, run, borders, keyAt }: Stretch,
  counts: ReadonlyMap<string, number>,
  terms: Map<string, Gram>,
  { longest, isTerm, isFunction }: CountOptions,
): void {
  for (let from = 0; from < run.length; from++) {
    for (let length = 1; length <= longest && from + length <= run.length; length++) {
      const key = keyAt(from, length);
      const count = counts.get(key);
      if (count === undefined) break;
      let gram = terms.get(key);
      if (!gram) {
        const units = run.slice(from, from + length).map(({ text }) => text);
        if (!isTerm(units)) continue;
        gram = {
          units,
          count,
          lines: 0,
          lastLine: -1,
          before: noNeighbours(),
          after: noNeighbours(),
          whole: 0,
        };
        terms.set(key, gram);
      } else if (gram.units.some((unit, at) => unit !== run[from + at]?.text))
        gram.units = smaller(
          gram.units,
          run.slice(from, from + length).map(({ text }) => text),
        );
      if (gram.lastLine !== line) gram.lines++;
      gram.lastLine = line;
      const [first, last] = [run[from], run[from + length - 1]];
      tally(gram.before, run[from - 1]?.text, isFunction);
      tally(gram.after, run[from + length]?.text, isFunction);
      if (first && last && borders?.has(first.from) && borders.has(last.to)) gram.whole++;
    }
  }
}

/** Small letters sort after capitals. */
function smaller(one: readonly string[], other: readonly string[]): readonly string[] {
  return one.join(' ') > other.join(' ') ? one : other;
}

const noNeighbours = (): Neighbours => ({ units: new Map(), open: 0 });

function tally(
  neighbours: Neighbours,
  unit: string | undefined,
  isFunction: CountOptions['isFunction'],
): void {
  if (unit === undefined || isFunction(unit)) neighbours.open++;
  else neighbours.units.set(unit, (neighbours.units.get(unit) ?? 0) + 1);
}
