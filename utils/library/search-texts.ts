import { boundedRuns, FLAGS, type SearchDocument } from '../search/document.ts';
import { type Field, rankOf } from '../search/fields.ts';
import { foldWords } from '../search/fold-search.ts';
import { initialsOf } from '../search/initials.ts';
import { readDay } from '../search/parse-query.ts';
import type { Article } from './article-types.ts';
import { readArticleView } from './article-view.ts';
import type { RecordRow } from './database.ts';
import { readMarkView } from './mark-view.ts';
import { standsFor } from './merged.ts';
import { linked, type RecordsReader } from './read-records.ts';
import { readFields, taggingFields } from './record-schemas.ts';
import type { SearchText, TextsRow } from './search-rows.ts';
import { readContent } from './snapshots.ts';
import type { Store } from './store.ts';
import { readTagNamed } from './tag-view.ts';

/** An article with everything of it that is searched; null where it is not in the library, or in 回收站. */
export async function readSearchTexts(
  store: Store,
  id: string,
): Promise<{ article: Article; texts: SearchText[]; marks: number } | null> {
  const records = store.database.transaction('records').store;
  const [row, onIt] = await Promise.all([
    records.get(['article', id]),
    records.index('byLink').getAll(`article:${id}`),
  ]);
  const article = row ? readArticleView(row, []) : null;
  if (!row || !article || article.isDeleted) return null;
  if (
    (await standsFor(id, (each) => (each === id ? Promise.resolve(row) : records.get(['article', each])))) !==
    id
  )
    return null;
  const marks = onIt
    .filter((one) => one.kind === 'mark')
    .flatMap((one) => readMarkView(one, []) ?? [])
    .filter((mark) => !mark.isDeleted);
  const onMarks = await Promise.all(marks.map((mark) => linked(records, 'tagging', `mark:${mark.id}`)));
  const tags = await readTagNames(records, [...onIt, ...onMarks.flat()]);
  const body = await readNewestBody(store, article);
  const all = (field: SearchText['field'], texts: (string | null)[]): SearchText[] =>
    texts.flatMap((text) => (text === null || text === '' ? [] : [{ field, text }]));
  const texts = [
    ...all('title', [article.title]),
    ...all(
      'mark',
      marks.map((mark) => mark.quote),
    ),
    ...all(
      'note',
      [...article.note.values, ...marks.flatMap((mark) => mark.note.values)].map(({ text }) => text),
    ),
    ...all('tag', tags),
    ...all('author', [...article.authors, article.editor]),
    ...all('source', [article.source, article.siteName]),
    ...all('channel', [article.category]),
    ...all('body', [body]),
  ];
  return { article, texts, marks: marks.length };
}

/** What the index keeps of an article. */
export interface Indexed {
  document: SearchDocument;
  texts: TextsRow;
}

/** The same as the index keeps it. */
export async function readIndexed(store: Store, id: string): Promise<Indexed> {
  const read = await readSearchTexts(store, id);
  if (!read) return { document: { id, runs: [], savedAt: 0, day: 0, flags: 0 }, texts: [] };
  return { document: documentOf(id, read), texts: read.texts.filter(({ field }) => isShownInLines(field)) };
}

/** What is shown with every article is no line of its own. */
export function isShownInLines(field: Field): boolean {
  return !SHOWN_ANYWAY.has(field);
}

const SHOWN_ANYWAY: ReadonlySet<Field> = new Set<Field>(['title', 'author', 'source', 'channel']);

type Read = NonNullable<Awaited<ReturnType<typeof readSearchTexts>>>;

function documentOf(id: string, { article, texts, marks }: Read): SearchDocument {
  const runs = texts.flatMap(({ field, text }) => {
    const folded = foldWords(text);
    const levels = field === 'tag' ? levelsOf(folded) : [folded];
    const initials = field === 'title' || field === 'tag' ? initialsOf(folded) : [];
    return [
      ...levels.map((level) => ({ field: rankOf(field), text: level })),
      ...initials.map((initial) => ({ field: rankOf('initials'), text: initial })),
    ];
  });
  const has = (field: Field) => texts.some((one) => one.field === field);
  return {
    id,
    runs: boundedRuns(runs),
    savedAt: article.savedAt,
    day: dayOf(article),
    flags:
      FLAGS[article.state] |
      (article.favourite ? FLAGS.favourite : 0) |
      (has('note') ? FLAGS.note : 0) |
      (marks > 0 ? FLAGS.mark : 0) |
      (has('tag') ? FLAGS.tag : 0),
  };
}

/** `服务` before `服务/夜间`: a tag is found by each level above it. */
function levelsOf(name: string): string[] {
  const parts = name.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** When it was published, else saved, as a day of this machine's calendar. */
function dayOf({ publishedAt, savedAt }: Article): number {
  const published = readDay((publishedAt ?? '').slice(0, 10));
  if (published !== null) return published;
  const date = new Date(savedAt);
  return date.getFullYear() * 10_000 + (date.getMonth() + 1) * 100 + date.getDate();
}

async function readTagNames(records: RecordsReader, rows: RecordRow[]): Promise<string[]> {
  const taggings = rows.filter((row) => row.kind === 'tagging').map((row) => readFields(row, taggingFields));
  const ids = taggings.flatMap(({ tag, present }) => (tag !== null && present === true ? [tag] : []));
  const found = await Promise.all([...new Set(ids)].map((id) => readTagNamed(records, id)));
  return [...new Set(found.flat().map(({ name }) => name))];
}

/** The text of the newest version that is on this device. */
async function readNewestBody(store: Store, { snapshots }: Article): Promise<string | null> {
  for (const { hash } of snapshots.toReversed()) {
    const content = await readContent(store, hash);
    if (content) return content.text;
  }
  return null;
}
