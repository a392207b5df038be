import { MAX_NOTE_LENGTH } from '../../protocol/records.ts';
import { LibraryError } from './library-error.ts';
import type { Note, Owner } from './note-types.ts';
import { NOTE, readNote } from './note-view.ts';
import type { Store } from './store.ts';
import { type Written, write } from './write.ts';

/** Replaces the values named by `seen`; a value that came meanwhile stays beside the new one. */
export async function writeNote(store: Store, owner: Owner, text: string, seen: string[]): Written<Note> {
  if (text.length > MAX_NOTE_LENGTH) {
    throw new LibraryError(
      'note-too-long',
      `the note of ${owner.kind} ${owner.id} has ${text.length} characters`,
    );
  }
  return write(store, async (writer) => {
    const record = await writer.read(owner.kind, owner.id);
    if (!record) throw new LibraryError('not-found', `no ${owner.kind} ${owner.id} for a note`);
    const present = readNote(record);
    if (isWritten(present, text, seen)) return present;
    return readNote(await writer.writeNote(owner.kind, owner.id, NOTE, text, seen));
  });
}

/** Whether the text stands there already and nothing else would go: a field left unchanged, or a request that is repeated. */
function isWritten({ values }: Note, text: string, seen: string[]): boolean {
  if (values.length === 0) return text === '';
  const own = values.find((value) => value.text === text);
  return own !== undefined && values.every((value) => value === own || !seen.includes(value.stamp));
}
