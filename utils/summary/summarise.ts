import { featuresOf } from './features.ts';
import type { Pause } from './pause.ts';
import { type Likeness, rankSentences } from './rank-sentences.ts';
import { pointsBack, type Sentence, sentencesOf } from './sentences.ts';
import { widthOf } from './units.ts';

export interface TextToSummarise {
  title: string;
  headings: readonly string[];
  /** The body's paragraphs, one a line. */
  text: string;
}

/** Widths in Chinese characters; two Latin letters are as wide as one of them. */
const MIN_WIDTH = 80;
const MAX_WIDTH = 200;
/** A summary that is half of its text saves nobody time. */
const MAX_SHARE = 0.5;
/** Two sentences more alike than this say the same. */
const MAX_LIKENESS = 0.5;

/**
 * Sentences of the text that carry it, 80 to 200 characters, whole and in their order; null where the text is too short to need any, or has no sentence
 * that stands alone. Made on this device, and never to be shown as the page's own. Lets everything else have its turn while it works.
 */
export async function summarise(input: TextToSummarise, pause: Pause): Promise<string | null> {
  const sentences = sentencesOf(input.text.split('\n'), new Set(input.headings));
  const wanted = Math.min(MAX_WIDTH, widthOf(input.text) * MAX_SHARE);
  if (wanted < MIN_WIDTH) return null;
  const features: Map<string, number>[] = [];
  for (const { text } of sentences) {
    features.push(featuresOf(text));
    if (pause.isDue()) await pause.rest();
  }
  const likeness = await rankSentences(features, pause);
  const title = featuresOf(input.title);
  const worths = sentences.map((sentence, at) => worthOf(sentence, { title, features, likeness, at }));
  const chosen = choose(sentences, worths, likeness, wanted);
  return chosen.length === 0 ? null : joinSentences(chosen.map(({ text }) => text));
}

interface Facts {
  title: ReadonlyMap<string, number>;
  features: readonly ReadonlyMap<string, number>[];
  likeness: Likeness;
  at: number;
}

/** What the beginning of an article is worth more than its middle: leads sum up. It fades within the first sentences. */
const LEAD = 0.6;
const LEAD_LENGTH = 4;
const TITLE = 0.8;

/** Zero for what can't stand alone. */
function worthOf(sentence: Sentence, { title, features, likeness, at }: Facts): number {
  if (!sentence.isWhole) return 0;
  let shared = 0;
  for (const name of features[at]?.keys() ?? []) if (title.has(name)) shared++;
  const lead = 1 + LEAD * Math.exp(-at / LEAD_LENGTH);
  const ofTitle = 1 + (TITLE * shared) / Math.max(4, title.size);
  const alone = pointsBack(sentence.text) ? 0.4 : /[“「"]/.test(sentence.text) ? 0.8 : 1;
  return (likeness.centrality[at] ?? 0) * lead * ofTitle * alone;
}

/** The worthiest that are not alike and fit together, until there is enough. */
function choose(
  sentences: readonly Sentence[],
  worths: readonly number[],
  { edges }: Likeness,
  most: number,
): Sentence[] {
  const chosen: Sentence[] = [];
  let width = 0;
  const best = [...sentences]
    .filter(({ at }) => (worths[at] ?? 0) > 0)
    .sort((one, other) => (worths[other.at] ?? 0) - (worths[one.at] ?? 0));
  const least = (worths[best[0]?.at ?? 0] ?? 0) / 3;
  for (const sentence of best) {
    const room = most - width;
    const own = widthOf(sentence.text);
    const isSaid = chosen.some(({ at }) => (edges[sentence.at]?.get(at) ?? 0) > MAX_LIKENESS);
    if (own > room || isSaid) continue;
    if (width >= MIN_WIDTH && (worths[sentence.at] ?? 0) < least) break;
    chosen.push(sentence);
    width += own;
    if (most - width < MIN_SENTENCE) break;
  }
  return width < MIN_WIDTH ? [] : chosen.sort((one, other) => one.at - other.at);
}

/** In what is left no sentence has room. */
const MIN_SENTENCE = 14;

function joinSentences(texts: readonly string[]): string {
  return texts.reduce((joined, text) => {
    const isSpaced =
      joined !== '' && /[.!?"”)]$/.test(joined) && /^["“(]?[\p{Script=Latin}\p{Nd}]/u.test(text);
    return isSpaced ? `${joined} ${text}` : joined + text;
  }, '');
}
