import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyRecord } from '../../../protocol/merge.ts';
import type { SyncRecord } from '../../../protocol/records.ts';
import { applyPage } from '../../../utils/library/apply-page.ts';
import { blobSent, keepFetchedBlob } from '../../../utils/library/blob-outbox.ts';
import { articleIdOf } from '../../../utils/library/hash.ts';
import { indexPending } from '../../../utils/library/index-pending.ts';
import type { Library } from '../../../utils/library/library.ts';
import { localLibrary } from '../../../utils/library/local-library.ts';
import { removeBlobs } from '../../../utils/library/needed-blobs.ts';
import { FORMAT } from '../../../utils/library/search-rows.ts';
import { packReading } from '../../../utils/library/snapshots.ts';
import { openStore, type Store } from '../../../utils/library/store.ts';
import { readPosition } from '../../../utils/library/sync-position.ts';
import { sampleReading } from './sample-reading.ts';

let store: Store;
let library: Library;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  store = await openStore('guest', 'aaaa');
  library = localLibrary(store, () => undefined);
});

describe('search in the library', () => {
  it('finds what was saved just now, by any part of its text', async () => {
    const { id } = await save(1, { title: '夜班的等待', text: '電話比白天多三成。' });
    expect(await found('电话比白天')).toEqual([{ id, field: 'body' }]);
    expect(await found('等待')).toEqual([{ id, field: 'title' }]);
    expect(await found('班')).toEqual([{ id, field: 'title' }]);
    expect(await found('yb')).toEqual([{ id, field: 'initials' }]);
    expect(await found('没有')).toEqual([]);
  });

  it('puts a title before a mark, a mark before a note, a note before the text, and then the newest first', async () => {
    const inText = await save(1, { text: '等待感' });
    const newer = await save(2, { text: '等待感' });
    const inNote = await save(3, { text: '无' });
    const inMark = await save(4, { text: '无' });
    const inTitle = await save(0, { title: '等待感', text: '无' });
    await library.writeNote({ kind: 'article', id: inNote.id }, '记下等待感', []);
    await mark(inMark.id, 'markmarkmarkmark1', '等待感');
    expect((await found('等待感')).map(({ id }) => id)).toEqual(
      [inTitle, inMark, inNote, newer, inText].map(({ id }) => id),
    );
  });

  it('follows notes, tags, marks and corrections, and forgets what is deleted', async () => {
    const { id } = await save(1, { text: '正文' });
    await mark(id, 'markmarkmarkmark1', '一句话');
    await library.writeNote({ kind: 'mark', id: 'markmarkmarkmark1' }, '想法', []);
    const tag = await library.addTag({ kind: 'article', id }, '服务/夜间');
    await library.editArticle(id, { title: '改过的标题', authors: ['王某'] });
    for (const typed of [
      '一句',
      '想法',
      'tag:服务',
      '标签:服务/夜间',
      '改过',
      '作者:王某',
      'has:note',
      'is:unread',
    ])
      expect(await found(typed), typed).toHaveLength(1);
    expect(await found('tag:夜间')).toEqual([]);
    expect(await found('作者:李')).toEqual([]);
    await library.removeTag({ kind: 'article', id }, tag.id);
    await library.deleteMark('markmarkmarkmark1');
    for (const typed of ['一句', '想法', 'tag:服务', 'has:note'])
      expect(await found(typed), typed).toEqual([]);
    await library.deleteArticle(id);
    expect(await found('改过')).toEqual([]);
    await library.restoreArticle(id);
    expect(await found('改过')).toHaveLength(1);
  });

  it('finds by when it was published, and by what it is not', async () => {
    const old = await save(1, { text: '夜班', publishedAt: '2023-12-29' });
    const later = await save(2, { text: '夜班 外包', publishedAt: '2024-03-05T10:00' });
    expect(await ids('夜班 after:2024')).toEqual([later.id]);
    expect(await ids('夜班 before:2024-03-05')).toEqual([old.id]);
    expect(await ids('夜班 -外包')).toEqual([old.id]);
    expect(await ids('-is:unread')).toEqual([]);
  });

  it('says what it did not understand, and looks for the rest', async () => {
    const { id } = await save(1, { text: '夜班' });
    expect(await library.search('夜班 after:昨天')).toEqual({
      hits: [{ id, field: 'body' }],
      problems: [{ kind: 'bad-date', text: 'after:昨天' }],
      unindexed: 0,
    });
  });

  it('finds what came by sync, its text as soon as it is here', async () => {
    const blob = await packReading(sampleReading({}, { text: '别处存下的正文' }));
    const id = await articleIdOf('https://news.example/elsewhere');
    const stamp = '1700000000000-0000-zzzzzzzz';
    const fields: SyncRecord['fields'] = {
      address: [stamp, 'https://news.example/elsewhere'],
      title: [stamp, '别处的文章'],
      savedAt: [stamp, 5],
      [`snapshot:${blob.hash}`]: [stamp, { savedAt: 5, characters: 7, images: [] }],
    };
    const page = { epoch: 'one', records: [{ ...emptyRecord('article', id), fields }], next: 1 };
    await applyPage(store, await readPosition(store), page);
    expect(await ids('别处的')).toEqual([id]);
    expect(await ids('存下的正文')).toEqual([]);
    await keepFetchedBlob(store, blob);
    expect(await ids('存下的正文')).toEqual([id]);
    await removeBlobs(store, [blob.hash]);
    expect(await ids('存下的正文')).toEqual([]);
  });

  it('finds a text that comes back to this device with a save that changes nothing else', async () => {
    const { id, snapshots } = await save(1, { text: '没有变的正文' });
    await blobSent(store, snapshots[0]?.hash ?? '', null);
    await removeBlobs(store, [snapshots[0]?.hash ?? '']);
    expect(await ids('没有变')).toEqual([]);
    await save(1, { text: '没有变的正文' });
    expect(await ids('没有变')).toEqual([id]);
  });

  it('finds what was changed while the index is made anew, and taken in by another context first', async () => {
    const { id } = await save(1, { text: '正文' });
    await store.database.delete('meta', FORMAT);
    let isChanged = false;
    const database = new Proxy(store.database, {
      get(target, name) {
        if (name !== 'get') return bound(target, name);
        return async (from: 'snapshots', key: string) => {
          if (from === 'snapshots' && !isChanged) {
            isChanged = true;
            await library.editArticle(id, { title: '改过的标题' });
            await indexPending(store);
          }
          return target.get(from, key);
        };
      },
    });
    await indexPending({ ...store, database });
    expect(isChanged).toBe(true);
    expect(await ids('改过的')).toEqual([id]);
  });

  it('shows the lines in which it was found', async () => {
    const { id } = await save(1, { text: '开头。夜裡的電話比白天多。' });
    await library.writeNote({ kind: 'article', id }, '电话太多', []);
    const snippets = (await library.snippets('电话', [id])).get(id) ?? [];
    const lines = snippets.map(({ field, pieces }) => [
      field,
      pieces.map(({ text, isHit }) => (isHit ? `[${text}]` : text)).join(''),
    ]);
    expect(lines).toEqual([
      ['note', '[电话]太多'],
      ['body', '…夜裡的[電話]比白天多。'],
    ]);
  });

  it('is made anew where it is missing, slice by slice, while a search says how much is left', async () => {
    const all = [];
    for (let at = 0; at < 120; at += 1) all.push(await save(at, { text: `第${at}篇` }));
    await store.database.delete('meta', 'search-format');
    const first = await library.search('第');
    expect(first.unindexed).toBe(120 - first.hits.length);
    expect(first.unindexed).toBeGreaterThan(0);
    while (await indexPending(store));
    expect(await library.search('第')).toMatchObject({ unindexed: 0 });
    expect(new Set(await ids('第'))).toEqual(new Set(all.map(({ id }) => id)));
  });
});

function addressOf(at: number): string {
  return `https://news.example/${at}`;
}

function save(at: number, { text, ...fields }: { title?: string; text: string; publishedAt?: string }) {
  const reading = sampleReading(fields, { text });
  return library.saveArticle({ address: addressOf(at), savedAt: 1000 + at, reading });
}

function mark(articleId: string, id: string, quote: string) {
  const selector = { type: 'TextQuoteSelector' as const, exact: quote, prefix: '', suffix: '' };
  return library.saveMark({ articleId, id, pageSelectors: [selector], colour: 1, style: 'ground' });
}

async function found(typed: string) {
  return (await library.search(typed)).hits;
}

async function ids(typed: string): Promise<string[]> {
  return (await found(typed)).map(({ id }) => id);
}

function bound(target: object, name: PropertyKey): unknown {
  const value: unknown = Reflect.get(target, name);
  return typeof value === 'function' ? value.bind(target) : value;
}
