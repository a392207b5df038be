import type { Fact } from './query.ts';

/** An article as it is searched. Without runs there is nothing to be found: it was deleted. */
export interface SearchDocument {
  id: string;
  /** Folded texts, each with the place of its field in `FIELDS`: one a tag, a mark, a note. */
  runs: Run[];
  /** Milliseconds since 1970: results are the newest first. */
  savedAt: number;
  /** `20240301`: when it was published, else saved. */
  day: number;
  /** `FLAGS` put together. */
  flags: number;
}

export interface Run {
  field: number;
  text: string;
}

export const FLAGS = {
  unread: 1,
  reading: 2,
  archived: 4,
  favourite: 8,
  note: 16,
  mark: 32,
  tag: 64,
} as const;

/** UTF-16 code units of one article; what is longer is searched by its beginning. More than any article has. */
const MAX_UNITS = 1_000_000;

export function boundedRuns(runs: readonly Run[]): Run[] {
  let room = MAX_UNITS;
  return runs.flatMap(({ field, text }) => {
    const cut = text.slice(0, Math.max(room, 0));
    room -= cut.length;
    return cut === '' ? [] : [{ field, text: cut }];
  });
}

/** Whether a fact of the query holds for an article. */
export function holds(fact: Fact, { day, flags }: Pick<SearchDocument, 'day' | 'flags'>): boolean {
  const isSo = 'day' in fact ? (fact.kind === 'after') === day >= fact.day : (flags & FLAGS[fact.what]) !== 0;
  return isSo !== fact.isExcluded;
}
