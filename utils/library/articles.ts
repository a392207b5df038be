import type { Json } from '../../protocol/records.ts';
import { describeReading, nameVersion } from './article-fields.ts';
import { readArticleView } from './article-view.ts';
import { articleIdOf } from './hash.ts';
import type { Article, ArticleChanges, ArticleSave } from './library.ts';
import { LibraryError } from './library-error.ts';
import { isDeleted, pageLink } from './links.ts';
import { linked } from './read-records.ts';
import { articleFields, readField } from './record-schemas.ts';
import { keepBlobs, packReading } from './snapshots.ts';
import type { Store } from './store.ts';
import { readTagsOf } from './tag-view.ts';
import { type Writer, type Written, write } from './write.ts';

/**
 * Keeps a reading: snapshot, record and outbox in one transaction. The same text again adds no version; a field the reader corrected stays as corrected, and one that the new reading lacks stays as it was. Brings a deleted article back.
 */
export async function saveArticle(store: Store, save: ArticleSave): Written<Article> {
  const id = await articleIdOf(save.address);
  const text = await packReading(save.reading);
  return write(store, async (writer) => {
    await keepBlobs(writer, [text], save.savedAt);
    const before = await writer.read('article', id);
    const fields = {
      ...describeReading(before, save),
      ...nameVersion(before, text.hash, save),
    };
    const isNew = before === null || readField(before, 'savedAt', articleFields.savedAt) === null;
    if (before && isDeleted(before)) {
      await writer.renew('article', id, { ...fields, savedAt: save.savedAt, deleted: false });
    } else if (isNew) {
      await writer.set('article', id, { ...fields, savedAt: save.savedAt });
    } else if (Object.keys(fields).length > 0) {
      await writer.set('article', id, fields);
    }
    return readBack(writer, id);
  });
}

/** Changes what the reader changed. A corrected field is marked as such, so that saving the page again leaves it alone. */
export async function editArticle(store: Store, id: string, changes: ArticleChanges): Written<Article> {
  return write(store, async (writer) => {
    const article = await readBack(writer, id);
    const changed = Object.entries(changes).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(article, name)),
    );
    const fields = changed.flatMap(([name, value]): [string, Json][] => [
      [name, value],
      ...(CORRECTABLE.has(name) ? [[`correction:${name}`, true] satisfies [string, Json]] : []),
    ]);
    if (fields.length === 0) return article;
    await writer.set('article', id, Object.fromEntries(fields));
    return readBack(writer, id);
  });
}

export async function takeBackCorrections(store: Store, id: string, read: ArticleChanges): Written<Article> {
  return write(store, async (writer) => {
    const { corrected } = await readBack(writer, id);
    const fields = Object.entries(read)
      .filter(([name]) => corrected.includes(name))
      .flatMap(([name, value]): [string, Json][] => [
        [name, value],
        [`correction:${name}`, false],
      ]);
    if (fields.length > 0) await writer.set('article', id, Object.fromEntries(fields));
    return readBack(writer, id);
  });
}

/** Fields that were read from the page, and that the reader may know better. */
const CORRECTABLE: ReadonlySet<string> = new Set<keyof ArticleChanges>([
  'title',
  'category',
  'breadcrumb',
  'authors',
  'editor',
  'isReprint',
  'source',
  'publishedAt',
  'updatedAt',
  'summary',
  'siteName',
  'language',
  'leadImage',
]);

export async function deleteArticle(store: Store, id: string): Written<void> {
  return write(store, async (writer) => {
    const record = await writer.read('article', id);
    if (!record) throw notFound(id);
    if (!isDeleted(record)) await writer.set('article', id, { deleted: true });
  });
}

/** @throws {LibraryError} `not-found` also when the article has been emptied since: then there is nothing to bring back. */
export async function restoreArticle(store: Store, id: string): Written<void> {
  return write(store, async (writer) => {
    const article = await readBack(writer, id);
    if (article.isDeleted) await writer.renew('article', id, { deleted: false });
  });
}

/** One article, in 回收站 or not; null when it was never kept. */
export async function readArticle(store: Store, id: string): Promise<Article | null> {
  const records = store.database.transaction('records').store;
  const row = await records.get(['article', id]);
  return row ? readArticleView(row, await readTagsOf(records, { kind: 'article', id })) : null;
}

export async function readArticleAt(store: Store, address: string): Promise<Article | null> {
  const article = await readArticle(store, await articleIdOf(address));
  if (article !== null) return article.isDeleted ? null : article;
  // A later page of an article is known by it alone.
  const records = store.database.transaction('records').store;
  const [whole] = (await linked(records, 'article', pageLink(address))).filter((row) => !isDeleted(row));
  return whole ? readArticle(store, whole.id) : null;
}

/** The article as it stands within an edit. */
export async function readBack(writer: Writer, id: string): Promise<Article> {
  const records = writer.transaction.objectStore('records');
  const row = await records.get(['article', id]);
  const article = row ? readArticleView(row, await readTagsOf(records, { kind: 'article', id })) : null;
  if (!article) throw notFound(id);
  return article;
}

function notFound(id: string): LibraryError {
  return new LibraryError('not-found', `no article ${id}`);
}
