import type * as z from 'zod/mini';
import { deviceOf, millisecondsOf } from '../../protocol/stamps.ts';
import { NOTE } from '../library/note-view.ts';
import { DEVICE_BASE, type Store } from '../library/store.ts';
import { latestOf, ownerOfDraft, unpackDraft } from '../note-draft.ts';
import { DRAFTS, draftLineSchema } from './backup-format.ts';
import type { Backup } from './read-backup.ts';

type DraftLine = z.infer<typeof draftLineSchema>;

/** What was being typed when an archive was made, and is to wait here again. What is being typed here stays. */
export async function* newDrafts(store: Store, backup: Backup): AsyncGenerator<DraftLine> {
  for await (const line of backup.lines(DRAFTS)) {
    const draft = draftLineSchema.safeParse(line);
    if (!draft.success) continue;
    const isHere = (await store.database.getKey('drafts', draft.data.key)) !== undefined;
    if (!isHere && !(await wasWrittenSince(store, draft.data))) yield draft.data;
  }
}

/**
 * Whether this device has written the note after these words were typed: they are in it then, or were given up, and would come back as a second wording beside
 * it. Another device has never seen them, so what it wrote says nothing; nor does what their writer had before them.
 */
async function wasWrittenSince({ database }: Store, { key, text, at }: DraftLine): Promise<boolean> {
  const owner = ownerOfDraft(key);
  const row = owner && (await database.get('records', [owner.kind, owner.id]));
  const device = await database.get('meta', DEVICE_BASE);
  if (!row || typeof device !== 'string') return false;
  const known = latestOf(unpackDraft(text)?.seen ?? []);
  const stamps = (row.notes[NOTE] ?? []).flatMap(({ stamp, seen }) => [stamp, ...Object.values(seen)]);
  return stamps.some(
    (stamp) => deviceOf(stamp).startsWith(device) && millisecondsOf(stamp) >= at && stamp > known,
  );
}
