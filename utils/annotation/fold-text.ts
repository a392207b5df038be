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
 * become one form (NFKC where Unicode has it), white space and characters without width disappear. White space goes altogether rather
 * than becoming one blank, because an editor puts it between Chinese characters, or a page's builder between blocks, without meaning.
 */
export function foldText(text: string): FoldedText {
  const units: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  let index = 0;
  while (index < text.length) {
    const end = endOfCluster(text, index);
    // By code units, as the text is searched; iterating a string would give code points.
    for (const unit of foldCluster(text.slice(index, end)).split('')) {
      units.push(unit);
      from.push(index);
      to.push(end);
    }
    index = end;
  }
  return { text: units.join(''), from: Uint32Array.from(from), to: Uint32Array.from(to) };
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
  if (cluster.length === 1 && ((code > 0x20 && code < 0x7f && code !== 0x60) || isCommonHan(code)))
    return cluster;
  const normal = cluster.normalize('NFKC').replace(SPACE_OR_WIDTHLESS, '');
  return normal.replace(/./gsu, (character) => SAME_IN_PRINT.get(character) ?? character);
}

function codePointLength(text: string, index: number): number {
  return (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
}

function isCommonHan(code: number): boolean {
  return code >= 0x4e00 && code <= 0x9fff;
}
