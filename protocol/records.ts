import * as z from 'zod/mini';
import { deviceSchema, stampSchema } from './stamps.ts';

/** Kinds this version knows. Others come from a newer version: they are kept and passed on untouched. */
export const RECORD_KINDS = [
  'article',
  'tagging',
  'tag',
  'mark',
  'site',
  'site-rule',
  'saved-search',
  'review',
  'preference',
  'reading-time',
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** A record travels whole, so it stays small: bytes of its JSON in UTF-8, without its notes. */
export const MAX_RECORD_BYTES = 64 * 1024;
/** Bytes of a record's notes. One full note of Chinese is 60 KB, and a conflict of several must still travel for the reader to settle it. */
export const MAX_NOTES_BYTES = 256 * 1024;
/** Characters (UTF-16 code units) in one note. */
export const MAX_NOTE_LENGTH = 20_000;

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export const jsonSchema: z.ZodMiniType<Json> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(jsonSchema),
    z.record(z.string(), jsonSchema),
  ]),
);

/** A last-writer-wins register: the later stamp's value stands. */
export type Register = [stamp: string, value: Json];
export const registerSchema = z.tuple([stampSchema, jsonSchema]);

/**
 * One value of a note, which is a multi-value register [1]. `seen` is its writer's context: per device, the latest
 * stamp of this note the writer had seen. A value is dropped only when the context of another covers it; what remains side by
 * side is a conflict for the reader to settle.
 *
 * [1] Shapiro et al., A comprehensive study of Convergent and Commutative Replicated Data Types, 2011, §3.2.2
 */
export interface NoteValue {
  stamp: string;
  text: string;
  seen: Record<string, string>;
}
export const noteValueSchema = z.object({
  stamp: stampSchema,
  text: z.string().check(z.maxLength(MAX_NOTE_LENGTH)),
  seen: z.record(deviceSchema, stampSchema),
});

export const NAME_PATTERN = /^[A-Za-z][A-Za-z0-9:_.@/-]{0,127}$/;
export const KIND_PATTERN = /^[a-z][a-z0-9-]{0,63}$/;
export const ID_PATTERN = /^[A-Za-z0-9:_.@-]{1,128}$/;
/** Values of one note side by side. */
export const MAX_NOTE_VALUES = 64;

const nameSchema = z.string().check(z.regex(NAME_PATTERN));

/**
 * What travels: a map of stamped fields. A newer version adds fields and kinds, never other top-level keys. To read one, `parseSyncRecord`
 * (parse-record.ts) gives the same as the schema, sooner.
 */
export interface SyncRecord {
  kind: string;
  id: string;
  fields: Record<string, Register>;
  notes: Record<string, NoteValue[]>;
}
export const syncRecordSchema: z.ZodMiniType<SyncRecord> = z.object({
  kind: z.string().check(z.regex(KIND_PATTERN)),
  id: z.string().check(z.regex(ID_PATTERN)),
  fields: z.record(nameSchema, registerSchema),
  notes: z._default(z.record(nameSchema, z.array(noteValueSchema).check(z.maxLength(MAX_NOTE_VALUES))), {}),
});

/** Bytes of the record's JSON in UTF-8. */
export function recordBytes(record: SyncRecord): number {
  return bytesOf(record);
}

/** Whether the record is above what a device may write and the service takes. */
export function isTooLarge(record: SyncRecord): boolean {
  const { notes, ...rest } = record;
  return bytesOf(rest) > MAX_RECORD_BYTES || bytesOf(notes) > MAX_NOTES_BYTES;
}

function bytesOf(value: object): number {
  const text = JSON.stringify(value);
  let bytes = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    // A surrogate is half of a character of four bytes: JSON.stringify leaves no lone one.
    if (unit >= 0x80) bytes += unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 1 : 2;
  }
  return bytes;
}
