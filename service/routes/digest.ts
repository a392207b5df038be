import { addToSum, type DigestSum, emptySum, formatSum } from '../../protocol/digest.ts';
import { type DigestResponse, digestResponseSchema } from '../../protocol/sync.ts';
import type { Database } from '../db/database.ts';
import { readFeed } from '../sync/feed.ts';
import { memberRoute } from './route.ts';

export const digest = memberRoute({
  method: 'GET',
  path: '/sync/digest',
  summary: 'Count and hash of what the service holds, per kind',
  input: {},
  response: digestResponseSchema,
  async answer({ c, context, session: { memberId } }) {
    // In turn: it holds a line of every record, and of all that ask at once only one does.
    const answer = await context.inTurn(memberId, () => digestOf(context.db, memberId));
    return c.json(answer);
  },
});

async function digestOf(db: Database, memberId: string): Promise<DigestResponse> {
  const { feed, rows } = await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => ({
      feed: await readFeed(tx, memberId),
      rows: await tx
        .selectFrom('record')
        .select(['kind', 'id', 'newest'])
        .where('memberId', '=', memberId)
        .execute(),
    }));
  const { epoch, revision } = feed;
  return { epoch, revision, kinds: sumUp(rows) };
}

function sumUp(rows: { kind: string; id: string; newest: string }[]): DigestResponse['kinds'] {
  const sums = new Map<string, DigestSum>();
  for (const { kind, id, newest } of rows) {
    sums.set(kind, addToSum(sums.get(kind) ?? emptySum(), id, newest));
  }
  return Object.fromEntries([...sums].map(([kind, sum]) => [kind, formatSum(sum)]));
}
