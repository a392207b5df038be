import { widthOf } from './units.ts';

export interface Sentence {
  text: string;
  /** Of the line it stands in. */
  line: number;
  /** Its place among all sentences. */
  at: number;
  /** Whether it can stand alone in a summary. */
  isWhole: boolean;
}

/** Ends of sentences: 。！？ and …… with what closes a quotation, in other languages a full stop before a space and a capital. */
const END = /[。！？!?]+[”’」』"）)]*|…{2}[”’」』"）)]*(?=\S)|\.["”’)]*(?=\s+["“‘(]?[\p{Lu}\p{Nd}])/gu;
/** A full stop after these ends none. */
const ABBREVIATION =
  /(?:^|[\s(])(?:\p{Lu}|Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|Rt|Hon|Inc|Ltd|Co|Corp|vs|No|Gen|Sen|Rep|Gov|U\.S|U\.K|e\.g|i\.e|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)\.["”’)]*$/u;
/** An abbreviation, what closes a quotation, and what stands before both: of a line that is all abbreviations not everything is looked through at each of them. */
const LONGEST_END = 32;
/** “真的？”她问: who speaks belongs to what is said. */
const SPEAKER = /^[”’」』]\p{Script=Han}{1,5}(?:说|问|道|答|喊|笑|叹)/u;
const DATELINE =
  /^(?:[^，。]{0,16}[电讯]\s*)?[(（][^()（）]{0,30}(?:记者|通讯员)[^()（）]{0,30}[)）]\s*|^[^，。：:]{2,14}\d{1,2}月\d{1,2}日[电讯]\s*[，,]?\s*/u;
/** Begins with a word that points back: out of its place nobody knows at what. */
const POINTS_BACK =
  /^["“「]?(?:但|而|不过|然而|可是|所以|因此|因而|于是|此外|另外|同时|与此同时|其中|其次|再次|最后|首先|第[一二三四五]|其[一二三四五]|例如|比如|譬如|对此|为此|由此|除此|自此|从此|也|还|又|就|再|这|那|此|该|他|她|它|其|另一方面|一方面|换句话说|也就是说|(?:but|and|so|yet|however|therefore|thus|moreover|besides|meanwhile|also|then|for example|for instance|this|that|these|those|he|she|it|they|his|her|its|their|such|instead|still|while|although)\b)/i;
/** …，他表示: of whom the sentences before told. */
const SAYS_WHO =
  /^[^。]{0,20}[，,](?:他|她)们?(?:还|也|又|则|就|曾)?(?:表示|认为|指出|介绍|坦言|坦承|透露|强调|说|称|告诉)/;
const NO_PROSE =
  /^(?:图|表|注|资料图|来源|作者|责编|编辑|摄影|▲|△)|https?:|扫码|关注.{0,8}公众号|点击|版权|(?:截图|资料图|供图|制图|摄)[。.]?$/;

/** As wide as a sentence of a summary may be, in Chinese characters. */
const MIN_WIDTH = 16;
const MAX_WIDTH = 120;

/** The text's sentences in order, without those of the headings. */
export function sentencesOf(lines: readonly string[], headings: ReadonlySet<string>): Sentence[] {
  const sentences: Sentence[] = [];
  lines.forEach((line, index) => {
    if (headings.has(line)) return;
    // A line that ends in the midst of a sentence is a caption, a heading, or part of a list.
    const isProse = /[。！？!?.…][”’」』"）)]*\s*$/.test(line);
    for (const text of splitSentences(line.replace(DATELINE, ''))) {
      sentences.push({ text, line: index, at: sentences.length, isWhole: isProse && isWhole(text) });
    }
  });
  return sentences;
}

function splitSentences(line: string): string[] {
  const sentences: string[] = [];
  let from = 0;
  for (const { 0: end, index } of line.matchAll(END)) {
    const to = index + end.length;
    const text = line.slice(from, to).trim();
    if (
      ABBREVIATION.test(text.slice(-LONGEST_END)) ||
      isOpen(text) ||
      SPEAKER.test(line.slice(to - 1, to + 8))
    )
      continue;
    sentences.push(text);
    from = to;
  }
  const rest = line.slice(from).trim();
  return rest === '' ? sentences : [...sentences, rest];
}

/** Within a quotation or brackets a full stop ends no sentence. */
function isOpen(text: string): boolean {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const isWide = text.length > MAX_WIDTH * 3;
  return !isWide && (count(/[“「『]/g) > count(/[”」』]/g) || count(/[（(]/g) > count(/[）)]/g));
}

function isWhole(text: string): boolean {
  const width = widthOf(text);
  return (
    width >= MIN_WIDTH &&
    width <= MAX_WIDTH &&
    /[。！.!][”’」』"）)]*$/.test(text) &&
    !isOpen(text) &&
    !NO_PROSE.test(text)
  );
}

/** Whether it points back at what went before. */
export function pointsBack(text: string): boolean {
  return POINTS_BACK.test(text) || SAYS_WHO.test(text);
}
