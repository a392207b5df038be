import * as z from 'zod/mini';
import { MAX_NOTE_LENGTH } from '../../protocol/records.ts';
import type { Library, Owner } from '../../utils/library/library.ts';

/** What is being typed into a note, with the stamps of the values its writer had seen when it was begun. */
export interface NoteDraft {
  text: string;
  seen: string[];
}

const draftSchema = z.object({ text: z.string(), seen: z.array(z.string()) });

/** Null where nothing waits, or nothing that can be read. */
export async function readDraft(library: Library, owner: Owner): Promise<NoteDraft | null> {
  const kept = await library.draft(draftKey(owner));
  if (kept === null) return null;
  try {
    const read = draftSchema.safeParse(JSON.parse(kept));
    return read.success ? read.data : null;
  } catch {
    return null; // not JSON: nothing of ours
  }
}

export function keepDraft(library: Library, owner: Owner, draft: NoteDraft | null): Promise<void> {
  return library.setDraft(draftKey(owner), draft === null ? null : JSON.stringify(draft));
}

/** Writes what was still being typed when the page went away. One too long for a note stays a draft. */
export async function finishDraft(library: Library, owner: Owner): Promise<void> {
  const draft = await readDraft(library, owner);
  if (!draft || draft.text.length > MAX_NOTE_LENGTH) return;
  await library.writeNote(owner, draft.text, draft.seen);
  await keepDraft(library, owner, null);
}

function draftKey(owner: Owner): string {
  return `reader-note ${owner.kind} ${owner.id}`;
}
