import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyRecord } from '../../../protocol/merge.ts';
import type { Json, SyncRecord } from '../../../protocol/records.ts';
import { applyPage } from '../../../utils/library/apply-page.ts';
import type { Library, ListRow } from '../../../utils/library/library.ts';
import { localLibrary } from '../../../utils/library/local-library.ts';
import { openStore, type Store } from '../../../utils/library/store.ts';
import { readPosition } from '../../../utils/library/sync-position.ts';
import { taggingIdOf } from '../../../utils/library/tags.ts';
import { write } from '../../../utils/library/write.ts';
import { sampleReading } from './sample-reading.ts';

let store: Store;
let library: Library;
let ids: string[];

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  store = await openStore('guest', 'aaaa');
  library = localLibrary(store, () => undefined);
  ids = [];
  for (const at of [1, 2, 3]) {
    const reading = sampleReading({ title: `第${at}篇` }, { text: `正文${at}` });
    const address = `https://news.example/${at}`;
    ids.push((await library.saveArticle({ address, savedAt: 1000 + at, reading })).id);
  }
});

const tagsOf = async (at: number) => (await library.article(id(at)))?.tags.map(({ name }) => name);
const id = (at: number) => ids[at] ?? '';
const tag = async (at: number, name: string) => library.addTag({ kind: 'article', id: id(at) }, name);
const counts = async () => (await library.tags()).map(({ name, count }) => `${name} ${count}`);

describe('many articles at once', () => {
  it('take a state and a star, and are what they were after an undo', async () => {
    await library.editArticles([id(1)], { state: 'reading' });
    const undo = await library.editArticles(ids, { state: 'archived', favourite: true });
    expect(await states()).toEqual(['archived *', 'archived *', 'archived *']);
    expect(await library.undoEdits(undo)).toBe('all');
    expect(await states()).toEqual(['unread ', 'reading ', 'unread ']);
  });

  it('keep what was changed again before the undo', async () => {
    const undo = await library.editArticles(ids, { state: 'archived' });
    await library.editArticle(id(0), { state: 'reading' });
    expect(await library.undoEdits(undo)).toBe('some');
    expect(await states()).toEqual(['reading ', 'unread ', 'unread ']);
    // All of it is something else by now.
    expect(await library.undoEdits(undo)).toBe('nothing');
    expect(await states()).toEqual(['reading ', 'unread ', 'unread ']);
  });

  it('go to the bin together, and come back whole', async () => {
    await tag(0, '年报');
    await library.writeNote({ kind: 'article', id: id(0) }, '记一笔', []);
    const undo = await library.deleteArticles([id(0), id(1)]);
    expect(await library.articles()).toHaveLength(1);
    expect(await library.articles({ deleted: true })).toHaveLength(2);
    expect(await library.undoEdits(undo)).toBe('all');
    expect(await library.articles()).toHaveLength(3);
    expect(await tagsOf(0)).toEqual(['年报']);
    expect((await library.article(id(0)))?.note.text).toBe('记一笔');
  });

  it('are tagged and untagged in one step, by name and whatever they carried', async () => {
    const old = await tag(0, '老年客户');
    await tag(1, '远程银行');
    const undo = await library.changeTags(ids, { add: ['远程银行', '年报／数据'], remove: [old.id] });
    expect(await Promise.all([0, 1, 2].map(tagsOf))).toEqual(
      Array.from({ length: 3 }, () => ['年报/数据', '远程银行']),
    );
    expect(await library.undoEdits(undo)).toBe('all');
    expect(await Promise.all([0, 1, 2].map(tagsOf))).toEqual([['老年客户'], ['远程银行'], []]);
    await expect(library.changeTags(ids, { add: [' '], remove: [] })).rejects.toMatchObject({
      code: 'bad-name',
    });
  });

  const states = async () =>
    Promise.all(
      ids.map(async (one) => {
        const article = await library.article(one);
        return `${article?.state} ${article?.favourite ? '*' : ''}`;
      }),
    );
});

describe('a tag', () => {
  it('takes another name with those below it', async () => {
    const report = await tag(0, '年报');
    await tag(1, '年报/数据');
    await tag(2, '年报告');
    expect(await library.planRename(report.id, '资料/年报')).toEqual([
      expect.objectContaining({ from: '年报', to: '资料/年报', into: null }),
      expect.objectContaining({ from: '年报/数据', to: '资料/年报/数据', into: null }),
    ]);
    const undo = await library.renameTag(report.id, '资料/年报');
    expect(await counts()).toEqual(['年报告 1', '资料/年报 1', '资料/年报/数据 1']);
    expect((await library.search('tag:资料')).hits).toHaveLength(2);
    expect(await library.undoEdits(undo)).toBe('all');
    expect(await counts()).toEqual(['年报 1', '年报/数据 1', '年报告 1']);
  });

  it('becomes part of the one that has the name already, and comes out of it again', async () => {
    const first = await tag(0, '质检');
    await tag(1, '质检');
    const second = await tag(1, '质量检查');
    await tag(2, '质量检查');
    const undo = await library.renameTag(first.id, '质量检查');
    expect(await counts()).toEqual(['质量检查 3']);
    expect((await library.search('tag:质量检查')).hits).toHaveLength(3);
    // A device that had not heard of it gives the old one.
    await receive('tagging', await taggingIdOf({ kind: 'article', id: id(2) }, first.id), {
      owner: `article:${id(2)}`,
      tag: first.id,
      present: true,
    });
    expect(await counts()).toEqual(['质量检查 3']);
    await library.removeTag({ kind: 'article', id: id(2) }, second.id);
    expect(await tagsOf(2)).toEqual([]);
    expect(await library.undoEdits(undo)).toBe('all');
    expect(await counts()).toEqual(['质检 2', '质量检查 1']);
  });

  it('of one name with another, given where nobody knew of that one, is one to the reader and comes off as one', async () => {
    const first = await tag(0, '质检');
    await tag(1, '质量检查');
    for (const name of ['质检', '质量检查']) await tag(2, name);
    await write(store, (writer) => writer.set('tag', first.id, { name: '质量检查' }));
    expect(await counts()).toEqual(['质量检查 3']);
    expect(await tagsOf(2)).toEqual(['质量检查']);
    const shown = (await library.article(id(2)))?.tags[0]?.id ?? '';
    await library.removeTag({ kind: 'article', id: id(2) }, shown);
    expect(await tagsOf(2)).toEqual([]);
    expect(await counts()).toEqual(['质量检查 2']);
    const [one] = await library.tags();
    await library.changeTags([id(0), id(1)], { add: [], remove: [one?.id ?? ''] });
    expect(await counts()).toEqual([]);
  });

  it('can be given anew under a name that became part of another', async () => {
    const first = await tag(0, '质检');
    await tag(1, '质量检查');
    await library.renameTag(first.id, '质量检查');
    await tag(2, '质检');
    expect(await counts()).toEqual(['质检 1', '质量检查 2']);
  });

  it('comes off everything, and later starts anew', async () => {
    const report = await tag(0, '年报');
    await tag(1, '年报/数据');
    const undo = await library.deleteTag(report.id);
    expect(await counts()).toEqual([]);
    expect(await library.undoEdits(undo)).toBe('all');
    expect(await counts()).toEqual(['年报 1', '年报/数据 1']);
    await library.deleteTag(report.id);
    await tag(2, '年报');
    expect(await counts()).toEqual(['年报 1']);
  });

  it('takes a colour and gives it back', async () => {
    const report = await tag(0, '年报');
    const undo = await library.setTagColour(report.id, 3);
    expect(await library.tags()).toMatchObject([{ colour: 3 }]);
    expect(await library.undoEdits(undo)).toBe('all');
    expect(await library.tags()).toMatchObject([{ colour: null }]);
    await expect(library.renameTag('none', '年报')).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('a saved search', () => {
  it('is kept, renamed, deleted and brought back', async () => {
    const { id: saved } = await library.saveSearch(' 等待  感 ', { query: '等待', filters: 'state=unread' });
    expect(await library.savedSearches()).toEqual([
      { id: saved, name: '等待 感', query: '等待', filters: 'state=unread' },
    ]);
    await library.editSavedSearch(saved, { name: '等候' });
    const replaced = await library.editSavedSearch(saved, { query: '排队', filters: '' });
    expect(await library.savedSearches()).toMatchObject([{ name: '等候', query: '排队', filters: '' }]);
    expect(await library.undoEdits(replaced)).toBe('all');
    expect(await library.savedSearches()).toMatchObject([{ query: '等待', filters: 'state=unread' }]);
    const undo = await library.deleteSavedSearch(saved);
    expect(await library.savedSearches()).toEqual([]);
    await expect(library.editSavedSearch(saved, { name: '无' })).rejects.toMatchObject({ code: 'not-found' });
    expect(await library.undoEdits(undo)).toBe('all');
    expect(await library.savedSearches()).toMatchObject([{ name: '等候', query: '等待' }]);
    await expect(library.saveSearch('', { query: '', filters: '' })).rejects.toMatchObject({
      code: 'bad-name',
    });
  });
});

describe('the first screen', () => {
  it('holds the newest articles, with what the whole list says of them', async () => {
    await library.deleteArticle(id(1));
    await tag(2, '年报');
    const { rows } = await library.listing();
    const first = await library.newestArticles(2);
    expect(first.map(({ id: one }) => one)).toEqual([id(2), id(0)]);
    expect(first.map(withoutCounts)).toEqual(rows.map(withoutCounts));
    expect(await library.newestArticles(1)).toHaveLength(1);
  });

  it('is followed by everything else, however many slices that takes', async () => {
    const records = Array.from({ length: 1100 }, (_, at) => ({
      ...emptyRecord('article', `article${String(at).padStart(12, '0')}`),
      fields: stamped({ address: `https://news.example/more/${at}`, savedAt: 5000 + at }),
    }));
    const page = { epoch: 'one', records, next: 1 };
    await applyPage(store, await readPosition(store), page);
    const texts = Array.from({ length: 600 }, (_, at) => String(at).padStart(64, '0'));
    for (const hash of texts)
      await store.database.put('snapshots', { hash, type: '', bytes: new Uint8Array(), size: 0, savedAt: 0 });
    const { rows } = await library.listing();
    expect((await library.articles()).filter(({ isOffline }) => isOffline)).toHaveLength(3);
    expect(rows.map(({ savedAt }) => savedAt)).toEqual(
      [...records.map((_, at) => 5000 + at), 1003, 1002, 1001].sort((a, b) => b - a),
    );
    expect(await library.newestArticles(1)).toMatchObject([{ savedAt: 6099 }]);
  });

  const withoutCounts = (row: ListRow) => ({
    ...row,
    tags: row.tags.map(({ name }) => name),
  });
});

async function receive(kind: string, record: string, fields: Record<string, Json>): Promise<void> {
  const records = [{ ...emptyRecord(kind, record), fields: stamped(fields) }];
  await applyPage(store, await readPosition(store), { epoch: 'one', records, next: 1 });
}

function stamped(fields: Record<string, Json>): SyncRecord['fields'] {
  const stamp = '1700000000000-0000-zzzzzzzz';
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]): [string, [string, Json]] => [name, [stamp, value]]),
  );
}
