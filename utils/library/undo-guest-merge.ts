import type { Json, NoteValue, Register, SyncRecord } from '../../protocol/records.ts';
import type { Stamp } from '../../protocol/stamps.ts';
import { offerAgain } from './guest-records.ts';
import { isDeleted } from './links.ts';
import {
  changeHead,
  isStill,
  type MergeHead,
  type MergeStep,
  noteTakenBack,
  readSteps,
  stepKeys,
} from './merge-log.ts';
import { linked } from './read-records.ts';
import { readField, taggingFields } from './record-schemas.ts';
import type { Store } from './store.ts';
import { recordOf, stampsOf, type Writer, write } from './write.ts';

/**
 * Takes the last merge of a guest's library out of the member's again: what it brought goes to 回收站, what it changed is as it was before,
 * and the guest's library is offered anew. What somebody has edited since stays. Each step is one transaction with its own end, so it may be cut
 * and asked again anywhere; these are edits like any other, so other devices follow.
 */
export async function undoMerge(
  guest: Store,
  member: Store,
  announce: (records: Writer['changed']) => void,
): Promise<{ stayed: number }> {
  const head = await changeHead(member, (now) => now && { ...now, status: 'undoing' });
  if (!head) return { stayed: 0 };
  // Before anything goes: cut behind this, the guest's library is offered once too often rather than never.
  const rows = await Promise.all(
    (await stepKeys(member)).map((key) => member.database.get('guestMerge', key)),
  );
  await offerAgain(guest, head.mergedUpTo, rows.flatMap(readSteps));
  let stayed = 0;
  for (const key of (await stepKeys(member)).reverse()) {
    const { result, changed } = await write(member, (writer) => undoRow(writer, head, key));
    stayed += result;
    announce(changed);
  }
  await changeHead(member, (now) => (now?.id === head.id ? null : now));
  return { stayed };
}

async function undoRow(writer: Writer, head: MergeHead, key: number): Promise<number> {
  if (!(await isStill(writer.transaction, head))) return 0;
  const log = writer.transaction.objectStore('guestMerge');
  let stayed = 0;
  const written: Stamp[] = [];
  // From behind: what belongs to an article goes before it.
  for (const step of readSteps(await log.get(key)).reverse()) {
    const before = await writer.read(step.kind, step.id);
    if ((await undoStep(writer, step)) === 'stays' && step.kind === 'article') stayed += 1;
    const after = await writer.read(step.kind, step.id);
    if (before && after) written.push(...stampsOf(after).difference(stampsOf(before)));
  }
  await noteTakenBack(writer.transaction, written);
  await log.delete(key);
  return stayed;
}

async function undoStep(writer: Writer, step: MergeStep): Promise<'undone' | 'stays'> {
  const now = await writer.read(step.kind, step.id);
  if (!now) return 'undone';
  if (step.made !== null) return unmake(writer, now, new Set(step.made));
  const back = Object.entries(step.fields).filter(([name, { stamp }]) => now.fields[name]?.[0] === stamp);
  const values = Object.fromEntries(back.map(([name, { before }]): [string, Json] => [name, before]));
  const stays = values.deleted === true && (isEditedSince(now, step) || (await isUsed(writer, now)));
  if (stays) delete values.deleted;
  if (Object.keys(values).length > 0) await writer.set(now.kind, now.id, values);
  for (const [name, note] of Object.entries(step.notes)) await undoNote(writer, now, name, note);
  return stays ? 'stays' : 'undone';
}

/** What reading alone writes is no edit. */
const BY_READING = new Set(['position', 'place', 'state']);

/** How a record of each kind is no more. Of others every field is emptied: they hold one setting, or sums. */
const GONE: Record<string, Record<string, Json>> = {
  article: { deleted: true },
  mark: { deleted: true },
  tag: { deleted: true },
  'saved-search': { deleted: true },
  'site-rule': { deleted: true },
  tagging: { present: false },
  site: { on: false },
};

async function unmake(
  writer: Writer,
  now: SyncRecord,
  made: ReadonlySet<Stamp>,
): Promise<'undone' | 'stays'> {
  if (isDeleted(now)) return 'undone';
  const fields = Object.entries(now.fields).filter(([name]) => !BY_READING.has(name));
  const values = Object.values(now.notes).flat();
  const isEdited =
    fields.some(([, [stamp]]) => !made.has(stamp)) || values.some(({ stamp }) => !made.has(stamp));
  if (isEdited || (await isUsed(writer, now))) return 'stays';
  const gone = GONE[now.kind] ?? Object.fromEntries(fields.map(([name]) => [name, null]));
  await writer.set(now.kind, now.id, gone);
  return 'undone';
}

/** Bringing it back wrote all of it anew: whatever has another stamp was written since. */
function isEditedSince({ fields, notes }: SyncRecord, step: MergeStep): boolean {
  const isOther = ([name, [stamp]]: [string, Register]) =>
    !BY_READING.has(name) && step.fields[name]?.stamp !== stamp;
  const isOtherNote = ([name, values]: [string, NoteValue[]]) =>
    values.some(({ stamp }) => !step.notes[name]?.stamps.includes(stamp));
  return Object.entries(fields).some(isOther) || Object.entries(notes).some(isOtherNote);
}

/** Whether something that was put on it since would go along with it. */
async function isUsed({ transaction }: Writer, { kind, id }: SyncRecord): Promise<boolean> {
  const records = transaction.objectStore('records');
  const found = await Promise.all(['mark', 'tagging'].map((of) => linked(records, of, `${kind}:${id}`)));
  return found.flat().some((row) => {
    const record = recordOf(row);
    if (record.kind === 'mark') return !isDeleted(record);
    return readField(record, 'present', taggingFields.present) === true;
  });
}

/** Leaves the words that did not come with the merge; where it had replaced all there were, those come back. */
async function undoNote(
  writer: Writer,
  { kind, id, notes }: SyncRecord,
  name: string,
  step: MergeStep['notes'][string],
): Promise<void> {
  const values = notes[name] ?? [];
  const came = values.filter(({ stamp }) => step.stamps.includes(stamp));
  if (came.length === 0) return;
  const seen = came.map(({ stamp }) => stamp);
  const other = values.find(({ stamp }) => !seen.includes(stamp));
  if (other) {
    await writer.writeNote(kind, id, name, other.text, [other.stamp, ...seen]);
    return;
  }
  const [first = '', ...more] = step.before;
  await writer.writeNote(kind, id, name, first, seen);
  for (const text of more) await writer.writeNote(kind, id, name, text, []);
}
