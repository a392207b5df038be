import type { Conflicts, Note, NoteConflict, Owner } from './library.ts';
import { LibraryError } from './library-error.ts';
import { isDeleted } from './links.ts';
import { quoteOfFields } from './mark-view.ts';
import { NOTE, readNote } from './note-view.ts';
import { kindRange } from './read-records.ts';
import { articleFields, markFields, readFields } from './record-schemas.ts';
import { DEVICE_BASE, type Store } from './store.ts';
import { recordOf, type Written, write } from './write.ts';

/** Notes of articles and marks of which several values stand side by side; what lies in 回收站 waits there. */
export async function readConflicts(store: Store): Promise<Conflicts> {
  const transaction = store.database.transaction(['records', 'meta']);
  const records = transaction.objectStore('records');
  const device = await transaction.objectStore('meta').get(DEVICE_BASE);
  const [articleRows, markRows] = await Promise.all([
    records.getAll(kindRange('article')),
    records.getAll(kindRange('mark')),
  ]);
  const living = new Map(articleRows.filter((row) => !isDeleted(recordOf(row))).map((row) => [row.id, row]));
  const titleOf = (id: string) => {
    const row = living.get(id);
    const fields = row && readFields(row, articleFields);
    return fields?.title ?? fields?.address ?? '';
  };
  const ofArticles = [...living.values()].filter(isInConflict).map((row): NoteConflict => {
    const owner: Owner = { kind: 'article', id: row.id };
    return {
      owner,
      note: readNote(row),
      articleId: row.id,
      title: titleOf(row.id),
      quote: null,
      colour: null,
    };
  });
  const ofMarks = markRows.filter(isInConflict).flatMap((row): NoteConflict[] => {
    const { article, colour, deleted } = readFields(row, markFields);
    if (article === null || deleted === true || !living.has(article)) return [];
    const owner: Owner = { kind: 'mark', id: row.id };
    const quote = quoteOfFields(row);
    return [
      { owner, note: readNote(row), articleId: article, title: titleOf(article), quote, colour: colour ?? 1 },
    ];
  });
  return { device: typeof device === 'string' ? device : null, conflicts: [...ofArticles, ...ofMarks] };
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
