import { addToSum, type DigestSum, emptySum, formatSum } from '../../protocol/digest.ts';
import { type DigestResponse, digestResponseSchema } from '../../protocol/sync.ts';
import { readFeed } from '../sync/feed.ts';
import { memberRoute } from './route.ts';

export const digest = memberRoute({
  method: 'GET',
  path: '/sync/digest',
  summary: 'Count and hash of what the service holds, per kind',
  input: {},
  response: digestResponseSchema,
  async answer({ c, context, session: { memberId } }) {
    const { feed, rows } = await context.db
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
    return c.json({ epoch, revision, kinds: sumUp(rows) } satisfies DigestResponse);
  },
});

function sumUp(rows: { kind: string; id: string; newest: string }[]): DigestResponse['kinds'] {
  const sums = new Map<string, DigestSum>();
  for (const { kind, id, newest } of rows) {
    sums.set(kind, addToSum(sums.get(kind) ?? emptySum(), id, newest));
  }
  return Object.fromEntries([...sums].map(([kind, sum]) => [kind, formatSum(sum)]));
}
