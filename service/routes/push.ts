import {
  MAX_PUSH_BYTES,
  type PushResponse,
  pushRequestSchema,
  pushResponseSchema,
} from '../../protocol/sync.ts';
import type { ServiceContext } from '../context.ts';
import { requireEpoch } from '../db/epoch.ts';
import { joinPushed } from '../sync/join-pushed.ts';
import { readRecord } from '../sync/read-record.ts';
import { memberRoute } from './route.ts';

/** A push of exactly `MAX_PUSH_BYTES` of records still has an epoch, names and commas around them. */
const ENVELOPE_BYTES = 4 * 1024;
const DEFAULT_QUOTA_BYTES = 512 * 1024 * 1024;

export const push = memberRoute({
  method: 'POST',
  path: '/sync/push',
  summary: 'Join records into what the service holds; each is stored or refused by itself',
  input: { body: pushRequestSchema },
  maxBodyBytes: MAX_PUSH_BYTES + ENVELOPE_BYTES,
  response: pushResponseSchema,
  async answer({ c, context, session: { memberId }, input: { body } }) {
    const now = Date.now();
    const read = body.records.map((record) => readRecord(record, now));
    const quotaBytes = context.config.recordQuotaBytes ?? DEFAULT_QUOTA_BYTES;
    const { epoch, joined } = await context.db.transaction().execute(async (tx) => ({
      epoch: await requireEpoch(tx, body.epoch),
      joined: await joinPushed(tx, { memberId, read, quotaBytes }),
    }));
    const { results, feed } = joined;
    if (feed.after > feed.before) await announce(context, memberId, feed.after);
    return c.json({ epoch, now, results, feed } satisfies PushResponse);
  },
});

/** What is stored is stored: a signal that can't be sent costs other devices their haste and this one nothing. */
async function announce({ signals, log }: ServiceContext, memberId: string, revision: number): Promise<void> {
  await signals.announce(memberId, revision).catch((error: unknown) => {
    log.warn({ reason: String(error) }, 'a change was not announced');
  });
}
