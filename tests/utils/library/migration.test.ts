import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { gzip } from '../../../utils/library/compress.ts';
import { sha256Hex } from '../../../utils/library/hash.ts';
import { localLibrary } from '../../../utils/library/local-library.ts';
import { openStore } from '../../../utils/library/store.ts';

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
});

/**
 * A database exactly as version 1 made it, by raw calls, so that it stays what it was when the present code changes. Version 1 is never
 * edited here; a version 2 adds a builder of its own.
 */
async function buildVersion1(): Promise<{ articleId: string; hash: string }> {
  const content = { html: '<p>旧版本存下的一段</p>', images: [], outline: [], text: '旧版本存下的一段' };
  const bytes = new TextEncoder().encode(JSON.stringify(content));
  const hash = await sha256Hex(bytes);
  const packed = await gzip(bytes);
  const articleId = 'b1946ac92492d2347c6235b4d2611184';
  const stamp = (counter: number) => `1700000000000-000${counter}-aaaabbbb`;
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('library-member-1', 1);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => resolve(request.result);
    request.onupgradeneeded = () => {
      const records = request.result.createObjectStore('records', { keyPath: ['kind', 'id'] });
      records.createIndex('byLink', 'links', { multiEntry: true });
      request.result.createObjectStore('outbox', { keyPath: ['kind', 'id'] });
      request.result.createObjectStore('snapshots', { keyPath: 'hash' });
      request.result.createObjectStore('blobOutbox', { keyPath: 'hash' });
      request.result.createObjectStore('refused', { keyPath: ['kind', 'id'] });
      request.result.createObjectStore('meta');
      request.result.createObjectStore('drafts');
      request.result.createObjectStore('staging', { keyPath: ['transfer', 'index'] });
    };
  });
  const names = ['records', 'outbox', 'snapshots', 'blobOutbox', 'refused', 'meta', 'drafts'];
  const transaction = database.transaction(names, 'readwrite');
  const put = (store: string, value: unknown, key?: string) => transaction.objectStore(store).put(value, key);
  put('records', {
    kind: 'article',
    id: articleId,
    fields: {
      address: [stamp(0), 'https://news.example/old.html'],
      title: [stamp(0), '旧版本的文章'],
      savedAt: [stamp(0), 1_700_000_000_000],
      [`snapshot:${hash}`]: [stamp(0), { savedAt: 1_700_000_000_000, characters: 8, images: [] }],
      'from-the-future': [stamp(0), { any: ['thing'] }],
    },
    notes: { note: [{ stamp: stamp(1), text: '旧版本的批注', seen: {} }] },
    version: 2,
    links: [`snapshot:${hash}`],
  });
  put('records', {
    kind: 'mark',
    id: 'oldmark000000001',
    fields: {
      article: [stamp(2), articleId],
      pageSelectors: [stamp(2), [{ type: 'TextQuoteSelector', exact: '旧版本', prefix: '', suffix: '存下' }]],
      colour: [stamp(2), 3],
    },
    notes: {},
    version: 1,
    links: [`article:${articleId}`],
  });
  put('records', {
    kind: 'tag',
    id: 'oldtag',
    fields: { name: [stamp(3), '旧标签'] },
    notes: {},
    version: 1,
    links: [],
  });
  put('records', {
    kind: 'tagging',
    id: 'oldtagging',
    fields: {
      owner: [stamp(4), `article:${articleId}`],
      tag: [stamp(4), 'oldtag'],
      present: [stamp(4), true],
    },
    notes: {},
    version: 1,
    links: [`article:${articleId}`, 'tag:oldtag'],
  });
  const since = 1_700_000_000_000;
  put('outbox', { kind: 'tag', id: 'oldtag', version: 1, unsent: [stamp(3)], offered: [], since });
  put('snapshots', {
    hash,
    type: 'application/json',
    bytes: packed,
    size: bytes.byteLength,
    savedAt: since,
  });
  put('blobOutbox', { hash, since });
  put('refused', { kind: 'site', id: 's1', reason: 'bad-shape', at: since, record: { kind: 'site' } });
  put('meta', stamp(4), 'clock');
  put('meta', 'aaaa', 'device');
  put('meta', 'epoch-one', 'epoch');
  put('meta', 41, 'cursor');
  put('drafts', { text: '写到一半', at: Date.now() }, 'note');
  await new Promise((resolve) => {
    transaction.oncomplete = resolve;
  });
  database.close();
  return { articleId, hash };
}

describe('a library of version 1', () => {
  it('is whole under the present version, and can be written to', async () => {
    const { articleId, hash } = await buildVersion1();
    const store = await openStore('member-1', 'cccc');
    const library = localLibrary(store, () => undefined);

    expect(await library.newestArticles(5)).toMatchObject([{ id: articleId }]);
    expect(await library.articles()).toMatchObject([
      {
        id: articleId,
        title: '旧版本的文章',
        note: { text: '旧版本的批注' },
        tags: [{ id: 'oldtag', name: '旧标签', count: 1 }],
        marks: [{ colour: 3, count: 1 }],
        snapshots: [{ hash, savedAt: 1_700_000_000_000, characters: 8 }],
        isOffline: true,
      },
    ]);
    expect((await library.snapshot(hash))?.text).toBe('旧版本存下的一段');
    expect(await library.marks(articleId)).toMatchObject([{ quote: '旧版本' }]);
    expect(await library.draft('note')).toBe('写到一半');
    expect(await library.outbox()).toMatchObject({ waiting: 2, refused: [{ kind: 'site', id: 's1' }] });
    expect(await store.database.get('meta', 'cursor')).toBe(41);

    for (const typed of ['旧版本存下', '旧版本的批注', 'tag:旧标签'])
      expect((await library.search(typed)).hits.map(({ id }) => id)).toEqual([articleId]);

    await library.editArticle(articleId, { favourite: true });
    const row = await store.database.get('records', ['article', articleId]);
    expect(row?.fields['from-the-future']?.[1]).toEqual({ any: ['thing'] });
    expect(row?.fields.favourite?.[0].endsWith('aaaacccc')).toBe(true);
  });
});
