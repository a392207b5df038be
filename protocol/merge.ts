import type { Json, NoteValue, Register, SyncRecord } from './records.ts';
import { deviceOf, EARLIEST_STAMP, laterStamp, type Stamp } from './stamps.ts';

/**
 * Joins two copies of a record, field by field: the later stamp wins. The join is commutative, associative and
 * idempotent, so copies may arrive late, twice or in any order. The extension and the service both use this one.
 */
export function joinRecords(a: SyncRecord, b: SyncRecord): SyncRecord {
  if (a.kind !== b.kind || a.id !== b.id) {
    throw new Error(`two different records can't be joined: ${a.kind} ${a.id}, ${b.kind} ${b.id}`);
  }
  return {
    kind: a.kind,
    id: a.id,
    fields: unite(a.fields, b.fields, laterRegister),
    notes: unite(a.notes, b.notes, joinNotes),
  };
}

/** What a record is before anything was written to it. */
export function emptyRecord(kind: string, id: string): SyncRecord {
  return { kind, id, fields: {}, notes: {} };
}

/** The values of a note that no other value's context covers, oldest first. More than one is a conflict. */
export function joinNotes(a: NoteValue[], b: NoteValue[]): NoteValue[] {
  const byStamp = new Map<Stamp, NoteValue>();
  for (const value of [...a, ...b]) {
    const twin = byStamp.get(value.stamp);
    byStamp.set(value.stamp, twin ? joinTwins(twin, value) : value);
  }
  const values = [...byStamp.values()];
  return values
    .filter((value) => !values.some((other) => other !== value && isCovered(value.stamp, other.seen)))
    .sort((left, right) => (left.stamp < right.stamp ? -1 : 1));
}

/** Whether a writer with this context had seen the value (or a later one of the same device). */
export function isCovered(stamp: Stamp, seen: Record<string, Stamp>): boolean {
  const latest = seen[deviceOf(stamp)];
  return latest !== undefined && latest >= stamp;
}

/** The context of a value that replaces all of these: everything they are, and everything their writers had seen. */
export function contextOf(values: NoteValue[]): Record<string, Stamp> {
  const own = values.map((value) => ({ [deviceOf(value.stamp)]: value.stamp }));
  return [...own, ...values.map((value) => value.seen)].reduce(
    (context, seen) => unite(context, seen, laterStamp),
    {},
  );
}

/** The latest stamp anywhere in the record: what a device's clock must pass after receiving it. */
export function newestStamp(record: SyncRecord): Stamp {
  const registers = Object.values(record.fields).map(([stamp]) => stamp);
  const notes = Object.values(record.notes).flatMap((values) => values.map((value) => value.stamp));
  return [...registers, ...notes].reduce(laterStamp, EARLIEST_STAMP);
}

/** Equal in every field and value, whatever the order of keys. */
export function isSameRecord(a: SyncRecord, b: SyncRecord): boolean {
  return canonicalText(toJson(a)) === canonicalText(toJson(b));
}

function laterRegister(a: Register, b: Register): Register {
  if (a[0] !== b[0]) return a[0] < b[0] ? b : a;
  // One device never gives two values one stamp. Should a broken one do so, every copy must still choose the same.
  return canonicalText(a[1]) < canonicalText(b[1]) ? b : a;
}

/** A value without words is one that was emptied since (deletion.ts), so that it wins. */
function joinTwins(a: NoteValue, b: NoteValue): NoteValue {
  const [lesser, greater] = a.text < b.text ? [a, b] : [b, a];
  return {
    stamp: a.stamp,
    text: lesser.text === '' ? '' : greater.text,
    seen: unite(a.seen, b.seen, laterStamp),
  };
}

function unite<T>(a: Record<string, T>, b: Record<string, T>, join: (a: T, b: T) => T): Record<string, T> {
  const united = { ...a };
  for (const [key, value] of Object.entries(b)) {
    // Its own alone: a field may be called `constructor`.
    const present = Object.hasOwn(united, key) ? united[key] : undefined;
    united[key] = present === undefined ? value : join(present, value);
  }
  return united;
}

function toJson(record: SyncRecord): Json {
  return { kind: record.kind, id: record.id, fields: record.fields, notes: noteJson(record.notes) };
}

function noteJson(notes: Record<string, NoteValue[]>): Json {
  return Object.fromEntries(
    Object.entries(notes).map(([name, values]) => [name, values.map((value) => ({ ...value }))]),
  );
}

/** JSON with its keys in order, so that equal values have equal texts. */
function canonicalText(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalText(inner)}`).join(',')}}`;
}
