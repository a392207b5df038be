import { millisecondsOf } from '../../protocol/stamps.ts';
import { readArticleView } from './article-view.ts';
import type { RecordRow } from './database.ts';
import type { MarkInBin } from './library.ts';
import { isDeleted } from './links.ts';
import { readMarkView } from './mark-view.ts';
import { kindRange } from './read-records.ts';
import { stampOf } from './record-schemas.ts';
import type { Store } from './store.ts';
import { readTagBook } from './tag-view.ts';

/** Deleted marks that still hold something, and those that were added to an article elsewhere after it had been deleted. */
export async function readMarksInBin(store: Store): Promise<MarkInBin[]> {
  const records = store.database.transaction('records').store;
  const [articleRows, markRows, book] = await Promise.all([
    records.getAll(kindRange('article')),
    records.getAll(kindRange('mark')),
    readTagBook(records),
  ]);
  const articles = new Map(articleRows.map((row) => [row.id, row]));
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
