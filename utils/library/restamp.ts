import type { NoteValue, Register } from '../../protocol/records.ts';
import {
  deviceOf,
  EARLIEST_STAMP,
  firstStampAt,
  laterStamp,
  MAX_CLOCK_AHEAD_MS,
  millisecondsOf,
  nextStamp,
  type Stamp,
} from '../../protocol/stamps.ts';
import type { OutboxRow, RecordRow, WriteTransaction } from './database.ts';
import { restampLog } from './merge-log.ts';
import { noteRenewed } from './renewed-stamps.ts';
import { drawDeviceBase, randomText, type Store } from './store.ts';
import { LATEST_SETTLED, openForWriting, recordOf, resetClock, SERVICE_OFFSET, stampsOf } from './write.ts';

/**
 * The service refused stamps as too far ahead of its time, which it told in milliseconds. Gives this device's edits that it surely never
 * took new stamps, in their order and above everything else here, and goes by the service's time from now on.
 *
 * Only stamps beyond the service's limit are replaced: an earlier one may have been stored although its answer was lost, and
 * replacing it by a smaller one would let the stored copy win over a later edit. The new ones are of device parts drawn now: a copy of this
 * profile stamps the same edits anew by itself, and neither may hand out a stamp that means something else in the other.
 */
export async function restampAhead(store: Store, told: number): Promise<void> {
  const transaction = openForWriting(store, 'strict');
  const serviceNow = await latestTold(transaction, told);
  await transaction.objectStore('meta').put(serviceNow - store.now(), SERVICE_OFFSET);
  await drawDeviceBase(transaction.objectStore('meta'));
  const limit = serviceNow + MAX_CLOCK_AHEAD_MS;
  const rows = await transaction.objectStore('records').getAll();
  const outbox = await transaction.objectStore('outbox').getAll();
  const ahead = stampsAhead(rows, outbox, limit);
  const devices = new Map([...ahead].map((stamp) => [deviceOf(stamp), randomText(8)]));
  let latest = await latestWithinLimit(transaction, rows, outbox, limit);
  const replacements = new Map<Stamp, Stamp>();
  for (const stamp of [...ahead].sort()) {
    latest = nextStamp(latest, serviceNow, devices.get(deviceOf(stamp)) ?? deviceOf(stamp));
    replacements.set(stamp, latest);
  }
  for (const row of rows) await replaceStamps(store, transaction, row, { replacements, limit });
  await noteRenewed(transaction.objectStore('meta'), replacements);
  if (replacements.size > 0) await restampLog(transaction, (stamp) => replacements.get(stamp) ?? stamp);
  await resetClock(transaction, latest);
  await transaction.done;
}

const RESTAMPED_AT = 'restamped-at';
/** Longer than this no answer that tells the time is under way; a time that was later by more was a wrong one. */
const ANSWERS_WITHIN_MS = 60_000;

/**
 * Of two answers to two contexts the earlier may come second. What the later one let stand must stay: it may have gone out since, and a context
 * that names less than its copies do would differ from them for good.
 */
async function latestTold(transaction: WriteTransaction, told: number): Promise<number> {
  const meta = transaction.objectStore('meta');
  const before = await meta.get(RESTAMPED_AT);
  const isLater = typeof before === 'number' && before > told && before - told <= ANSWERS_WITHIN_MS;
  const latest = isLater ? before : told;
  await meta.put(latest, RESTAMPED_AT);
  return latest;
}

/** Below this it is the line's delay that differs. */
const SAME_TIME_MS = 5_000;

/** The latest time the service told, in milliseconds since 1970, to the hour. */
export const SERVICE_TIME = 'service-time';
const HOUR_MS = 60 * 60_000;

/**
 * The service told its time. On a device whose clock once ran ahead, and may have been set right since: goes by what the service's time is
 * now.
 */
export async function renewOffset(store: Store, serviceNow: number): Promise<void> {
  const transaction = store.database.transaction('meta', 'readwrite', { durability: 'relaxed' });
  const told = await transaction.store.get(SERVICE_TIME);
  if (typeof told !== 'number' || Math.abs(serviceNow - told) > HOUR_MS) {
    await transaction.store.put(serviceNow, SERVICE_TIME);
  }
  const known = await transaction.store.get(SERVICE_OFFSET);
  const offset = serviceNow - store.now();
  if (typeof known === 'number' && Math.abs(offset - known) > SAME_TIME_MS) {
    await transaction.store.put(offset, SERVICE_OFFSET);
  }
  await transaction.done;
}

/** The service took none of these. Contexts name some that later edits replaced: left as they are, they would cover what comes. */
function stampsAhead(rows: RecordRow[], outbox: OutboxRow[], limit: number): Set<Stamp> {
  const unsent = outbox.flatMap((row) => row.unsent);
  return new Set(
    [...unsent, ...rows.flatMap(contextStamps)].filter((stamp) => millisecondsOf(stamp) > limit),
  );
}

/** The greatest stamp that stays: what the service may hold, what stands here, and what contexts here name. */
async function latestWithinLimit(
  transaction: WriteTransaction,
  rows: RecordRow[],
  outbox: OutboxRow[],
  limit: number,
): Promise<Stamp> {
  const settled = await transaction.objectStore('meta').get(LATEST_SETTLED);
  const here = rows.flatMap((row) => [...stampsOf(recordOf(row)), ...contextStamps(row)]);
  const staying = [...here, ...outbox.flatMap((row) => [...row.offered, ...row.unsent])].filter(
    (stamp) => millisecondsOf(stamp) <= limit,
  );
  return staying.reduce(laterStamp, typeof settled === 'string' ? settled : EARLIEST_STAMP);
}

/** What stands for the stamps that are later than `limit`, in milliseconds. */
interface Renewal {
  replacements: Map<Stamp, Stamp>;
  limit: number;
}

async function replaceStamps(
  store: Store,
  transaction: WriteTransaction,
  row: RecordRow,
  { replacements, limit }: Renewal,
): Promise<void> {
  const renew = (stamp: Stamp) => replacements.get(stamp) ?? stamp;
  if (!mentionsAny(row, replacements)) return;
  const fields = mapValues(row.fields, ([stamp, value]): Register => [renew(stamp), value]);
  const notes = mapValues(row.notes, (values) =>
    values.map(
      (value): NoteValue => ({
        ...value,
        stamp: renew(value.stamp),
        seen: renewContext(value.seen, { replacements, limit }),
      }),
    ),
  );
  const version = row.version + 1;
  await transaction.objectStore('records').put({ ...row, fields, notes, version });
  const outbox = transaction.objectStore('outbox');
  const waiting = await outbox.get([row.kind, row.id]);
  const { unsent, offered, since } = waiting ?? { unsent: [], offered: [], since: store.now() };
  const next = { kind: row.kind, id: row.id, version, since };
  await outbox.put({ ...next, unsent: unsent.map(renew), offered: offered.map(renew) });
}

/**
 * The writer had seen what the device stamped before it ran ahead, and that stays: on the service, or unsent in a copy of this profile, even
 * where nothing here names it any more. Whatever else the device stamps is beyond the limit, and nobody here has seen it.
 */
function renewContext(seen: Record<string, Stamp>, { replacements, limit }: Renewal): Record<string, Stamp> {
  const renewed = Object.entries(seen).flatMap(([device, stamp]): [string, Stamp][] => {
    const replacement = replacements.get(stamp);
    if (replacement === undefined) return [[device, stamp]];
    return [
      [device, firstStampAt(limit, device)],
      [deviceOf(replacement), replacement],
    ];
  });
  return Object.fromEntries(renewed);
}

function mentionsAny(row: RecordRow, replacements: Map<Stamp, Stamp>): boolean {
  return [...stampsOf(recordOf(row)), ...contextStamps(row)].some((stamp) => replacements.has(stamp));
}

function contextStamps(row: RecordRow): Stamp[] {
  return Object.values(row.notes).flatMap((values) => values.flatMap((value) => Object.values(value.seen)));
}

function mapValues<T, U>(values: Record<string, T>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
}
