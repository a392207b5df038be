import { MAX_PUSH_RECORDS } from '../../../protocol/sync.ts';
import { sampleRecords } from './sample-records.ts';
import type { SeatedMember, Stand } from './stand.ts';

/** Gives a member `count` records more, pushed as a device would. */
export async function fillMember(
  stand: Stand,
  { token }: SeatedMember,
  count: number,
  seed: number,
): Promise<void> {
  const records = sampleRecords(count, { seed, at: Date.UTC(2026, 10, 1) });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  for (let from = 0; from < count; from += MAX_PUSH_RECORDS) {
    const body = JSON.stringify({
      epoch: stand.epoch,
      records: records.slice(from, from + MAX_PUSH_RECORDS),
    });
    const answer = await fetch(`${stand.service.origin}/sync/push`, { method: 'POST', headers, body });
    const text = await answer.text();
    if (!answer.ok || text.includes('refused'))
      throw new Error(`a push was not taken: ${text.slice(0, 200)}`);
  }
}
