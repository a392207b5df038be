import { withoutPunctuation } from '../fold-text.ts';
import { type Alignment, alignQuote, type Quote } from './align-quote.ts';
import { isMostlyChinese } from './chinese-share.ts';

export interface QuoteMatch {
  /** Whether the place is sure, whatever became of the words. */
  status: 'found' | 'doubtful';
  /** The words differ in more than punctuation. */
  isChanged: boolean;
  /** In the folded text. */
  start: number;
  end: number;
  /** 0–1, how much of quote and context agrees. */
  score: number;
}

/**
 * Where a quote stands in a folded text, or null: a passage that was deleted must not be found anywhere else. `expected` are the
 * offsets at which the other selectors place it; they decide between equals and never make a match by themselves.
 */
export function matchQuote(text: string, quote: Quote, expected: number[]): QuoteMatch | null {
  if (quote.exact.length === 0) return null;
  const untouched = untouchedPlace(text, quote, expected);
  if (untouched !== null) return untouchedMatch(quote, untouched);
  const isChinese = isMostlyChinese(quote.prefix + quote.exact + quote.suffix);
  const unit = isChinese ? 1 : LETTER;
  const places = alignQuote(text, quote, isChinese ? 3 : 7).map((alignment) =>
    weigh(alignment, { quote, unit, expected }),
  );
  const ranked = places.filter(isPlace).sort((a, b) => b.rank - a.rank);
  const [first] = ranked;
  if (!first) return null;
  const needed = Math.max(CLEAR_LEAD, first.rank * CLEAR_SHARE);
  const rivals = apart(ranked.filter(({ rank }) => first.rank - rank < needed));
  const meant = meantOf(rivals, expected);
  const best = meant ?? first;
  const cutOut = Math.max(
    unit * seamOf(text, quote, best),
    ...places.filter(isDeletion).map((place) => place.context),
  );
  const status = statusOf(best, {
    cutOut,
    isClear: meant !== null,
    hasContext: hasContext(quote),
  });
  if (!status) return null;
  const now = withoutPunctuation(text.slice(best.start, best.end));
  const was = withoutPunctuation(quote.exact);
  // Where nothing but a full stop is left between what stood around, the words are gone.
  if (!now && was) return null;
  const whole = unit * (quote.exact.length + quote.prefix.length + quote.suffix.length);
  return {
    status,
    isChanged: now !== was,
    start: best.start,
    end: best.end,
    score: Math.max(0, Math.min(1, (best.own + best.context) / whole)),
  };
}

/** Passage and context stand at this offset as they were: then it is there, whatever else looks like it. */
function isUntouchedAt(text: string, quote: Quote, offset: number): boolean {
  const { exact, prefix, suffix } = quote;
  return (
    hasContext(quote) &&
    offset >= prefix.length &&
    text.startsWith(exact, offset) &&
    text.startsWith(prefix, offset - prefix.length) &&
    text.startsWith(suffix, offset + exact.length)
  );
}

function untouchedMatch({ exact }: Quote, start: number): QuoteMatch {
  return { status: 'found', isChanged: false, start, end: start + exact.length, score: 1 };
}

/**
 * Evidence is counted in Chinese characters. A letter is less than half of one: written Chinese carries 4 to 5 bits a character, English 1 to 2 a
 * letter. A page of 20,000 characters has 2^14 places, so three or four characters that agree by chance are nothing; what misleads are set
 * phrases, up to ten characters long, and names. Hence the numbers below; they were tried on the first half of the benchmark's pages and
 * confirmed on the second.
 */
const LETTER = 0.4;
/**
 * A place is sure with this much in all, of which so much is context, or, where words have changed, stands right beside it on either side; or with so much of
 * its own words alone.
 */
const SURE = { all: 10, context: 6, besideChanged: 4, alone: 16 };
/** Or, where the change reaches the passage's edge, keeps most of its words between neighbours that have each so much left, near as they are. */
const BETWEEN = { own: 3, share: 0.65, each: 12 };
/** Worth a reader's question. */
const LIKELY = { all: 6, context: 4, alone: 6 };
/** By this much one place must be better than the next, and by this share: of two copies of half a page each has much to say for itself. */
const CLEAR_LEAD = 3;
const CLEAR_SHARE = 0.1;
/** Of copies the nearest is meant when the next is so many times as far. */
const FARTHER = 4;
/** Neighbours this long, side by side with nothing between them, are no chance. */
const SEAM = 8;
/** Neighbours side by side, right at the edge: they came along when the passage was moved. */
const MOVED_ALONG = 12;
/** A passage of which less is left is another passage. */
const LEAST_SHARE = 0.2;
/** A context shorter than this is no context. */
const LEAST_CONTEXT = 4;
/** More places than this are a word, not a passage. */
const MOST_PLACES = 200;

/** The one place where passage and context stand as they were, when no other place of the passage is nearer to what is expected. */
function untouchedPlace(text: string, quote: Quote, expected: number[]): number | null {
  if (!hasContext(quote)) return null;
  const whole = quote.prefix + quote.exact + quote.suffix;
  const known = expected.find((offset) => isUntouchedAt(text, quote, offset));
  if (known !== undefined) return known;
  const first = text.indexOf(whole);
  if (first < 0) return null;
  const place = first + quote.prefix.length;
  if (text.indexOf(whole, first + 1) >= 0) return null;
  const distance = distanceTo(place, expected);
  if (distance === 0) return place;
  let count = 0;
  for (let at = text.indexOf(quote.exact); at >= 0; at = text.indexOf(quote.exact, at + 1)) {
    count += 1;
    if (count > MOST_PLACES || (at !== place && distanceTo(at, expected) <= distance)) return null;
  }
  return place;
}

interface Place extends Alignment {
  /** Of the passage's units those that are kept, 0–1. */
  share: number;
  isExact: boolean;
  /** What speaks for it: its own words, its context, and the neighbours that still touch it. In Chinese characters. */
  own: number;
  context: number;
  touching: number;
  /** The same of the side that has less of it. */
  touchingLess: number;
  /** How much is left of the neighbours on the side that has less. */
  contextLess: number;
  /** Decides between places. */
  rank: number;
}

function weigh(alignment: Alignment, of: { quote: Quote; unit: number; expected: number[] }): Place {
  const { kept, missing, inserted, before, after, touchesBefore, touchesAfter } = alignment;
  const share = kept / of.quote.exact.length;
  const own = of.unit * (kept - missing / 2);
  const context = of.unit * (before + after);
  return {
    ...alignment,
    share,
    isExact: missing === 0 && inserted === 0,
    own,
    context,
    touching: of.unit * Math.max(touchesBefore, touchesAfter),
    touchingLess: of.unit * Math.min(touchesBefore, touchesAfter),
    contextLess: of.unit * Math.min(before, after),
    // Neighbours of something that is hardly the passage prove little.
    rank:
      own -
      (of.unit * inserted) / 10 +
      context * Math.min(1, share * 2) +
      bonusOf(alignment.start, of.expected),
  };
}

/** Which of two copies was meant, their places tell: one that is exactly where it was is there by no chance. */
function bonusOf(start: number, expected: number[]): number {
  const [atPlace, nearPlace, near] = [6, 3, 24];
  const bonuses = expected.map((offset) => {
    const distance = Math.abs(offset - start);
    return distance === 0 ? atPlace : nearPlace * Math.max(0, 1 - distance / near);
  });
  return bonuses.reduce((total, bonus) => total + bonus, 0);
}

/** Without what overlaps one before it: that is the same place, seen otherwise. */
function apart(places: readonly Place[]): Place[] {
  const kept: Place[] = [];
  for (const place of places)
    if (kept.every(({ start, end }) => place.end <= start || place.start >= end)) kept.push(place);
  return kept;
}

/**
 * Of places that have as much to say for themselves the one that was meant; null where that can't be told. What was added or taken away above moves a place by less than a
 * copy of the whole article is away: so each selector has to name the same one, none of the others may be nearly as near, and none may be better.
 */
function meantOf(rivals: readonly Place[], expected: readonly number[]): Place | null {
  const [first, other] = rivals;
  if (!first || !other) return first ?? null;
  const named = expected.map((offset) => {
    const [nearest, next] = byDistance(rivals, offset);
    const isClear = nearest && next && FARTHER * away(nearest, offset) <= away(next, offset);
    return isClear && first.rank - nearest.rank < CLEAR_LEAD ? nearest : null;
  });
  const [one = null] = named;
  return named.every((place) => place === one) ? one : null;
}

function byDistance(places: readonly Place[], offset: number): Place[] {
  return places.toSorted((a, b) => away(a, offset) - away(b, offset));
}

function away({ start }: Place, offset: number): number {
  return Math.abs(start - offset);
}

function isPlace({ share, start, end }: Place): boolean {
  return share >= LEAST_SHARE && end > start;
}

/** Both neighbours are there, and between them nothing of the passage. */
function isDeletion({ share, before, after }: Place): boolean {
  return share < LEAST_SHARE && before >= LEAST_CONTEXT && after >= LEAST_CONTEXT;
}

/**
 * How many units of the neighbours stand together, unbroken, with nothing between them: then the passage was cut out. Compared with what speaks for the place, because
 * a neighbour may begin with the letters that the passage began with.
 */
function seamOf(text: string, { prefix, suffix }: Quote, best: Place): number {
  if (best.isExact && best.touchesBefore >= LEAST_CONTEXT && best.touchesAfter >= LEAST_CONTEXT) return 0;
  const [left, right] = [prefix.slice(-SEAM), suffix.slice(0, SEAM)];
  const at = left.length < LEAST_CONTEXT || right.length < LEAST_CONTEXT ? -1 : text.indexOf(left + right);
  if (at < 0) return 0;
  const seam = at + left.length;
  let [before, after] = [left.length, right.length];
  while (before < prefix.length && text[seam - before - 1] === prefix[prefix.length - before - 1])
    before += 1;
  while (after < suffix.length && text[seam + after] === suffix[after]) after += 1;
  return best.start <= seam && seam <= best.end && best.kept + best.before + best.after > before + after + 2
    ? 0
    : before + after;
}

/** `cutOut`: how much context stands together where the passage is not. Null: what is there is something else. */
function statusOf(
  { share, isExact, own, context, touching, touchingLess, contextLess }: Place,
  of: { cutOut: number; isClear: boolean; hasContext: boolean },
): QuoteMatch['status'] | null {
  const sureOrNot = of.isClear ? 'found' : 'doubtful';
  if (of.cutOut >= context && of.cutOut > 0 && !(share >= 0.8 && touching >= MOVED_ALONG)) {
    return share >= 0.8 && own >= SURE.alone ? 'doubtful' : null;
  }
  if (share >= 0.5) {
    const isBetween =
      of.cutOut === 0 && own >= BETWEEN.own && share >= BETWEEN.share && contextLess >= BETWEEN.each;
    const isSupported = isExact ? context >= SURE.context : touchingLess >= SURE.besideChanged || isBetween;
    if (isSupported && own + context >= SURE.all) return sureOrNot;
    if (own >= SURE.alone && share >= 0.6) return sureOrNot;
  }
  if (context >= LIKELY.context && own + context >= LIKELY.all) return 'doubtful';
  return own >= LIKELY.alone && (of.isClear || !of.hasContext) ? 'doubtful' : null;
}

function hasContext({ prefix, suffix }: Quote): boolean {
  return prefix.length >= LEAST_CONTEXT || suffix.length >= LEAST_CONTEXT;
}

function distanceTo(place: number, expected: number[]): number {
  return Math.min(Number.MAX_SAFE_INTEGER, ...expected.map((offset) => Math.abs(offset - place)));
}
