import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { joinRecords } from '../../../protocol/merge.ts';
import type { Library } from '../../../utils/library/library.ts';
import { localLibrary } from '../../../utils/library/local-library.ts';
import { openStore, type Store } from '../../../utils/library/store.ts';
import { recordOf, write } from '../../../utils/library/write.ts';
import { ADDRESS, sampleReading } from './sample-reading.ts';

let store: Store;
let library: Library;
let owner: { kind: 'article'; id: string };

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  ({ store, library } = await openDevice('one1'));
  owner = await keep(library);
});

async function openDevice(account: string) {
  const opened = await openStore(account, 'aaaa');
  return { store: opened, library: localLibrary(opened, () => undefined) };
}

async function keep(into: Library) {
  const { id } = await into.saveArticle({ address: ADDRESS, reading: sampleReading(), savedAt: 1 });
  return { kind: 'article', id } as const;
}

const rename = (id: string, name: string) => write(store, (writer) => writer.set('tag', id, { name }));

describe('tags', () => {
  it('made on two devices under one name are one tag', async () => {
    const other = await openDevice('two2');
    const there = await other.library.addTag(await keep(other.library), '合规');
    const here = await library.addTag(owner, '合规');
    expect(here.id).toBe(there.id);
    const rows = await Promise.all(
      [store, other.store].map((each) =>
        each.database.getAll('records', IDBKeyRange.bound(['tagging'], ['tagging', []])),
      ),
    );
    const [a, b] = rows.map(([row]) => row && recordOf(row));
    expect(a && b && Object.keys(joinRecords(a, b).fields).sort()).toEqual(['owner', 'present', 'tag']);
  });

  it('leave a renamed tag alone when its old name is used again', async () => {
    const renamed = await library.addTag(owner, '风控');
    await rename(renamed.id, '风险');
    const fresh = await library.addTag(owner, '风控');
    expect(fresh.id).not.toBe(renamed.id);
    const names = (await library.article(owner.id))?.tags.map(({ name }) => name).sort();
    expect(names).toEqual(['风控', '风险'].sort());
    expect((await library.addTag(owner, '风控')).id).toBe(fresh.id);
  });

  it('use the tag that was renamed to the name, instead of making a second', async () => {
    const renamed = await library.addTag(owner, '客服中心');
    await rename(renamed.id, '远程银行');
    expect((await library.addTag(owner, '远程银行')).id).toBe(renamed.id);
  });

  it('that were deleted come back when they are used', async () => {
    const tag = await library.addTag(owner, '周报');
    await write(store, (writer) => writer.set('tag', tag.id, { deleted: true }));
    expect((await library.article(owner.id))?.tags).toEqual([]);
    await library.addTag(owner, '周报');
    expect((await library.article(owner.id))?.tags.map(({ id }) => id)).toEqual([tag.id]);
  });

  it('are written alike by width and by spaces', async () => {
    const first = await library.addTag(owner, 'ＡＩ / 大模型');
    const second = await library.addTag(owner, ' AI/大模型 ');
    expect(second).toEqual(first);
    expect(first.name).toBe('AI/大模型');
  });

  it('added at the same moment in two contexts are one', async () => {
    const other = localLibrary(await openStore('one1', 'aaaa'), () => undefined);
    await Promise.all([library.addTag(owner, '夜班'), other.addTag(owner, '夜班')]);
    expect(await library.tags()).toMatchObject([{ name: '夜班', count: 1 }]);
  });
});
