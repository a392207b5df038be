import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyDeleted } from '../../../protocol/deletion.ts';
import { joinRecords } from '../../../protocol/merge.ts';
import type { SyncRecord } from '../../../protocol/records.ts';
import { deviceOf } from '../../../protocol/stamps.ts';
import { localLibrary } from '../../../utils/library/local-library.ts';
import { openStore, type Store } from '../../../utils/library/store.ts';
import { recordOf, stampsOf, write } from '../../../utils/library/write.ts';
import { ADDRESS, sampleReading } from './sample-reading.ts';

const NOW = 1_750_000_000_000;
let store: Store;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  store = await openStore('member', 'aaaa', () => NOW);
});

afterEach(() => vi.restoreAllMocks());

async function contents(from = store) {
  const names = ['records', 'outbox', 'snapshots', 'blobOutbox'] as const;
  const rows = await Promise.all(names.map((name) => from.database.getAll(name)));
  return Object.fromEntries(names.map((name, index) => [name, rows[index]]));
}

async function record(kind: string, id: string): Promise<SyncRecord> {
  const row = await store.database.get('records', [kind, id]);
  if (!row) throw new Error(`no ${kind} ${id}`);
  return recordOf(row);
}

describe('an edit', () => {
  it('waits to be sent from the moment it is stored', async () => {
    await write(store, (writer) => writer.set('tag', 't1', { name: '夜班' }));
    const [waiting] = await store.database.getAll('outbox');
    expect(waiting).toMatchObject({ kind: 'tag', id: 't1', version: 1 });
    expect(waiting?.unsent).toEqual([...stampsOf(await record('tag', 't1'))]);
  });

  it('that breaks off leaves neither record nor outbox nor clock behind', async () => {
    await write(store, (writer) => writer.set('tag', 't0', { name: '先有的' }));
    const before = await contents();
    const clock = await store.database.get('meta', 'clock');
    const broken = write(store, async (writer) => {
      await writer.set('tag', 't1', { name: '写到一半' });
      await writer.set('tag', 't0', { name: '改到一半' });
      throw new Error('cut');
    });
    await expect(broken).rejects.toThrow('cut');
    expect(await contents()).toEqual(before);
    expect(await store.database.get('meta', 'clock')).toBe(clock);
  });

  it('asks the disk to confirm before it is called saved', async () => {
    const opened = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await localLibrary(store, () => undefined).switchSite('https://news.example/*', true);
    expect(opened.mock.calls.map(([, mode, options]) => [mode, options?.durability])).toEqual([
      ['readwrite', 'strict'],
    ]);
  });

  it('never gets the stamp of another, made in two contexts at the same moment', async () => {
    const other = await openStore('member', 'aaaa', () => NOW);
    const edits = Array.from({ length: 40 }, (_, index) =>
      write(index % 2 === 0 ? store : other, (writer) =>
        writer.set('tag', `t${index}`, { name: `${index}` }),
      ),
    );
    await Promise.all(edits);
    const rows = await store.database.getAll('records');
    const stamps = rows.flatMap((row) => [...stampsOf(recordOf(row))]);
    expect(new Set(stamps).size).toBe(40);
  });

  it('gets a later stamp than everything before it, though the clock was set back', async () => {
    await write(store, (writer) => writer.set('tag', 't1', { name: '前' }));
    const [before] = stampsOf(await record('tag', 't1'));
    const slow = await openStore('member', 'aaaa', () => NOW - 86_400_000);
    await write(slow, (writer) => writer.set('tag', 't1', { name: '后' }));
    const [after] = stampsOf(await record('tag', 't1'));
    expect(after && before && after > before).toBe(true);
  });

  it('names its device by the database, and by the start of the browser', async () => {
    await write(store, (writer) => writer.set('tag', 't1', {}));
    await write(store, (writer) => writer.set('tag', 't1', { name: '今天' }));
    const next = await openStore('member', 'bbbb', () => NOW);
    await write(next, (writer) => writer.set('tag', 't2', { name: '明天' }));
    const devices = await Promise.all(
      ['t1', 't2'].map(async (id) => deviceOf((await record('tag', id)).fields.name?.[0] ?? '')),
    );
    expect(devices[0]?.slice(0, 4)).toBe(devices[1]?.slice(0, 4));
    expect(devices.map((device) => device.slice(4))).toEqual(['aaaa', 'bbbb']);
  });

  it('asks for a text again that another article names: that one may lie aside', async () => {
    const library = localLibrary(store, () => undefined);
    const save = { reading: sampleReading(), savedAt: NOW };
    await library.saveArticle({ ...save, address: ADDRESS });
    await store.database.clear('blobOutbox');
    await library.saveArticle({ ...save, address: 'https://news.example/copy.html' });
    expect(await store.database.count('blobOutbox')).toBe(1);
    expect(await store.database.count('snapshots')).toBe(1);
  });

  it('asks for the texts of an article again that comes back from the recycle bin: the service may have emptied it', async () => {
    const library = localLibrary(store, () => undefined);
    const { id } = await library.saveArticle({ reading: sampleReading(), savedAt: NOW, address: ADDRESS });
    await library.deleteArticle(id);
    await store.database.clear('blobOutbox');
    await library.restoreArticle(id);
    expect(await store.database.count('blobOutbox')).toBe(1);
  });

  it('that names no other text asks for none', async () => {
    const library = localLibrary(store, () => undefined);
    const { id } = await library.saveArticle({ reading: sampleReading(), savedAt: NOW, address: ADDRESS });
    await store.database.clear('blobOutbox');
    await library.editArticle(id, { title: '接起之前' });
    expect(await store.database.count('blobOutbox')).toBe(0);
  });

  it('that would make a record too large is refused by name, and the record stays', async () => {
    await write(store, (writer) => writer.set('tag', 't1', { name: '短' }));
    const tooLarge = write(store, (writer) => writer.set('tag', 't1', { name: '长'.repeat(30_000) }));
    await expect(tooLarge).rejects.toMatchObject({ name: 'LibraryError', code: 'too-large' });
    expect((await record('tag', 't1')).fields.name?.[1]).toBe('短');
  });

  it('for which the disk has no room is refused by name, nothing half-written', async () => {
    const library = localLibrary(store, () => undefined);
    await library.saveArticle({ address: ADDRESS, reading: sampleReading(), savedAt: NOW });
    const before = await contents();
    const put = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...given) {
      // The snapshot fits, the record after it does not.
      if (this.name === 'records') throw new DOMException('no space', 'QuotaExceededError');
      return put.apply(this, given);
    });
    const saving = library.saveArticle({
      address: 'https://news.example/2.html',
      reading: sampleReading({}, { text: '放不下的文字' }),
      savedAt: NOW,
    });
    await expect(saving).rejects.toMatchObject({ name: 'LibraryError', code: 'storage-full' });
    vi.restoreAllMocks();
    expect(await contents()).toEqual(before);
  });
});

describe('bringing back what was deleted', () => {
  it('wins over an emptying that arrives later, field by field and in the note', async () => {
    const library = localLibrary(store, () => undefined);
    const { id } = await library.saveArticle({ address: ADDRESS, reading: sampleReading(), savedAt: NOW });
    await library.writeNote({ kind: 'article', id }, '别丢了', []);
    await library.deleteArticle(id);
    const late = emptyDeleted(await record('article', id));
    await library.restoreArticle(id);
    const restored = await record('article', id);
    expect(late).toMatchObject({
      fields: { title: [expect.anything(), null] },
      notes: { note: [{ text: '' }] },
    });
    expect(joinRecords(restored, late)).toEqual(restored);
    expect(joinRecords(late, restored)).toEqual(restored);
  });

  it('keeps a conflict of two notes a conflict', async () => {
    const library = localLibrary(store, () => undefined);
    const { id } = await library.saveArticle({ address: ADDRESS, reading: sampleReading(), savedAt: NOW });
    const owner = { kind: 'article', id } as const;
    await library.writeNote(owner, '甲', []);
    await library.writeNote(owner, '乙', []);
    await library.deleteArticle(id);
    await library.restoreArticle(id);
    expect((await library.article(id))?.note.values.map(({ text }) => text)).toEqual(['甲', '乙']);
  });

  it('is not offered where the fields are gone', async () => {
    const library = localLibrary(store, () => undefined);
    const { id } = await library.saveArticle({ address: ADDRESS, reading: sampleReading(), savedAt: NOW });
    await library.deleteArticle(id);
    await write(store, (writer) => writer.set('article', id, { address: null, title: null }));
    expect(await library.articles({ deleted: true })).toEqual([]);
    await expect(library.restoreArticle(id)).rejects.toMatchObject({ code: 'not-found' });
  });
});
