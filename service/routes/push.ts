import {
  MAX_PUSH_BYTES,
  type PushResponse,
  pushRequestSchema,
  pushResponseSchema,
} from '../../protocol/sync.ts';
import type { ServiceContext } from '../context.ts';
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
    const push = { memberId, epoch: body.epoch, read, quotaBytes };
    const { epoch, results, feed } = await context.inTurn(memberId, () => joinPushed(context, push));
    if (feed.after > feed.before) announce(context, memberId, feed.after);
    return c.json({ epoch, now, results, feed } satisfies PushResponse);
  },
});

/** What is stored is stored: a signal that can't be sent costs other devices their haste and this one nothing. */
function announce({ signals, log }: ServiceContext, memberId: string, revision: number): void {
  signals.announce(memberId, revision).catch((error: unknown) => {
    log.warn({ reason: String(error) }, 'a change was not announced');
  });
}
