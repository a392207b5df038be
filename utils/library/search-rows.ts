import type { SearchDocument } from '../search/document.ts';
import type { Field } from '../search/fields.ts';

/**
 * What changed and is not searched yet: `article:ID`, `mark:ID`, `tag:ID`, `snapshot:HASH`. It is put in the transaction of the change, so that the index
 * always knows what it lacks.
 */
export interface PendingRow {
  keys: string[];
}

/** An article as it is searched, until enough of them are merged into a segment. It stands above what a segment has of that article. */
export interface FreshRow extends SearchDocument {
  /** Another number each time it is put. */
  turn: number;
}

/** What is written in and on an article, as it was written. */
export interface SearchText {
  field: Exclude<Field, 'initials'>;
  text: string;
}

/** What of an article lines are cut from, as it was when it was taken in: unpacking the kept text for each line takes longer than finding it. */
export type TextsRow = SearchText[];

/** Raised whenever what the index holds is another: then it is made anew from records and texts. */
export const SEARCH_FORMAT = 4;

/** Names in `meta`. */
export const FORMAT = 'search-format';
/** The id of the last article that was taken in while the index is made anew; absent when that is done. */
export const REBUILT = 'search-rebuilt';
export const LAST_SEGMENT = 'search-segment';
