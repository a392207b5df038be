import { readArticleView } from './article-view.ts';
import { isInConflict } from './conflicts.ts';
import type { RecordRow } from './database.ts';
import type { ArticleFilter, ArticleRow, MarkColour } from './library.ts';
import { kindRange } from './read-records.ts';
import { markFields, readFields } from './record-schemas.ts';
import type { Store } from './store.ts';
import { readTagBook } from './tag-view.ts';

/** Articles that fit the filter, newest first; in 回收站 by when they were deleted. */
export async function listArticles(store: Store, filter: ArticleFilter = {}): Promise<ArticleRow[]> {
  const transaction = store.database.transaction(['records', 'snapshots']);
  const records = transaction.objectStore('records');
  const [rows, marks, book, hashes] = await Promise.all([
    records.getAll(kindRange('article')),
    records.getAll(kindRange('mark')),
    readTagBook(records),
    transaction.objectStore('snapshots').getAllKeys(),
  ]);
  const coloursOf = groupColours(marks);
  const conflictsOn = countConflicts(marks);
  const here = new Set(hashes);
  return rows
    .flatMap((row): ArticleRow[] => {
      const article = readArticleView(row, book.of({ kind: 'article', id: row.id }));
      if (!article) return [];
      const newest = article.snapshots.at(-1);
      const isOffline = newest !== undefined && here.has(newest.hash);
      const conflicts = (article.note.values.length > 1 ? 1 : 0) + conflictsOn(row.id);
      return [{ ...article, marks: coloursOf(row.id), isOffline, conflicts }];
    })
    .filter((article) => fits(article, filter))
    .sort((left, right) => timeOf(right) - timeOf(left) || (left.id < right.id ? -1 : 1));
}

function fits(article: ArticleRow, filter: ArticleFilter): boolean {
  if (article.isDeleted !== (filter.deleted ?? false)) return false;
  if (filter.tagId !== undefined && !article.tags.some((tag) => tag.id === filter.tagId)) return false;
  if (filter.category !== undefined && article.category !== filter.category) return false;
  return filter.text === undefined || mentions(article, filter.text);
}

function mentions({ title, source, authors }: ArticleRow, text: string): boolean {
  const wanted = fold(text.trim());
  return [title, source ?? '', ...authors].some((value) => fold(value).includes(wanted));
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function timeOf(article: ArticleRow): number {
  return article.deletedAt ?? article.savedAt;
}

function countConflicts(rows: RecordRow[]): (articleId: string) => number {
  const marks = rows.filter(isInConflict).map((row) => readFields(row, markFields));
  const living = marks.filter((mark) => mark.deleted !== true);
  return (articleId) => living.filter((mark) => mark.article === articleId).length;
}

function groupColours(rows: RecordRow[]): (articleId: string) => ArticleRow['marks'] {
  const marks = rows.map((row) => readFields(row, markFields)).filter((mark) => mark.deleted !== true);
  const byArticle = Map.groupBy(marks, (mark) => mark.article);
  return (articleId) => {
    const counts = new Map<MarkColour, number>();
    for (const { colour } of byArticle.get(articleId) ?? []) {
      counts.set(colour ?? 1, (counts.get(colour ?? 1) ?? 0) + 1);
    }
    return [...counts]
      .map(([colour, count]) => ({ colour, count }))
      .sort((left, right) => left.colour - right.colour);
  };
}
