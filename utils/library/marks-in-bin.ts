import { millisecondsOf } from '../../protocol/stamps.ts';
import { readArticleView } from './article-view.ts';
import type { RecordRow } from './database.ts';
import { isDeleted } from './links.ts';
import type { MarkInBin } from './mark-types.ts';
import { readMarkView } from './mark-view.ts';
import { linked, type RecordsReader } from './read-records.ts';
import { readText, stampOf } from './record-schemas.ts';
import type { Store } from './store.ts';
import { readTagBook } from './tag-view.ts';

/** Deleted marks that still hold something, and those that were added to an article elsewhere after it had been deleted. */
export async function readMarksInBin(store: Store): Promise<MarkInBin[]> {
  const records = store.database.transaction('records').store;
  const [deletedArticles, deletedMarks] = await Promise.all([
    records.index('byLink').getAll('deleted:article'),
    records.index('byLink').getAll('deleted:mark'),
  ]);
  const onDeleted = await Promise.all(
    deletedArticles.map(({ id }) => linked(records, 'mark', `article:${id}`)),
  );
  const markRows = [...deletedMarks, ...onDeleted.flat().filter((row) => !isDeleted(row))];
  if (markRows.length === 0) return [];
  const [book, articles] = await Promise.all([readTagBook(records), articlesOf(records, markRows)]);
  return markRows
    .flatMap((row): MarkInBin[] => {
      const mark = readMarkView(row, book.of({ kind: 'mark', id: row.id }));
      const article = mark && articles.get(mark.articleId);
      if (!mark || !(mark.isDeleted || (article && wasAddedLater(row, article)))) return [];
      return [
        { ...mark, article: article ? readArticleView(article, []) : null, deletedAt: deletionOf(row) },
      ];
    })
    .sort((left, right) => timeOf(right) - timeOf(left) || (left.id < right.id ? -1 : 1));
}

async function articlesOf(records: RecordsReader, marks: RecordRow[]): Promise<Map<string, RecordRow>> {
  const ids = new Set(marks.flatMap((mark) => readText(mark, 'article') ?? []));
  const rows = await Promise.all([...ids].map((id) => records.get(['article', id])));
  return new Map(rows.flatMap((row) => (row ? [[row.id, row] as const] : [])));
}

function wasAddedLater(mark: RecordRow, article: RecordRow): boolean {
  if (!isDeleted(article)) return false;
  return (stampOf(mark, 'article') ?? '') > (stampOf(article, 'deleted') ?? '');
}

function deletionOf(mark: RecordRow): number | null {
  const stamp = isDeleted(mark) ? stampOf(mark, 'deleted') : null;
  return stamp === null ? null : millisecondsOf(stamp);
}

function timeOf({ deletedAt, createdAt }: MarkInBin): number {
  return deletedAt ?? createdAt;
}
