import type { Note } from './library/library.ts';

/** What is being typed into a note, and the stamps of the values that its writer had before them. */
export interface NoteDraft {
  text: string;
  seen: string[];
}

const FIRST_LINE = /^seen:([0-9a-z -]*)\n/;

/** As it is stored: the stamps in a line of their own, then the words as they are, so that a draft is hardly longer than its note. */
export function packDraft({ text, seen }: NoteDraft): string {
  return `seen:${seen.join(' ')}\n${text}`;
}

/** Null where nothing waits. Of words without a line of stamps nobody knows what their writer had seen: nothing, so that they replace nothing. */
export function unpackDraft(kept: string | null): NoteDraft | null {
  if (kept === null) return null;
  const line = FIRST_LINE.exec(kept);
  if (line === null) return { text: kept, seen: [] };
  return { text: kept.slice(line[0].length), seen: (line[1] ?? '').split(' ').filter(Boolean) };
}

export function stampsOf(note: Note): string[] {
  return note.values.map((value) => value.stamp);
}

/**
 * What a writer has before them once `text` is stored: their own value, and of the others only those they had seen. One that came from
 * elsewhere meanwhile stands beside it until the reader settles it; typing on must not replace it.
 */
export function seenAfter(stored: Note, text: string, seen: readonly string[]): string[] {
  return stampsOf({
    ...stored,
    values: stored.values.filter((value) => value.text === text || seen.includes(value.stamp)),
  });
}
