import type { Article, ArticleFilter, ArticleRow } from './article-types.ts';
import { readArticleView } from './article-view.ts';
import { isInConflict } from './conflicts.ts';
import type { RecordRow } from './database.ts';
import type { MarkColour } from './mark-looks.ts';
import { readMergedAway } from './merged.ts';
import { kindRange, linked } from './read-records.ts';
import { eachSlice } from './read-slices.ts';
import { markFields, readField, readFlag, readText } from './record-schemas.ts';
import type { Store } from './store.ts';
import { readTagBook } from './tag-view.ts';

/** Articles that fit the filter, newest first; in 回收站 by when they were deleted. */
export async function listArticles(store: Store, filter: ArticleFilter = {}): Promise<ArticleRow[]> {
  const rows = filter.deleted === true ? await listDeleted(store) : await listKept(store);
  return rows.filter((article) => fits(article, filter));
}

/** Everything that is not in 回收站, newest first: one go through the records, in tasks of a few milliseconds. */
async function listKept(store: Store): Promise<ArticleRow[]> {
  const rows = await readRows(store);
  const tallies = await readTallies(store);
  for (const row of rows) addMarks(row, tallies.get(row.id));
  return rows;
}

async function readRows(store: Store): Promise<ArticleRow[]> {
  const transaction = store.database.transaction(['records', 'snapshots']);
  const records = transaction.objectStore('records');
  const snapshots = transaction.objectStore('snapshots');
  const rows: ArticleRow[] = [];
  const here = new Set<string>();
  const [book, away] = await Promise.all([
    readTagBook(records),
    readMergedAway(records),
    eachSlice(
      (range, count) => records.getAll(range, count),
      byKey('article'),
      (slice) => {
        for (const record of slice) {
          const article = readArticleView(record, []);
          if (article && !article.isDeleted) rows.push(rowOf(article));
        }
      },
    ),
    eachSlice(
      (range, count) => snapshots.getAllKeys(range, count),
      { range: IDBKeyRange.bound('0', 'g'), keyOf: (hash) => hash },
      (hashes) => {
        for (const hash of hashes) here.add(hash);
      },
    ),
  ]);
  for (const row of rows) {
    row.tags = book.of({ kind: 'article', id: row.id });
    row.isOffline = isHere(row, here);
  }
  return rows.filter(({ id }) => !away.has(id)).sort(byTime);
}

async function readTallies(store: Store): Promise<Map<string, Tally>> {
  const records = store.database.transaction('records').store;
  const tallies = new Map<string, Tally>();
  await eachSlice(
    (range, count) => records.getAll(range, count),
    byKey('mark'),
    (slice) => {
      for (const row of slice) tally(tallies, row);
    },
  );
  return tallies;
}

function byKey(kind: string): { range: IDBKeyRange; keyOf: (row: RecordRow) => IDBValidKey } {
  return { range: kindRange(kind), keyOf: (row) => [row.kind, row.id] };
}

/** Without what marks add. */
function rowOf(article: Article): ArticleRow {
  return { ...article, marks: [], isOffline: false, conflicts: article.note.values.length > 1 ? 1 : 0 };
}

async function listDeleted(store: Store): Promise<ArticleRow[]> {
  const transaction = store.database.transaction(['records', 'snapshots']);
  const records = transaction.objectStore('records');
  const found = await records.index('byLink').getAll('deleted:article');
  if (found.length === 0) return [];
  const [book, away] = await Promise.all([readTagBook(records), readMergedAway(records)]);
  const rows = await Promise.all(
    found.map(async (record): Promise<ArticleRow[]> => {
      if (away.has(record.id)) return [];
      const article = readArticleView(record, book.of({ kind: 'article', id: record.id }));
      if (!article) return [];
      const marks = await linked(records, 'mark', `article:${record.id}`);
      const row = rowOf(article);
      addMarks(row, tallyOf(marks));
      row.isOffline = isHere(row, await hashesHere(transaction.objectStore('snapshots'), row));
      return [row];
    }),
  );
  return rows.flat().sort(byTime);
}

/** What the marks of one article add to its row. */
interface Tally {
  colours: Map<MarkColour, number>;
  conflicts: number;
}

function tally(tallies: Map<string, Tally>, mark: RecordRow): void {
  const article = readText(mark, 'article');
  if (article === null || readFlag(mark, 'deleted') === true) return;
  const own = tallies.get(article) ?? { colours: new Map(), conflicts: 0 };
  tallies.set(article, own);
  const colour = readField(mark, 'colour', markFields.colour) ?? 1;
  own.colours.set(colour, (own.colours.get(colour) ?? 0) + 1);
  if (isInConflict(mark)) own.conflicts += 1;
}

function tallyOf(rows: RecordRow[]): Tally | undefined {
  const tallies = new Map<string, Tally>();
  for (const row of rows) if (row.kind === 'mark') tally(tallies, row);
  return [...tallies.values()][0];
}

function addMarks(row: ArticleRow, marks: Tally | undefined): void {
  if (!marks) return;
  row.conflicts += marks.conflicts;
  row.marks = [...marks.colours]
    .map(([colour, count]) => ({ colour, count }))
    .sort((left, right) => left.colour - right.colour);
}

function isHere({ snapshots }: ArticleRow, here: ReadonlySet<string>): boolean {
  const newest = snapshots.at(-1);
  return newest !== undefined && here.has(newest.hash);
}

async function hashesHere(
  snapshots: { getKey(hash: string): Promise<string | undefined> },
  { snapshots: versions }: ArticleRow,
): Promise<Set<string>> {
  const newest = versions.at(-1)?.hash;
  const found = newest === undefined ? undefined : await snapshots.getKey(newest);
  return new Set(found === undefined ? [] : [found]);
}

function fits(article: ArticleRow, filter: ArticleFilter): boolean {
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

function byTime(left: ArticleRow, right: ArticleRow): number {
  return timeOf(right) - timeOf(left) || (left.id < right.id ? -1 : 1);
}

function timeOf(article: ArticleRow): number {
  return article.deletedAt ?? article.savedAt;
}
