import { eachVariant } from './script-variants.ts';

/** A text as it is compared, and where each of its units came from. */
export interface FoldedText {
  text: string;
  /** Per unit of `text`: where its source begins in the unfolded text. */
  from: Uint32Array;
  /** Where a unit's source ends in the unfolded text, for those whose source is more than one unit long. */
  ends: ReadonlyMap<number, number>;
}

/**
 * Makes what a reader takes for equal compare as equal: full and half width, compatibility forms, quotation marks, dashes and full stops
 * become one form (NFKC where Unicode has it), traditional characters become simplified, white space and characters without width
 * disappear. White space goes altogether rather than becoming one blank, because an editor puts it between Chinese characters, or a page's builder
 * between blocks, without meaning.
 */
export function foldText(text: string): FoldedText {
  const folds = singleFolds();
  const { length } = text;
  let [units, from] = [new Uint16Array(length + ROOM), new Uint32Array(length + ROOM)];
  const ends = new Map<number, number>();
  let [index, size] = [0, 0];
  let next = foldAt(folds, text, 0);
  while (index < length) {
    const fold = next;
    next = foldAt(folds, text, index + 1);
    if (fold !== COMPLEX && fold !== COMBINES && next !== COMBINES) {
      if (fold !== DROPPED) {
        units[size] = fold;
        from[size] = index;
        size += 1;
      }
      index += 1;
      continue;
    }
    const end = endOfCluster(text, index);
    const folded = foldCluster(text.slice(index, end));
    const needed = size + folded.length + length - end;
    if (needed > units.length) {
      units = grown(units, new Uint16Array(needed + length));
      from = grown(from, new Uint32Array(needed + length));
    }
    // By code units, as the text is searched; iterating a string would give code points.
    for (let unit = 0; unit < folded.length; unit += 1) {
      units[size] = folded.charCodeAt(unit);
      from[size] = index;
      if (end - index > 1) ends.set(size, end);
      size += 1;
    }
    index = end;
    next = foldAt(folds, text, index);
  }
  return { text: textOf(units.subarray(0, size)), from: from.subarray(0, size), ends };
}

/** For what becomes longer, such as an ellipsis that becomes three points, before the arrays have to grow. */
const ROOM = 64;

/** The span of the unfolded text that a span of the folded one came from. A cluster is never cut. */
export function unfoldSpan(folded: FoldedText, start: number, end: number): { start: number; end: number } {
  const first =
    start < folded.from.length ? (folded.from[start] ?? 0) : endOf(folded, folded.from.length - 1);
  return { start: first, end: end > start ? endOf(folded, end - 1) : first };
}

function endOf({ from, ends }: FoldedText, at: number): number {
  const begin = from[at];
  return begin === undefined ? 0 : (ends.get(at) ?? begin + 1);
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

/** What each code unit that stands alone folds to: another, or one of these (control characters, which no page shows). */
let known: Uint16Array | null = null;
const [UNKNOWN, DROPPED, COMPLEX, COMBINES] = [0, 1, 2, 3] as const;

function singleFolds(): Uint16Array {
  if (known) return known;
  const folds = new Uint16Array(0x10000);
  for (let code = 0x4e00; code <= 0x9fff; code += 1) folds[code] = code;
  eachVariant((variant, simplified) => {
    folds[variant] = simplified;
  });
  known = folds;
  return folds;
}

function learnFold(folds: Uint16Array, code: number): number {
  const character = String.fromCharCode(code);
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  const folded = isSurrogate ? '' : foldCluster(character);
  let fold: number =
    folded === '' || code <= COMBINES ? DROPPED : folded.length === 1 ? folded.charCodeAt(0) : COMPLEX;
  if (isSurrogate || COMBINING.test(character)) fold = COMBINES;
  folds[code] = fold;
  return fold;
}

/** `DROPPED` past the end. */
function foldAt(folds: Uint16Array, text: string, index: number): number {
  if (index >= text.length) return DROPPED;
  const code = text.charCodeAt(index);
  const fold = folds[code] ?? UNKNOWN;
  return fold === UNKNOWN ? learnFold(folds, code) : fold;
}

function grown<T extends Uint16Array | Uint32Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}

/** Half a surrogate pair, which no page shows, becomes the replacement character. */
function textOf(units: Uint16Array): string {
  decoder ??= new TextDecoder('utf-16le', { ignoreBOM: true });
  return decoder.decode(units);
}
let decoder: TextDecoder | null = null;

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
