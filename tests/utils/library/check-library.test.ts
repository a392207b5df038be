import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { unsentBlobs } from '../../../utils/library/blob-outbox.ts';
import {
  checkLibrary,
  dropAside,
  layAside,
  putBackAside,
  readSetAside,
} from '../../../utils/library/check-library.ts';
import { countSetAside } from '../../../utils/library/count-set-aside.ts';
import type { Library } from '../../../utils/library/library.ts';
import { localLibrary } from '../../../utils/library/local-library.ts';
import { missingBlobs } from '../../../utils/library/needed-blobs.ts';
import { acknowledge, readPushBatch } from '../../../utils/library/push-batch.ts';
import { openStore, type Store } from '../../../utils/library/store.ts';
import { sampleReading } from './sample-reading.ts';

let store: Store;
let library: Library;
let id: string;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  store = await openStore('member-1', 'aaaa');
  library = localLibrary(store, () => undefined);
  const article = await library.saveArticle({
    address: 'https://news.example/1',
    reading: sampleReading(),
    savedAt: 1,
  });
  id = article.id;
  await library.writeNote({ kind: 'article', id }, '一条笔记', []);
});

/** What no code of ours would write: past the types, as a fault of the disk or of an older version would leave it. */
async function damage(row: unknown, name: 'records' | 'outbox' | 'snapshots' = 'records'): Promise<void> {
  Reflect.apply(store.database.put, store.database, [name, row]);
}

const BAD = [
  { kind: 'article', id: 'no-fields' },
  { kind: 'article', id: 'null-fields', fields: null, notes: null, version: 1, links: [] },
  { kind: 'article', id: 'wrong-fields', fields: { title: 'bare' }, notes: {}, version: 1, links: [] },
  { kind: 'mark', id: 'wrong-notes', fields: {}, notes: { note: 'bare' }, version: 'x', links: 'y' },
  { kind: 'tagging', id: 'array', fields: [1, 2], notes: [], version: -1, links: [3] },
];

describe('a library with bad rows', () => {
  it('sets them aside whole, and every view opens', async () => {
    for (const row of BAD) await damage(row);
    const before = await library.article(id);
    expect(await checkLibrary(store)).toMatchObject({ setAside: BAD.length });
    expect(await countSetAside(store)).toBe((await readSetAside(store)).length);
    expect((await readSetAside(store)).map(({ row }) => row).reverse()).toEqual(
      [...BAD].sort((a, b) => (`${a.kind} ${a.id}` < `${b.kind} ${b.id}` ? -1 : 1)),
    );
    expect((await library.articles()).map((row) => row.id)).toEqual([id]);
    expect(await library.article(id)).toEqual(before);
    expect(await missingBlobs(store)).toEqual([]);
    expect(await checkLibrary(store)).toMatchObject({ setAside: 0 });
  });

  it('keep of a row what can be read', async () => {
    const row = await store.database.get('records', ['article', id]);
    await damage({
      ...row,
      fields: { ...row?.fields, category: 'bare' },
      notes: { ...row?.notes, other: 7 },
    });
    expect(await checkLibrary(store)).toMatchObject({ setAside: 1 });
    expect(await library.article(id)).toMatchObject({
      title: '接起电话之前',
      category: null,
      note: { text: '一条笔记' },
    });
    expect(await readSetAside(store)).toMatchObject([{ reason: 'mended', id }]);
  });

  it('write links anew that say something else', async () => {
    const row = await store.database.get('records', ['article', id]);
    await damage({ ...row, links: ['deleted:article'] });
    expect(await checkLibrary(store)).toMatchObject({ setAside: 0 });
    expect(await store.database.get('records', ['article', id])).toMatchObject({ links: row?.links });
  });

  it('wait under the version they have, so that sending them comes to an end', async () => {
    const row = await store.database.get('records', ['article', id]);
    await damage({ ...row, links: 7, version: 'x' });
    await checkLibrary(store);
    await store.database.clear('blobOutbox');
    await acknowledge(store, await readPushBatch(store, 500, 1_000_000), ['stored']);
    expect(await store.database.count('outbox')).toBe(0);
  });

  it('send again what waits by a row that can’t be read', async () => {
    await damage({ kind: 'article', id, version: 'x' }, 'outbox');
    await checkLibrary(store);
    const row = await store.database.get('records', ['article', id]);
    expect(await store.database.get('outbox', ['article', id])).toMatchObject({
      version: row?.version,
      unsent: [],
    });
  });

  it('put back what can be read, drop what can’t, and lay it aside again', async () => {
    const row = await store.database.get('records', ['article', id]);
    await damage({ ...row, fields: { ...row?.fields, category: 'bare' } });
    await damage(BAD[0]);
    await checkLibrary(store);
    await store.database.delete('records', ['article', id]);
    const [unreadable, mended] = (await readSetAside(store)).sort((a) =>
      a.reason === 'unreadable' ? -1 : 1,
    );
    if (!unreadable || !mended) throw new Error('two lie aside');
    expect((await putBackAside(store, unreadable.key)).result).toBe(false);
    expect((await putBackAside(store, mended.key)).result).toBe(true);
    expect(await library.article(id)).toMatchObject({ title: '接起电话之前' });
    await dropAside(store, unreadable.key);
    expect(await readSetAside(store)).toEqual([]);
    await layAside(store, unreadable);
    expect(await readSetAside(store)).toEqual([unreadable]);
  });

  it('a text that is no longer what its hash names is found by a thorough check alone', async () => {
    const [row] = await store.database.getAll('snapshots');
    await damage({ ...row, bytes: new Uint8Array([1, 2, 3]) }, 'snapshots');
    expect(await checkLibrary(store)).toMatchObject({ setAside: 0 });
    expect(await checkLibrary(store, { isThorough: true })).toMatchObject({ setAside: 1 });
    expect((await library.articles())[0]?.isOffline).toBe(false);
    const [aside] = await readSetAside(store);
    if (!aside) throw new Error('one lies aside');
    const { key, ...kept } = aside;
    expect((await putBackAside(store, key)).result).toBe(false);
    await store.database.put('setAside', { ...kept, row }, key);
    expect((await putBackAside(store, key)).result).toBe(true);
    expect((await library.articles())[0]?.isOffline).toBe(true);
    expect(await unsentBlobs(store)).toEqual([row?.hash]);
  });
});
