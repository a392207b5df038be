import { pullQuerySchema, pullResponseSchema } from '../../protocol/sync.ts';
import { requireEpoch } from '../db/epoch.ts';
import { readFeed } from '../sync/read-feed.ts';
import { memberRoute } from './route.ts';

export const pull = memberRoute({
  method: 'GET',
  path: '/sync/pull',
  summary: 'Records changed since a revision, a page at a time',
  input: { query: pullQuerySchema },
  response: pullResponseSchema,
  async answer({ c, context, session: { memberId }, input: { query } }) {
    const { epoch, page } = await context.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (tx) => ({
        epoch: await requireEpoch(tx, query.epoch),
        page: await readFeed(tx, memberId, query.since),
      }));
    // The bodies are JSON already: reading and writing them again would only cost time.
    const { bodies, next, more, total } = page;
    const head = JSON.stringify({ epoch, now: Date.now(), next, more, total }).slice(0, -1);
    return c.body(`${head},"records":[${bodies.join(',')}]}`, 200, { 'Content-Type': 'application/json' });
  },
});
