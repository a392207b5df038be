import type { Json } from '../../protocol/records.ts';
import { describeReading, nameVersion } from './article-fields.ts';
import type { Article, ArticleChanges, ArticleSave } from './article-types.ts';
import { readArticleView } from './article-view.ts';
import { articleIdOf } from './hash.ts';
import { LibraryError } from './library-error.ts';
import { isDeleted, pageLink } from './links.ts';
import { standsFor } from './merged.ts';
import { linked } from './read-records.ts';
import { articleFields, readField } from './record-schemas.ts';
import { keepBlobs, packReading } from './snapshots.ts';
import type { Store } from './store.ts';
import { readTagsOf } from './tag-view.ts';
import { type Writer, type Written, write } from './write.ts';

/**
 * Keeps a reading: snapshot, record and outbox in one transaction. The same text again adds no version, and is the newest from then on; a field the reader corrected stays as corrected, and one that the new reading lacks stays as it was. Brings a deleted article back.
 */
export async function saveArticle(store: Store, save: ArticleSave): Written<Article> {
  const own = await articleIdOf(save.address);
  const text = await packReading(save.reading);
  return write(store, async (writer) => {
    await keepBlobs(writer, [text], save.savedAt);
    const id = await standsFor(own, (each) => writer.read('article', each));
    const before = await writer.read('article', id);
    const address = before ? readField(before, 'address', articleFields.address) : null;
    const fields = {
      // The address of an article that has become part of another is not the other's.
      ...describeReading(before, { ...save, address: (id !== own && address) || save.address }),
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

/** Changes what the reader changed. An unread article that is read from some way on is 在读. A corrected field is marked as such, so that saving the page again leaves it alone. */
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
    const begins = article.state === 'unread' && (changes.position ?? 0) >= BEGUN && !('state' in changes);
    await writer.set('article', id, {
      ...Object.fromEntries(fields),
      ...(begins ? { state: 'reading' } : {}),
    });
    return readBack(writer, id);
  });
}

/** How far a reader has come when an article counts as being read: further than a first look. */
const BEGUN = 0.05;

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
  const readStanding = async (id: string) =>
    readArticle(store, await standsFor(id, (each) => store.database.get('records', ['article', each])));
  const article = await readStanding(await articleIdOf(address));
  if (article !== null) return article.isDeleted ? null : article;
  // A later page of an article is known by it alone, and has become part of another with it.
  const records = store.database.transaction('records').store;
  for (const { id } of await linked(records, 'article', pageLink(address))) {
    const whole = await readStanding(id);
    if (whole && !whole.isDeleted) return whole;
  }
  return null;
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
