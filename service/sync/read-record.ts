import { parseSyncRecord } from '../../protocol/parse-record.ts';
import type { SyncRecord } from '../../protocol/records.ts';
import { MAX_CLOCK_AHEAD_MS, millisecondsOf, type Stamp } from '../../protocol/stamps.ts';
import type { Refusal } from '../../protocol/sync.ts';

/** One pushed record, or why it is refused; how large it may be shows once it is joined. `now` is the service's time, ms. */
export function readRecord(value: unknown, now: number): SyncRecord | Refusal {
  const record = parseSyncRecord(value);
  if (!record) return 'bad-shape';
  const limit = now + MAX_CLOCK_AHEAD_MS;
  return isAnyLater(record, limit) ? 'clock-ahead' : record;
}

function isAnyLater({ fields, notes }: SyncRecord, limit: number): boolean {
  const isLater = (stamp: Stamp) => millisecondsOf(stamp) > limit;
  if (Object.values(fields).some(([stamp]) => isLater(stamp))) return true;
  return Object.values(notes).some((values) =>
    values.some(({ stamp, seen }) => isLater(stamp) || Object.values(seen).some(isLater)),
  );
}
