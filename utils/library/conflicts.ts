import type { RecordRow } from './database.ts';
import { LibraryError } from './library-error.ts';
import { isDeleted, SEVERAL_VALUES } from './links.ts';
import type { MarkColour } from './mark-looks.ts';
import { quoteOfFields } from './mark-view.ts';
import type { Note, Owner } from './note-types.ts';
import { NOTE, readNote } from './note-view.ts';
import { linked, type RecordsReader } from './read-records.ts';
import { articleFields, markFields, readField, readFields } from './record-schemas.ts';
import { DEVICE_BASE, type Store } from './store.ts';
import { recordOf, type Written, write } from './write.ts';

export interface Conflicts {
  /** The first four characters of this device's part of stamps; null before it has written anything. */
  device: string | null;
  conflicts: NoteConflict[];
}

export interface NoteConflict {
  owner: Owner;
  note: Note;
  articleId: string;
  title: string;
  /** Of a mark: its passage and colour. */
  quote: string | null;
  colour: MarkColour | null;
}

/**
 * Notes of these articles and their marks of which several values stand side by side; what lies in 回收站 waits there. Which articles to look at, a
 * list of all tells: it has gone through every mark already.
 */
export async function readConflicts(store: Store, articleIds: string[]): Promise<Conflicts> {
  const transaction = store.database.transaction(['records', 'meta']);
  const records = transaction.objectStore('records');
  const device = await transaction.objectStore('meta').get(DEVICE_BASE);
  const conflicts = await Promise.all(articleIds.map((id) => conflictsOn(records, id)));
  return { device: typeof device === 'string' ? device : null, conflicts: conflicts.flat() };
}

async function conflictsOn(records: RecordsReader, articleId: string): Promise<NoteConflict[]> {
  const row = await records.get(['article', articleId]);
  if (!row || isDeleted(recordOf(row))) return [];
  const { title, address } = readFields(row, articleFields);
  const common = { articleId, title: title ?? address ?? '' };
  const marks = (await linked(records, 'mark', `article:${articleId}`)).filter(
    (mark) => isInConflict(mark) && !isDeleted(recordOf(mark)),
  );
  const own: NoteConflict = {
    ...common,
    owner: { kind: 'article', id: articleId },
    note: readNote(row),
    quote: null,
    colour: null,
  };
  const ofMarks = marks.map(
    (mark): NoteConflict => ({
      ...common,
      owner: { kind: 'mark', id: mark.id },
      note: readNote(mark),
      quote: quoteOfFields(mark),
      colour: readField(mark, 'colour', markFields.colour) ?? 1,
    }),
  );
  return isInConflict(row) ? [own, ...ofMarks] : ofMarks;
}

/** How many there are, without a look at any other record: for the foot of every view, which follows every change. */
export async function countConflicts(store: Store): Promise<number> {
  const records = store.database.transaction('records').store;
  const rows = (await records.index('byLink').getAll(SEVERAL_VALUES)).filter(isInConflict);
  const owners = await Promise.all(rows.map((row) => (row.kind === 'mark' ? articleOf(records, row) : row)));
  return owners.filter((article) => article && !isDeleted(recordOf(article))).length;
}

async function articleOf(records: RecordsReader, mark: RecordRow): Promise<RecordRow | undefined> {
  const id = readField(mark, 'article', markFields.article);
  return id === null ? undefined : await records.get(['article', id]);
}

/** Whether the note of an article or mark has several values. */
export function isInConflict(row: Parameters<typeof readNote>[0]): boolean {
  return (row.notes?.[NOTE]?.length ?? 0) > 1 && readNote(row).values.length > 1;
}

/**
 * Takes a settling back. The first text replaces the value `settled`, unless that has its words already; the others are written without having
 * seen it, so that they stand beside it. What was written since replaces nothing and is not replaced.
 */
export async function reopenNote(
  store: Store,
  owner: Owner,
  texts: string[],
  settled: string,
): Written<Note> {
  return write(store, async (writer) => {
    const record = await writer.read(owner.kind, owner.id);
    if (!record) throw new LibraryError('not-found', `no ${owner.kind} ${owner.id} for a note`);
    const standing = readNote(record).values;
    const chosen = standing.find(({ stamp }) => stamp === settled);
    const missing = [...new Set(texts)].filter((text) => !standing.some((value) => value.text === text));
    const isReplaced = chosen !== undefined && !texts.includes(chosen.text);
    for (const [index, text] of missing.entries()) {
      const seen = isReplaced && index === 0 ? [settled] : [];
      await writer.writeNote(owner.kind, owner.id, NOTE, text, seen);
    }
    return readNote((await writer.read(owner.kind, owner.id)) ?? record);
  });
}
