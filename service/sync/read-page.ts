import { PULL_PAGE } from '../../protocol/sync.ts';
import type { Tx } from '../db/database.ts';

export interface FeedPage {
  /** Each a record's JSON. */
  bodies: string[];
  next: number;
  more: boolean;
}

/** A page holds about this many bytes at most, and one record at least. */
const PAGE_BYTES = 1024 * 1024;

/**
 * Rows with a revision above `since`, in order. Give it a transaction that sees one snapshot, and `last`, the feed's
 * revision read in it: that bounds the rows, so `next` never passes a row that is not in the answer.
 */
export async function readPage(
  tx: Tx,
  memberId: string,
  { since, last }: { since: number; last: number },
): Promise<FeedPage> {
  const sizes = await tx
    .selectFrom('record')
    .select(['revision', 'bytes'])
    .where('memberId', '=', memberId)
    .where('revision', '>', since)
    .where('revision', '<=', last)
    .orderBy('revision')
    .limit(PULL_PAGE + 1)
    .execute();
  const page = sizes.slice(0, countThatFit(sizes));
  const more = page.length < sizes.length;
  const next = more ? (page.at(-1)?.revision ?? since) : last;
  if (page.length === 0) return { bodies: [], next, more };
  const rows = await tx
    .selectFrom('record')
    .select('body')
    .where('memberId', '=', memberId)
    .where('revision', '>', since)
    .where('revision', '<=', next)
    .orderBy('revision')
    .execute();
  return { bodies: rows.map(({ body }) => body), next, more };
}

function countThatFit(sizes: { bytes: number }[]): number {
  let bytes = 0;
  const fitting = sizes.findIndex(({ bytes: size }, index) => {
    bytes += size;
    return index > 0 && bytes > PAGE_BYTES;
  });
  return Math.min(fitting === -1 ? sizes.length : fitting, PULL_PAGE);
}
