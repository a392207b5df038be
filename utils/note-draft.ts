import type { Note, Owner } from './library/library.ts';

/** What is being typed into a note, and the stamps of the values that its writer had before them. */
export interface NoteDraft {
  text: string;
  seen: string[];
}

/** Under what the words typed into a note in a page of ours wait. */
export function noteDraftKey(owner: Owner): string {
  return `note ${owner.kind} ${owner.id}`;
}

/** What is being joined from the values of this note; apart from what is typed into the note itself, which is written by itself. */
export function mergeDraftKey(owner: Owner): string {
  return `merge ${owner.kind} ${owner.id}`;
}

/** In the card of a mark. The background puts the page's address before it. */
export function cardDraftKey(markId: string): string {
  return `note:${markId}`;
}

const OF_A_NOTE = /^(?:note|merge) (article|mark) (\S+)$/;
const OF_A_CARD = /^page .* note:(\S+)$/;

/** Whose words wait under a key of these three; null for what is typed elsewhere. */
export function ownerOfDraft(key: string): Owner | null {
  const [, kind, id] = OF_A_NOTE.exec(key) ?? [];
  if (id !== undefined) return { kind: kind === 'article' ? 'article' : 'mark', id };
  const [, markId] = OF_A_CARD.exec(key) ?? [];
  return markId === undefined ? null : { kind: 'mark', id: markId };
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

/** Stamps sort as texts do. */
export function latestOf(stamps: readonly string[]): string {
  return stamps.reduce((latest, stamp) => (latest < stamp ? stamp : latest), '');
}

/** Whether what a writer has before them is one of several values by now: theirs, beside which the others stand. */
export function standsBeside({ values }: Note, seen: readonly string[]): boolean {
  return values.length > 1 && values.some(({ stamp }) => seen.includes(stamp));
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
