import type { Context } from 'hono';
import { pullQuerySchema, pullResponseSchema } from '../../protocol/sync.ts';
import { noteSync } from '../account/devices.ts';
import { requireEpoch } from '../db/epoch.ts';
import { type Feed, readFeed } from '../sync/feed.ts';
import { type FeedPage, readPage } from '../sync/read-page.ts';
import { memberRoute } from './route.ts';

export const pull = memberRoute({
  method: 'GET',
  path: '/sync/pull',
  summary: 'Records changed since a revision, a page at a time',
  input: { query: pullQuerySchema },
  response: pullResponseSchema,
  async answer({ c, context: { db }, session, input: { query } }) {
    const { memberId } = session;
    const feed = await readFeed(db, memberId);
    requireEpoch(feed.epoch, query.epoch);
    await noteSync(db, session);
    // Most pulls bring nothing new: then one statement was all.
    if (feed.revision <= query.since)
      return answerPage(c, feed, { bodies: [], next: feed.revision, more: false });
    return await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (tx) => {
        const now = await readFeed(tx, memberId);
        requireEpoch(now.epoch, query.epoch);
        return answerPage(c, now, await readPage(tx, memberId, { since: query.since, last: now.revision }));
      });
  },
});

/** The bodies are JSON already: reading and writing them again would only cost time. */
function answerPage(c: Context, feed: Feed, { bodies, next, more }: FeedPage): Response {
  const head = JSON.stringify({ epoch: feed.epoch, now: Date.now(), next, more, total: feed.recordCount });
  const body = `${head.slice(0, -1)},"records":[${bodies.join(',')}]}`;
  return c.body(body, 200, { 'Content-Type': 'application/json' });
}
