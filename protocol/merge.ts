import { canonicalText, isSameJson } from './json.ts';
import type { NoteValue, Register, SyncRecord } from './records.ts';
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
  return (
    a.kind === b.kind && a.id === b.id && isSameJson(a.fields, b.fields) && isSameNotes(a.notes, b.notes)
  );
}

function laterRegister(a: Register, b: Register): Register {
  if (a[0] !== b[0]) return a[0] < b[0] ? b : a;
  if (isSameJson(a[1], b[1])) return a;
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

function isSameNotes(a: SyncRecord['notes'], b: SyncRecord['notes']): boolean {
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => Object.hasOwn(b, name) && isSameNote(a[name] ?? [], b[name] ?? []));
}

function isSameNote(a: NoteValue[], b: NoteValue[]): boolean {
  if (a.length !== b.length) return false;
  return a.every((value, index) => {
    const other = b[index];
    return (
      other !== undefined &&
      value.stamp === other.stamp &&
      value.text === other.text &&
      isSameJson(value.seen, other.seen)
    );
  });
}
