import type { ListRow } from './article-types.ts';

/** Names, in the transaction of a change, what lists show otherwise from now on: `article:ID`, `mark:ID`. */
export interface ListPendingRow {
  keys: string[];
}

/**
 * What lists show of the articles whose ids begin alike, so that a list of all is some hundred small values instead of every record whole. Tags are ids here: their names,
 * and what became part of what, are in their own records.
 */
export interface ShelfPage {
  /** Those outside 回收站, without tags. */
  rows: ListRow[];
  /** Of these articles, and of marks of all articles of the page: each that carries tags (`article:ID`, `mark:ID`) with their ids. */
  tagged: [owner: string, tags: string[]][];
}

/** How far the shelf is filled. */
export interface ShelfHead {
  format: number;
  /** Pages up to this one are there; null: all are. */
  upTo: string | null;
  /** The newest articles; null where they have to be read from their records. */
  first: ShelfPage | null;
}

/** Raised whenever a page holds something else: then all are made anew. */
export const SHELF_FORMAT = 1;
/** The one key of its store. */
export const HEAD = 'head';

/** Notes it for lists. Must run inside the transaction of the change. */
export async function putListed(
  transaction: { objectStore(name: 'listPending'): { put(row: ListPendingRow): Promise<unknown> } },
  keys: Iterable<string>,
): Promise<void> {
  const all = [...new Set(keys)].filter((key) => /^(?:article|mark):/.test(key));
  if (all.length > 0) await transaction.objectStore('listPending').put({ keys: all });
}
