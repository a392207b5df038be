import * as z from 'zod/mini';
import { type NoteValue, noteValueSchema, type SyncRecord } from '../../protocol/records.ts';
import type { Note } from './note-types.ts';

/** The name of the note's register on articles and marks. */
export const NOTE = 'note';

const valuesSchema = z.array(z.unknown());

/** The note of an article or mark. Values that don't read are left out. */
export function readNote(record: Pick<SyncRecord, 'notes'>): Note {
  const stored = valuesSchema.safeParse(record.notes?.[NOTE]);
  const values = (stored.success ? stored.data : []).flatMap(readValue);
  const texts = values.map((value) => value.text).filter((text) => text !== '');
  return { text: texts.join('\n\n'), values };
}

function readValue(value: unknown): NoteValue[] {
  const read = noteValueSchema.safeParse(value);
  return read.success ? [read.data] : [];
}
