import * as z from 'zod/mini';
import type { Reading } from '../../utils/article/reading.ts';
import { withPages } from '../../utils/article/with-pages.ts';
import type { PagesResult } from '../pages.content.ts';
import { inject, type Target } from './scripts-in-tabs.ts';

const MAX_PAGES = 99;
const pageNumber = z.int().check(z.gte(1), z.lte(MAX_PAGES));
const resultSchema: z.ZodMiniType<PagesResult> = z.nullable(
  z.object({
    number: pageNumber,
    addresses: z
      .array(z.tuple([pageNumber, z.string().check(z.maxLength(8000))]))
      .check(z.maxLength(MAX_PAGES)),
  }),
);

/** The reading of a document with the other pages of its article, as far as its links tell. A page that tells nothing sensible stands alone. */
export async function findPagesOf(target: Target, reading: Reading): Promise<Reading> {
  if (reading.kind !== 'article') return reading;
  const { result } = await inject(target, { files: ['/content-scripts/pages.js'] });
  const found = resultSchema.safeParse(result);
  if (!found.success || found.data === null) return reading;
  const { number, addresses } = found.data;
  return withPages(reading, { number, addresses: new Map(addresses) });
}
