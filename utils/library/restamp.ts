import { newestStamp } from '../../protocol/merge.ts';
import type { NoteValue, Register } from '../../protocol/records.ts';
import {
  deviceOf,
  EARLIEST_STAMP,
  laterStamp,
  MAX_CLOCK_AHEAD_MS,
  millisecondsOf,
  nextStamp,
  type Stamp,
} from '../../protocol/stamps.ts';
import type { RecordRow, WriteTransaction } from './database.ts';
import type { Store } from './store.ts';
import { openForWriting, recordOf, resetClock, SERVICE_OFFSET, stampsOf } from './write.ts';

/**
 * The service refused stamps as too far ahead of its time, `serviceNow` in milliseconds. Gives this device's edits that it surely never
 * took new stamps, in their order and above everything else here, and goes by the service's time from now on.
 *
 * Only stamps beyond the service's limit are replaced: an earlier one may have been stored although its answer was lost, and
 * replacing it by a smaller one would let the stored copy win over a later edit.
 */
export async function restampAhead(store: Store, serviceNow: number): Promise<void> {
  const transaction = openForWriting(store, 'strict');
  await transaction.objectStore('meta').put(serviceNow - store.now(), SERVICE_OFFSET);
  const ahead = await unsentAhead(transaction, serviceNow);
  const rows = await transaction.objectStore('records').getAll();
  const settled = rows.flatMap((row) => [...stampsOf(recordOf(row))]).filter((stamp) => !ahead.has(stamp));

  let latest = settled.reduce(laterStamp, EARLIEST_STAMP);
  const replacements = new Map<Stamp, Stamp>();
  for (const stamp of [...ahead].sort()) {
    latest = nextStamp(latest, serviceNow, deviceOf(stamp));
    replacements.set(stamp, latest);
  }
  for (const row of rows) await replaceStamps(transaction, row, replacements);
  await resetClock(transaction, latest);
  await transaction.done;
}

async function unsentAhead(transaction: WriteTransaction, serviceNow: number): Promise<Set<Stamp>> {
  const limit = serviceNow + MAX_CLOCK_AHEAD_MS;
  const waiting = await transaction.objectStore('outbox').getAll();
  return new Set(waiting.flatMap((row) => row.unsent).filter((stamp) => millisecondsOf(stamp) > limit));
}

async function replaceStamps(
  transaction: WriteTransaction,
  row: RecordRow,
  replacements: Map<Stamp, Stamp>,
): Promise<void> {
  const renew = (stamp: Stamp) => replacements.get(stamp) ?? stamp;
  if (!mentionsAny(row, replacements)) return;
  const fields = mapValues(row.fields, ([stamp, value]): Register => [renew(stamp), value]);
  const notes = mapValues(row.notes, (values) =>
    values.map(
      (value): NoteValue => ({ ...value, stamp: renew(value.stamp), seen: mapValues(value.seen, renew) }),
    ),
  );
  const version = row.version + 1;
  await transaction.objectStore('records').put({ ...row, fields, notes, version });
  const outbox = transaction.objectStore('outbox');
  const waiting = await outbox.get([row.kind, row.id]);
  const unsent = (waiting?.unsent ?? []).map(renew);
  await outbox.put({
    kind: row.kind,
    id: row.id,
    version,
    unsent,
    since: waiting?.since ?? millisecondsOf(newestStamp(row)),
  });
}

function mentionsAny(row: RecordRow, replacements: Map<Stamp, Stamp>): boolean {
  const contexts = Object.values(row.notes).flatMap((values) =>
    values.flatMap((value) => Object.values(value.seen)),
  );
  return [...stampsOf(recordOf(row)), ...contexts].some((stamp) => replacements.has(stamp));
}

function mapValues<T, U>(values: Record<string, T>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
}
