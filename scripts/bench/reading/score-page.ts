import type { Label } from './corpus-pages.ts';
import type { Extraction } from './extraction.ts';
import { foldWords, tokensOf } from './tokens.ts';
import { wallClocks } from './wall-clocks.ts';

/** One page's marks; a part that its label says nothing of is left out. */
export interface PageScore {
  kind?: boolean;
  title?: boolean;
  /** Where the page names somebody. */
  author?: boolean;
  /** Where it names nobody: something was found all the same. */
  authorInvented?: boolean;
  source?: boolean;
  day?: boolean;
  time?: boolean;
  /** Where the page has no date. */
  dateInvented?: boolean;
  category?: boolean;
  body?: { precision: number; recall: number };
}

/**
 * Marks what was found by what is labelled, as the corpus says how: body by 4-gram shingles as multisets, names as sets, days and times as the wall
 * clock at +08:00, source and category equal or one within the other.
 */
export function scorePage(label: Label, found: Extraction): PageScore {
  const score: PageScore = {};
  if (found.isArticle !== null) score.kind = found.isArticle === label.isArticle;
  if (!label.isArticle) return score;
  if (label.title) score.title = foldWords(label.title) === foldWords(found.title);
  markAuthor(score, label, found);
  markDate(score, label, found);
  if (label.source?.length) score.source = agrees(label.source, found.source);
  if (label.category?.length) score.category = agrees(label.category, found.category);
  if (label.text) score.body = compareTexts(label.text, found.text, label.lang === 'zh');
  return score;
}

function markAuthor(score: PageScore, { author }: Label, { authors }: Extraction): void {
  if (author === undefined) return;
  const wanted = namesIn(author);
  const names = namesIn(authors ?? []);
  if (wanted.size === 0) score.authorInvented = names.size > 0;
  else score.author = wanted.size === names.size && wanted.isSubsetOf(names);
}

function markDate(score: PageScore, { publishedAt }: Label, found: Extraction): void {
  if (publishedAt === undefined) return;
  const clocks = wallClocks(found.publishedAt);
  const [wanted] = wallClocks(publishedAt);
  if (wanted === undefined) {
    if (publishedAt === '') score.dateInvented = clocks.length > 0;
    return;
  }
  score.day = clocks.some((clock) => clock.slice(0, 10) === wanted.slice(0, 10));
  if (wanted.length > 10) score.time = clocks.some((clock) => clock.startsWith(wanted));
}

/** Titles and labels in front of a name. */
const BEFORE_NAME =
  /^(?:本报|本刊|特约|见习|实习|新华社|首席)*(?:记者|作者|责任编辑|责编|编辑|撰文|文|来源|通讯员|by|written by)\s*[:：/|丨]?\s*/iu;
const BETWEEN_NAMES = /[、,，;；/|\n·&]|\s{2,}|\band\b|(?<=\p{Script=Han})\s+(?=\p{Script=Han})/u;

function namesIn(value: string | readonly string[]): Set<string> {
  const names = [value]
    .flat()
    .flatMap((each) => each.split(BETWEEN_NAMES))
    .map((name) => foldWords(name.trim().replace(BEFORE_NAME, '')));
  return new Set(names.filter(Boolean));
}

function agrees(wanted: string | readonly string[], value: string | null): boolean {
  const found = foldWords(value);
  if (!found) return false;
  return [wanted]
    .flat()
    .map(foldWords)
    .some(
      (each) =>
        each === found ||
        (each.length > 1 && found.length > 1 && (found.includes(each) || each.includes(found))),
    );
}

const SHINGLE = 4;

function compareTexts(wanted: string, found: string, isChinese: boolean) {
  const theirs = shinglesOf(wanted, isChinese);
  const ours = shinglesOf(found, isChinese);
  let common = 0;
  for (const [shingle, count] of theirs) common += Math.min(count, ours.get(shingle) ?? 0);
  const [wantedCount, foundCount] = [sum(theirs), sum(ours)];
  return {
    precision: foundCount ? common / foundCount : wantedCount ? 0 : 1,
    recall: wantedCount ? common / wantedCount : 1,
  };
}

function shinglesOf(text: string, isChinese: boolean): Map<string, number> {
  const tokens = tokensOf(text, isChinese);
  const counts = new Map<string, number>();
  if (tokens.length === 0) return counts;
  for (let at = 0; at < Math.max(1, tokens.length - SHINGLE + 1); at += 1) {
    const shingle = tokens.slice(at, at + SHINGLE).join('\u0001');
    counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  }
  return counts;
}

const sum = (counts: Map<string, number>) => counts.values().reduce((total, count) => total + count, 0);
