import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Json } from '../../../protocol/records.ts';
import { localLibrary } from '../../../utils/library/local-library.ts';
import { openStore, type Store } from '../../../utils/library/store.ts';
import { write } from '../../../utils/library/write.ts';
import { ADDRESS, sampleReading } from './sample-reading.ts';

let store: Store;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  store = await openStore('member', 'aaaa');
});

const FIELDS: Record<string, Json> = {
  title: 7,
  authors: '林远',
  breadcrumb: [1, 2],
  outline: [{ level: 'one' }],
  lengths: 'long',
  state: 'burnt',
  favourite: 'yes',
  position: 12,
  savedAt: null,
  [`snapshot:${'a'.repeat(64)}`]: { savedAt: 'yesterday' },
};

describe('what a newer version or a broken disk has left', () => {
  it.each(Object.entries(FIELDS))(
    '%s as %j is read as absent, and the rest of the article is there',
    async (name, value) => {
      const library = localLibrary(store, () => undefined);
      const { id } = await library.saveArticle({ address: ADDRESS, reading: sampleReading(), savedAt: 1 });
      await write(store, (writer) => writer.set('article', id, { [name]: value }));
      const article = await library.article(id);
      expect(article).toMatchObject({ id, address: ADDRESS, source: '坐席笔记' });
      expect(JSON.stringify(article)).not.toContain('burnt');
    },
  );

  it('breaks no list', async () => {
    const library = localLibrary(store, () => undefined);
    const { id } = await library.saveArticle({ address: ADDRESS, reading: sampleReading(), savedAt: 1 });
    await library.addTag({ kind: 'article', id }, '引用');
    // As a damaged database would hold them: the types of the store are those of a sound one.
    const broken: [string, string, unknown][] = [
      ['article', 'fields', null],
      ['article', 'fields', { address: 'not a register' }],
      ['article', 'notes', { note: 'no list' }],
      ['mark', 'fields', { article: ['stamp', 42] }],
      ['tag', 'fields', {}],
      ['tagging', 'fields', { owner: ['stamp', `article:${id}`], tag: null, present: ['stamp', true] }],
      ['site', 'fields', { pattern: [] }],
      ['preference', 'fields', 'text'],
    ];
    const raw = await openRaw('library-member');
    const transaction = raw.transaction('records', 'readwrite');
    for (const [index, [kind, part, value]] of broken.entries()) {
      const row = { kind, id: `broken${index}`, fields: {}, notes: {}, version: 1, links: [`article:${id}`] };
      transaction.objectStore('records').put({ ...row, [part]: value });
    }
    await new Promise((resolve) => {
      transaction.oncomplete = resolve;
    });
    raw.close();

    expect((await library.articles()).map((article) => article.id)).toEqual([id]);
    expect(await library.articles({ deleted: true })).toEqual([]);
    expect(await library.marks(id)).toEqual([]);
    expect((await library.tags()).map(({ name }) => name)).toEqual(['引用']);
    expect(await library.sites()).toEqual([]);
    expect(await library.preference('broken7')).toBeNull();
  });

  it('keeps a selector of a kind it does not know, and shows the mark', async () => {
    const library = localLibrary(store, () => undefined);
    const { id } = await library.saveArticle({ address: ADDRESS, reading: sampleReading(), savedAt: 1 });
    await library.saveMark({
      id: 'mark000000000001',
      articleId: id,
      pageSelectors: [],
      colour: 3,
      style: 'ground',
    });
    const selectors = [{ type: 'FutureSelector', where: 9 }];
    await write(store, (writer) => writer.set('mark', 'mark000000000001', { pageSelectors: selectors }));
    expect(await library.marks(id)).toMatchObject([{ pageSelectors: [], colour: 3 }]);
    const row = await store.database.get('records', ['mark', 'mark000000000001']);
    expect(row?.fields.pageSelectors?.[1]).toEqual(selectors);
  });
});

function openRaw(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
