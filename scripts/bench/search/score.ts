import { articleMaker, foldedTexts } from './sample-articles.ts';

/** The numbers of the articles in which each query stands, by reading all of them. */
export function readAll(queries: readonly string[], articles: number): Map<string, Set<number>> {
  const make = articleMaker();
  const truth = new Map(queries.map((query) => [query, new Set<number>()]));
  for (let number = 0; number < articles; number += 1) {
    const texts = foldedTexts(make(number)).join('\n');
    for (const [query, numbers] of truth) if (texts.includes(query)) numbers.add(number);
  }
  return truth;
}

/** Of all queries together, in percent. */
export function scoreOf(
  found: ReadonlyMap<string, ReadonlySet<number>>,
  truth: ReadonlyMap<string, ReadonlySet<number>>,
): { recall: number; precision: number } {
  let [right, wanted, given] = [0, 0, 0];
  for (const [query, numbers] of truth) {
    const own = found.get(query) ?? new Set<number>();
    right += own.intersection(new Set(numbers)).size;
    wanted += numbers.size;
    given += own.size;
  }
  return { recall: percent(right, wanted), precision: percent(right, given) };
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 100 : (part / whole) * 100;
}

export interface Growth {
  articles: number;
  characters: number;
  pairs: number;
}

/** How many different pairs of neighbouring characters there are in the first articles. */
export function growthOf(articles: number): Growth[] {
  const make = articleMaker();
  const seen = new Set<number>();
  const curve: Growth[] = [];
  let characters = 0;
  for (let number = 0; number < articles; number += 1) {
    for (const text of foldedTexts(make(number))) {
      characters += text.length;
      for (let at = 1; at < text.length; at += 1)
        seen.add(text.charCodeAt(at - 1) * 0x10000 + text.charCodeAt(at));
    }
    if (/^[1]0*$/.test(String(number + 1)) && number >= 9)
      curve.push({ articles: number + 1, characters, pairs: seen.size });
  }
  return curve;
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
