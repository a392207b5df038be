import { eachVariant } from './script-variants.ts';

/** A text as it is compared, and where each of its units came from. */
export interface FoldedText {
  text: string;
  /** Per unit of `text`: where its source begins in the unfolded text. */
  from: Uint32Array;
  /** Per unit of `text`: where its source ends in the unfolded text. */
  to: Uint32Array;
}

/**
 * Makes what a reader takes for equal compare as equal: full and half width, compatibility forms, quotation marks, dashes and full stops
 * become one form (NFKC where Unicode has it), traditional characters become simplified, white space and characters without width
 * disappear. White space goes altogether rather than becoming one blank, because an editor puts it between Chinese characters, or a page's builder
 * between blocks, without meaning.
 */
export function foldText(text: string): FoldedText {
  const folds = singleFolds();
  const sink = createSink(text.length);
  let index = 0;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    let fold = folds[code] ?? UNKNOWN;
    if (fold === UNKNOWN) fold = learnFold(folds, code);
    if (fold < COMPLEX && !mayCombine(folds, text.charCodeAt(index + 1))) {
      if (fold !== DROPPED) sink.put(fold, index, index + 1);
      index += 1;
      continue;
    }
    const end = endOfCluster(text, index);
    const folded = foldCluster(text.slice(index, end));
    // By code units, as the text is searched; iterating a string would give code points.
    for (let unit = 0; unit < folded.length; unit += 1) sink.put(folded.charCodeAt(unit), index, end);
    index = end;
  }
  return sink.folded();
}

/** The span of the unfolded text that a span of the folded one came from. A cluster is never cut. */
export function unfoldSpan(folded: FoldedText, start: number, end: number): { start: number; end: number } {
  const first = folded.from[start] ?? folded.to.at(-1) ?? 0;
  return { start: first, end: end > start ? (folded.to[end - 1] ?? first) : first };
}

/** Without punctuation: two passages alike in this differ in nothing that changes what they say. Keeps % and other figures' signs. */
export function withoutPunctuation(folded: string): string {
  return folded.replace(/(?![%+#&@*/-])\p{P}/gu, '');
}

/** With the half-width sound marks of Japanese, which Unicode counts as letters. */
const COMBINING = /\p{M}|[\uff9e\uff9f]/u;
const SPACE_OR_WIDTHLESS = /[\s\p{Default_Ignorable_Code_Point}]/gu;
/** Pairs that mean the same in print but that NFKC keeps apart. */
const SAME_IN_PRINT = new Map(
  [
    ['"', '“”„‟«»「」『』〝〞〟'],
    ["'", '‘’‚‛´`′'],
    ['-', '‐‑‒–—―−─'],
    ['.', '。｡・·•‧'],
    [',', '、､'],
    ['~', '〜∼'],
    ['<', '〈《‹'],
    ['>', '〉》›'],
  ].flatMap(([one, others]) => [...(others ?? '')].map((other) => [other, one ?? ''] as const)),
);

/** What a code unit that stands alone folds to: another, `DROPPED`, or, no code units themselves, `COMPLEX` and what isn't known yet. */
let known: Uint32Array | null = null;
const DROPPED = 0;
const COMPLEX = 0x10000;
const COMBINES = 0x10001;
const UNKNOWN = 0x10002;

function singleFolds(): Uint32Array {
  if (known) return known;
  const folds = new Uint32Array(COMPLEX).fill(UNKNOWN);
  for (let code = 0x4e00; code <= 0x9fff; code += 1) folds[code] = code;
  eachVariant((variant, simplified) => {
    folds[variant] = simplified;
  });
  known = folds;
  return folds;
}

function learnFold(folds: Uint32Array, code: number): number {
  const character = String.fromCharCode(code);
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  const folded = isSurrogate ? '' : foldCluster(character);
  let fold = folded === '' ? DROPPED : folded.length === 1 ? folded.charCodeAt(0) : COMPLEX;
  if (isSurrogate || COMBINING.test(character)) fold = COMBINES;
  folds[code] = fold;
  return fold;
}

/** Whether the next unit may belong to this one: a mark that combines, or half of a character that may be such a mark. */
function mayCombine(folds: Uint32Array, next: number): boolean {
  // Nothing below U+0300 combines; past the end there is NaN.
  if (!(next >= 0x300)) return false;
  const fold = folds[next] ?? UNKNOWN;
  return (fold === UNKNOWN ? learnFold(folds, next) : fold) === COMBINES;
}

/** Collects units with where they came from; their number isn't known before. */
function createSink(expected: number) {
  let units = new Uint16Array(expected + 16);
  let from = new Uint32Array(expected + 16);
  let to = new Uint32Array(expected + 16);
  let length = 0;
  const grow = () => {
    units = grown(units, new Uint16Array(length * 2));
    from = grown(from, new Uint32Array(length * 2));
    to = grown(to, new Uint32Array(length * 2));
  };
  return {
    put(unit: number, begin: number, end: number) {
      if (length === units.length) grow();
      units[length] = unit;
      from[length] = begin;
      to[length] = end;
      length += 1;
    },
    folded: (): FoldedText => ({
      text: textOf(units.subarray(0, length)),
      from: from.subarray(0, length),
      to: to.subarray(0, length),
    }),
  };
}

function grown<T extends Uint16Array | Uint32Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}

/** As many units as an engine surely takes as arguments. */
const PIECE = 8192;

function textOf(units: Uint16Array): string {
  let text = '';
  for (let at = 0; at < units.length; at += PIECE)
    text += String.fromCharCode(...units.subarray(at, at + PIECE));
  return text;
}

/** A character with the marks that combine with it: NFKC may join them, so they are folded together. */
function endOfCluster(text: string, start: number): number {
  let end = start + codePointLength(text, start);
  // Nothing below U+0300 combines: the usual text never reaches the expression.
  while (end < text.length && text.charCodeAt(end) >= 0x300 && !isCommonHan(text.charCodeAt(end))) {
    const length = codePointLength(text, end);
    if (!COMBINING.test(text.slice(end, end + length))) break;
    end += length;
  }
  return end;
}

function foldCluster(cluster: string): string {
  const code = cluster.charCodeAt(0);
  if (cluster.length === 1 && code > 0x20 && code < 0x7f && code !== 0x60) return cluster;
  const normal = cluster.normalize('NFKC').replace(SPACE_OR_WIDTHLESS, '');
  return normal.replace(/./gsu, (character) => SAME_IN_PRINT.get(character) ?? simplified(character));
}

/** Compatibility forms and radicals become characters that may have a simplified form in turn. */
function simplified(character: string): string {
  const code = character.charCodeAt(0);
  return character.length === 1 && isCommonHan(code)
    ? String.fromCharCode(singleFolds()[code] ?? code)
    : character;
}

function codePointLength(text: string, index: number): number {
  return (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
}

function isCommonHan(code: number): boolean {
  return code >= 0x4e00 && code <= 0x9fff;
}
