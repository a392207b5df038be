import type { ComparedPart } from './compare-texts.ts';

/** A passage to be found in a text. */
export interface Passage {
  id: string;
  quote: string;
  /** The words right before it, where they are known: they decide between equals. */
  prefix: string;
}

/** Where a passage, or the part of it that falls into one paragraph, stands there. In characters of that paragraph. */
export interface PlaceInParagraph {
  id: string;
  start: number;
  end: number;
  /** The passage ends here and goes on in no later paragraph. */
  isEnd: boolean;
}

/** The passages that stand in the paragraphs word for word, by paragraph. What was changed in them stands in none: then it is not painted. */
export function placePassages(
  paragraphs: readonly string[],
  passages: readonly Passage[],
): Map<number, PlaceInParagraph[]> {
  const text = paragraphs.join('');
  const starts: number[] = [];
  let length = 0;
  for (const paragraph of paragraphs) {
    starts.push(length);
    length += paragraph.length;
  }
  const places = new Map<number, PlaceInParagraph[]>();
  for (const passage of passages) {
    const quote = passage.quote.replace(/\s*\n\s*/g, '');
    const start = bestPlace(text, quote, passage.prefix.replace(/\s*\n\s*/g, ''));
    if (start === null) continue;
    const end = start + quote.length;
    for (let at = lastAtMost(starts, start); at < paragraphs.length && (starts[at] ?? end) < end; at += 1) {
      const begin = starts[at] ?? 0;
      const own = paragraphs[at]?.length ?? 0;
      const place = {
        id: passage.id,
        start: Math.max(0, start - begin),
        end: Math.min(own, end - begin),
        isEnd: end <= begin + own,
      };
      places.set(at, [...(places.get(at) ?? []), place]);
    }
  }
  return places;
}

export interface CutPart extends ComparedPart {
  /** The passages it belongs to. */
  ids: string[];
  /** Those of them that end with it. */
  ends: string[];
}

/** Parts cut where a passage begins or ends. */
export function cutByPlaces(parts: readonly ComparedPart[], places: readonly PlaceInParagraph[]): CutPart[] {
  const cuts = new Set(places.flatMap(({ start, end }) => [start, end]));
  const cut: CutPart[] = [];
  let from = 0;
  for (const { text, differs } of parts) {
    const to = from + text.length;
    const stops = [from, ...[...cuts].filter((at) => at > from && at < to).sort((a, b) => a - b), to];
    for (const [index, start] of stops.slice(0, -1).entries()) {
      const end = stops[index + 1] ?? to;
      const over = places.filter((place) => place.start < end && place.end > start);
      cut.push({
        text: text.slice(start - from, end - from),
        differs,
        ids: over.map(({ id }) => id),
        ends: over.filter((place) => place.isEnd && place.end === end).map(({ id }) => id),
      });
    }
    from = to;
  }
  return cut;
}

/** Where the quote stands, of several places the one whose words before it agree the furthest; null where it stands nowhere. */
function bestPlace(text: string, quote: string, prefix: string): number | null {
  if (quote === '') return null;
  let best: { at: number; agreed: number } | null = null;
  for (let at = text.indexOf(quote); at !== -1; at = text.indexOf(quote, at + 1)) {
    const agreed = agreement(text, at, prefix);
    if (best === null || agreed > best.agreed) best = { at, agreed };
    if (agreed === prefix.length) break;
  }
  return best?.at ?? null;
}

function agreement(text: string, at: number, prefix: string): number {
  let length = 0;
  while (length < prefix.length && text.charAt(at - 1 - length) === prefix.charAt(prefix.length - 1 - length))
    length += 1;
  return length;
}

function lastAtMost(numbers: readonly number[], wanted: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
