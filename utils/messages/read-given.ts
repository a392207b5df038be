import type { PartialReading } from '../article/complete-reading.ts';
import { MAX_TEXT_LENGTH, partialReadingSchema, wovenReadingSchema } from './reading-schema.ts';
import { unweaveHtml } from './woven-html.ts';

/** The reading that a page's script gave, its HTML put together again; null where it is none. Nothing of a page is trusted before this. */
export function readGiven(given: unknown): PartialReading | null {
  const woven = wovenReadingSchema.safeParse(given);
  if (!woven.success) return null;
  const html = unweaveHtml(woven.data.html, woven.data.text, MAX_TEXT_LENGTH);
  return partialReadingSchema.safeParse({ ...woven.data, html }).data ?? null;
}
