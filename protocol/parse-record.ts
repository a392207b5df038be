import {
  ID_PATTERN,
  type Json,
  KIND_PATTERN,
  MAX_NOTE_LENGTH,
  MAX_NOTE_VALUES,
  NAME_PATTERN,
  type NoteValue,
  type Register,
  type SyncRecord,
  syncRecordSchema,
} from './records.ts';
import { DEVICE_PATTERN, STAMP_PATTERN } from './stamps.ts';

/** Deeper than this nothing is read: a selector, the deepest thing a record holds today, needs six levels. */
export const MAX_RECORD_DEPTH = 32;

/**
 * What `syncRecordSchema` reads, and null for what it refuses. Ten thousand records arrive in a first sync, and most are as this version writes
 * them: those are told by plain checks, at a thirtieth of the schema's cost, and given back as they came. Whatever is out of the ordinary is left to
 * the schema; a property test holds that both agree.
 */
export function parseSyncRecord(value: unknown): SyncRecord | null {
  if (isOrdinary(value)) return value;
  if (isDeeperThan(value, MAX_RECORD_DEPTH)) return null;
  const read = syncRecordSchema.safeParse(value);
  return read.success ? read.data : null;
}

/** Exactly the four keys, and nothing in them that the schema would refuse, strip or default. */
function isOrdinary(value: unknown): value is SyncRecord {
  if (!isPlain(value)) return false;
  const { kind, id, fields, notes } = value;
  return (
    Object.keys(value).length === 4 &&
    isText(kind, KIND_PATTERN) &&
    isText(id, ID_PATTERN) &&
    isMapOf(fields, NAME_PATTERN, isRegister) &&
    isMapOf(notes, NAME_PATTERN, isNote)
  );
}

function isRegister(value: unknown): value is Register {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    isText(value[0], STAMP_PATTERN) &&
    isJson(value[1], MAX_RECORD_DEPTH - 3)
  );
}

function isNote(value: unknown): value is NoteValue[] {
  return Array.isArray(value) && value.length <= MAX_NOTE_VALUES && value.every(isNoteValue);
}

function isNoteValue(value: unknown): value is NoteValue {
  if (!isPlain(value) || Object.keys(value).length !== 3) return false;
  const { stamp, text, seen } = value;
  return (
    isText(stamp, STAMP_PATTERN) &&
    typeof text === 'string' &&
    text.length <= MAX_NOTE_LENGTH &&
    isMapOf(seen, DEVICE_PATTERN, isStamp)
  );
}

function isStamp(value: unknown): value is string {
  return isText(value, STAMP_PATTERN);
}

function isMapOf<T>(
  value: unknown,
  names: RegExp,
  isEntry: (entry: unknown) => entry is T,
): value is Record<string, T> {
  if (!isPlain(value)) return false;
  for (const name of Object.keys(value)) {
    if (!names.test(name) || !isEntry(value[name])) return false;
  }
  return true;
}

function isJson(value: unknown, depth: number): value is Json {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (depth === 0) return false;
  if (Array.isArray(value)) return value.every((entry) => isJson(entry, depth - 1));
  if (!isPlain(value)) return false;
  for (const name of Object.keys(value)) {
    if (name === '__proto__' || !isJson(value[name], depth - 1)) return false;
  }
  return true;
}

function isText(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Looked at before the schema and without following further: schema, join and JSON all recurse. */
function isDeeperThan(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some((inner) => isDeeperThan(inner, depth - 1));
}
