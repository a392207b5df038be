import { isTooLarge, type SyncRecord, syncRecordSchema } from '../../protocol/records.ts';
import { MAX_CLOCK_AHEAD_MS, millisecondsOf, type Stamp } from '../../protocol/stamps.ts';
import type { Refusal } from '../../protocol/sync.ts';

/** Selectors, the deepest thing a record holds today, need six levels. */
const MAX_DEPTH = 32;

/** One pushed record, or why it is refused. `now` is the service's time, ms. */
export function readRecord(value: unknown, now: number): SyncRecord | Refusal {
  if (isDeeperThan(value, MAX_DEPTH)) return 'bad-shape';
  const parsed = syncRecordSchema.safeParse(value);
  if (!parsed.success) return 'bad-shape';
  if (isTooLarge(parsed.data)) return 'too-large';
  const limit = now + MAX_CLOCK_AHEAD_MS;
  return stampsOf(parsed.data).some((stamp) => millisecondsOf(stamp) > limit) ? 'clock-ahead' : parsed.data;
}

function stampsOf(record: SyncRecord): Stamp[] {
  const registers = Object.values(record.fields).map(([stamp]) => stamp);
  const values = Object.values(record.notes).flat();
  return [...registers, ...values.flatMap((value) => [value.stamp, ...Object.values(value.seen)])];
}

/** Checked first and without following further: schema, join and JSON all recurse. */
function isDeeperThan(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some((inner) => isDeeperThan(inner, depth - 1));
}
