import { newestStamp } from './merge.ts';
import type { NoteValue, SyncRecord } from './records.ts';
import { millisecondsOf, type Stamp } from './stamps.ts';

/** When a deleted record was deleted, by the deletion's own stamp; null for a living one, and for one that is empty already. */
export function deletedAt(record: SyncRecord): Date | null {
  const stamp = deletionStamp(record);
  if (stamp === null || !hasContentBefore(record, stamp)) return null;
  return new Date(millisecondsOf(stamp));
}

/**
 * The record with everything emptied that is older than its deletion, fields **with the deletion's own stamp**, a note's values with theirs: so
 * a later restore, which writes all of it anew, wins over the emptying whenever the two meet. Living records come back unchanged.
 */
export function emptyDeleted(record: SyncRecord): SyncRecord {
  const stamp = deletionStamp(record);
  if (stamp === null) return record;
  const fields = Object.entries(record.fields).map(([name, register]): [string, typeof register] =>
    name !== 'deleted' && register[0] < stamp ? [name, [stamp, null]] : [name, register],
  );
  const notes = Object.entries(record.notes).map(([name, values]) => [name, emptyNote(values, stamp)]);
  return { ...record, fields: Object.fromEntries(fields), notes: Object.fromEntries(notes) };
}

/**
 * Whether a living record goes with the deleted one that it belongs to: nothing of it is later than that deletion. What was written later was written by somebody
 * who may not have known of it, and stays.
 */
export function goesWith(record: SyncRecord, owner: SyncRecord): boolean {
  const stamp = deletionStamp(owner);
  return stamp !== null && deletionStamp(record) === null && newestStamp(record) < stamp;
}

/** The record deleted and emptied, all with the stamp of the deletion that it goes with: restoring what it belongs to writes it anew, and wins over this. */
export function emptyWith(record: SyncRecord, owner: SyncRecord): SyncRecord {
  const stamp = deletionStamp(owner);
  if (stamp === null) return record;
  return emptyDeleted({ ...record, fields: { ...record.fields, deleted: [stamp, true] } });
}

function deletionStamp(record: SyncRecord): Stamp | null {
  const deleted = record.fields.deleted;
  return deleted?.[1] === true ? deleted[0] : null;
}

function hasContentBefore(record: SyncRecord, stamp: Stamp): boolean {
  const fields = Object.entries(record.fields).some(
    ([name, register]) => name !== 'deleted' && register[0] < stamp,
  );
  return (
    fields ||
    Object.values(record.notes).some((values) =>
      values.some((value) => value.stamp < stamp && value.text !== ''),
    )
  );
}

/**
 * The older values without their words; a value written after the deletion stays as it is. Stamps and contexts stay too: were they replaced by
 * one empty value, whoever covered that one would cover, unseen, what it stood for, and copies would differ by the order of their joins.
 */
function emptyNote(values: NoteValue[], stamp: Stamp): NoteValue[] {
  return values.map((value) => (value.stamp < stamp ? { ...value, text: '' } : value));
}
