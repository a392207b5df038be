import * as z from 'zod/mini';
import { placeSchema, type ReadingPlace } from '../library/record-schemas.ts';
import { parseJson } from '../parse-json.ts';

/** What a page that closes can still keep: the library's own writing may not come to its end. */
export interface UnwrittenPlace {
  articleId: string;
  position: number;
  place: ReadingPlace | null;
  /** What the library held then: where that is another by now, the article was read elsewhere since. */
  before: ReadingPlace | null;
}

const KEY = 'unwritten-place';

const unwrittenSchema = z.object({
  articleId: z.string(),
  position: z.number().check(z.gte(0), z.lte(1)),
  place: z.nullable(placeSchema),
  before: z.nullable(placeSchema),
});

export function keepUnwritten(unwritten: UnwrittenPlace): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(unwritten));
  } catch {
    // Storage is switched off for this profile: the article opens a few seconds of reading before.
  }
}

/** Gives what a page that closed kept of this article, once. */
export function takeUnwritten(articleId: string): UnwrittenPlace | null {
  try {
    const kept = parseJson(localStorage.getItem(KEY), unwrittenSchema);
    if (kept?.articleId !== articleId) return null;
    localStorage.removeItem(KEY);
    return kept;
  } catch {
    return null; // no storage
  }
}
