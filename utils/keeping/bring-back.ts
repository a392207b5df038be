import type { Json, NoteValue, SyncRecord } from '../../protocol/records.ts';
import { isDeleted } from '../library/links.ts';
import { readField, readFields, tagFields, taggingFields } from '../library/record-schemas.ts';
import type { Writer } from '../library/write.ts';

/** Whether what an archive has was deleted here since. A tag that has become part of another is not gone: what carried it carries that one. */
export function wasDeletedSince(record: SyncRecord, joined: SyncRecord): boolean {
  const isMerged = joined.kind === 'tag' && readField(joined, 'mergedInto', tagFields.mergedInto) !== null;
  return isDeleted(joined) && !isDeleted(record) && !isMerged;
}

/** Brings a deleted record back as it was here, with what it has lost since as the archive has it. */
export async function bringBack(writer: Writer, record: SyncRecord): Promise<void> {
  const now = await writer.read(record.kind, record.id);
  if (!now || !isDeleted(now)) return;
  // An emptied one has lost its fields: those of the archive are written anew. What was changed here before it was deleted stays as it is.
  const fields = Object.entries(record.fields)
    .filter(([name]) => wasEmptied(now, name))
    .map(([name, [, value]]): [string, Json] => [name, value]);
  await writer.renew(record.kind, record.id, { ...Object.fromEntries(fields), deleted: false });
  await writeEmptiedNotes(writer, record, now);
}

/** A tag was taken off all that carried it when it was deleted. `deletedTags`: by id, those that come back. */
export async function putTagBackOn(
  writer: Writer,
  tagging: SyncRecord,
  deletedTags: ReadonlyMap<string, unknown>,
): Promise<void> {
  const { tag, present } = readFields(tagging, taggingFields);
  if (present !== true || tag === null || !deletedTags.has(tag)) return;
  const now = await writer.read('tagging', tagging.id);
  if (now && readField(now, 'present', taggingFields.present) !== true)
    await writer.set('tagging', tagging.id, { present: true });
}

/** Whether a field went with its record's deletion: it has that one's stamp, and nothing in it. */
function wasEmptied({ fields }: SyncRecord, name: string): boolean {
  const register = fields[name];
  return register !== undefined && register[1] === null && register[0] === fields.deleted?.[0];
}

/** So have its notes: an emptied value wins over the same one with its words, which are written once more in its place. */
async function writeEmptiedNotes(writer: Writer, { kind, id, notes }: SyncRecord, joined: SyncRecord) {
  for (const [name, values] of Object.entries(notes)) {
    const wasEmptied = ({ stamp }: NoteValue) =>
      joined.notes[name]?.some((value) => value.stamp === stamp && value.text === '');
    const texts = values.filter((value) => value.text !== '' && wasEmptied(value)).map(({ text }) => text);
    const now = (await writer.read(kind, id))?.notes[name] ?? [];
    let seen = now.filter(({ text }) => text === '').map(({ stamp }) => stamp);
    for (const text of texts) {
      await writer.writeNote(kind, id, name, text, seen);
      // What stood side by side does so again.
      seen = [];
    }
  }
}
