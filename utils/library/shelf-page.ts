import type { Article, ListRow } from './article-types.ts';
import { readArticleView } from './article-view.ts';
import { isInConflict } from './conflicts.ts';
import type { RecordRow } from './database.ts';
import { newestFirst } from './links.ts';
import type { MarkColour } from './mark-looks.ts';
import { readMergedAway } from './merged.ts';
import { linked, type RecordsReader } from './read-records.ts';
import { markFields, readField, readFlag, readText } from './record-schemas.ts';
import type { ShelfPage } from './shelf-rows.ts';
import { readTagging } from './tag-view.ts';

/** Characters of an id that choose its page: 256 pages, as ids are hexadecimal digits. */
const NAMED_BY = 2;

export function pageOf(article: string): string {
  return article.slice(0, NAMED_BY);
}

/** The next page that would hold an article; null behind the last. */
export async function nextPage(records: RecordsReader, after: string | null): Promise<string | null> {
  const beyond = after === null ? ['article'] : ['article', `${after}\uffff`];
  const [next] = await records.getAllKeys(IDBKeyRange.bound(beyond, ['article', []]), 1);
  return next === undefined ? null : pageOf(next[1]);
}

/** A page as its records have it. */
export async function readPage(records: RecordsReader, page: string): Promise<ShelfPage> {
  const end = `${page}\uffff`;
  const [articles, onThem] = await Promise.all([
    records.getAll(IDBKeyRange.bound(['article', page], ['article', end])),
    records.index('byLink').getAll(IDBKeyRange.bound(`article:${page}`, `article:${end}`)),
  ]);
  return shelve(records, articles, onThem);
}

/** The newest articles as a page of their own. */
export async function readFirst(records: RecordsReader, count: number): Promise<ShelfPage> {
  const [newest, away] = await Promise.all([
    records.index('byLink').getAll(newestFirst(), count),
    readMergedAway(records),
  ]);
  const articles = newest.filter(({ id }) => !away.has(id));
  const onThem = await Promise.all(articles.map(({ id }) => records.index('byLink').getAll(`article:${id}`)));
  return shelve(records, articles, onThem.flat());
}

/** Of articles, and of everything that is on them. */
async function shelve(
  records: RecordsReader,
  articles: readonly RecordRow[],
  onThem: readonly RecordRow[],
): Promise<ShelfPage> {
  const marks = onThem.filter((row) => row.kind === 'mark' && readFlag(row, 'deleted') !== true);
  const onMarks = await Promise.all(marks.map(({ id }) => linked(records, 'tagging', `mark:${id}`)));
  const own = Map.groupBy(marks, (mark) => readText(mark, 'article'));
  const views = articles.flatMap((record) => readArticleView(record, []) ?? []);
  const living = views.filter(({ isDeleted }) => !isDeleted);
  const gone = new Set(views.flatMap(({ id, isDeleted }) => (isDeleted ? `article:${id}` : [])));
  const taggings = [...onThem.filter(({ kind }) => kind === 'tagging'), ...onMarks.flat()]
    .flatMap(readTagging)
    .filter(({ owner }) => !gone.has(owner));
  const tagged = Map.groupBy(taggings, ({ owner }) => owner);
  return {
    rows: living.map((article) => rowOf(article, own.get(article.id) ?? [])),
    tagged: [...tagged].map(([owner, all]) => [owner, all.map(({ tag }) => tag)]),
  };
}

function rowOf(article: Article, marks: readonly RecordRow[]): ListRow {
  const colours = Map.groupBy(marks, (mark) => readField(mark, 'colour', markFields.colour) ?? 1);
  const conflicts = marks.filter(isInConflict).length + (article.note.values.length > 1 ? 1 : 0);
  const { id, address, title, category, authors, source, publishedAt, characters, minutes } = article;
  const { pages, state, favourite, position, savedAt, snapshots, isDeleted, deletedAt } = article;
  return {
    ...{ id, address, title, category, authors, source, publishedAt, characters, minutes },
    ...{ pages, state, favourite, position, savedAt, snapshots, isDeleted, deletedAt },
    isNoted: article.note.text !== '',
    tags: [],
    marks: countsOf(colours),
    conflicts,
  };
}

function countsOf(colours: Map<MarkColour, RecordRow[]>): ListRow['marks'] {
  return [...colours]
    .map(([colour, { length: count }]) => ({ colour, count }))
    .sort((left, right) => left.colour - right.colour);
}
