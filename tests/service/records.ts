import type { Json, NoteValue, SyncRecord } from '../../protocol/records.ts';

const DEVICE = 'testdevc';

/** A stamp of a device of the tests. `at` in ms since 1970; the counter tells stamps of one millisecond apart. */
export function stampAt(at: number, counter = 0, device = DEVICE): string {
  return `${String(at).padStart(13, '0')}-${counter.toString(36).padStart(4, '0')}-${device}`;
}

/** A record whose fields were all written at `at`. */
export function recordAt(
  at: number,
  { id, kind = 'tag', ...values }: { id: string; kind?: string } & { [field: string]: Json },
): SyncRecord {
  const fields = Object.entries(values).map(([name, value]) => [name, [stampAt(at), value]]);
  return { kind, id, fields: Object.fromEntries(fields), notes: {} };
}

export function withNote(record: SyncRecord, value: NoteValue): SyncRecord {
  return { ...record, notes: { note: [value] } };
}
