import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { blobSent, refuseBlob } from '../../../utils/library/blob-outbox.ts';
import type { Library } from '../../../utils/library/library.ts';
import { localLibrary } from '../../../utils/library/local-library.ts';
import { countWaiting } from '../../../utils/library/outbox.ts';
import { acknowledge, readPushBatch } from '../../../utils/library/push-batch.ts';
import { openStore, type Store } from '../../../utils/library/store.ts';
import { write } from '../../../utils/library/write.ts';
import { ADDRESS, image, sampleReading } from './sample-reading.ts';

const PICTURES = [
  'https://news.example/%E6%8E%92%E9%98%9F%E5%A4%A7%E5%B1%8F.png',
  'https://news.example/b.png',
];

let store: Store;
let library: Library;
let now = 1_750_000_000_000;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  now = 1_750_000_000_000;
  store = await openStore('member', 'zzzz', () => {
    now += 1000;
    return now;
  });
  library = localLibrary(store, () => undefined);
});

async function saveWithImages(): Promise<string> {
  const reading = sampleReading({ title: '把工单写给下一个人看' }, { images: PICTURES.map(image) });
  const { id, snapshots } = await library.saveArticle({ address: ADDRESS, reading, savedAt: now });
  const images = new Map(PICTURES.map((address) => [address, new Blob([address], { type: 'image/png' })]));
  await library.keepImages(id, snapshots[0]?.hash ?? '', images);
  return id;
}

async function sendAll(): Promise<void> {
  for (const hash of await store.database.getAllKeys('blobOutbox')) await blobSent(store, hash, null);
  const batch = await readPushBatch(store, 500, 1_000_000);
  await acknowledge(
    store,
    batch,
    batch.records.map(() => 'stored'),
  );
}

const markOf = (articleId: string) => ({
  articleId,
  id: 'mark000000000001',
  pageSelectors: [{ type: 'TextQuoteSelector' as const, exact: '宁可多报十秒', prefix: '', suffix: '' }],
  colour: 3 as const,
  style: 'ground' as const,
});

describe('what waits', () => {
  it('is one row for an article with its text and images', async () => {
    await saveWithImages();
    const { waiting, rows } = await library.outbox();
    expect(waiting).toBe(1);
    expect(rows).toMatchObject([
      {
        what: 'article',
        words: '把工单写给下一个人看',
        of: '坐席笔记',
        texts: 1,
        images: 2,
        isOffered: false,
      },
    ]);
  });

  it('is known by the words it was written with', async () => {
    const id = await saveWithImages();
    await sendAll();
    await library.writeNote({ kind: 'article', id }, '十二月汇报的题眼', []);
    // Reading on is no more to speak of than the note.
    await library.editArticle(id, { position: 0.4 });
    await library.saveMark(markOf(id));
    await library.addTag({ kind: 'mark', id: 'mark000000000001' }, '年终报告');
    const { rows } = await library.outbox();
    expect(rows.map(({ what, words, of }) => [what, words, of])).toEqual([
      ['note', '十二月汇报的题眼', '把工单写给下一个人看'],
      ['mark', '宁可多报十秒', '把工单写给下一个人看'],
      ['tag', '年终报告', null],
      ['tagging', '年终报告', '宁可多报十秒'],
    ]);
    expect(rows[1]).toMatchObject({ colour: 3 });
  });

  it('is a note of a mark, where nothing but the note is new', async () => {
    const id = await saveWithImages();
    await library.saveMark(markOf(id));
    await sendAll();
    await library.writeNote({ kind: 'mark', id: 'mark000000000001' }, '汇报第 3 页', []);
    expect((await library.outbox()).rows).toMatchObject([
      { what: 'note', words: '汇报第 3 页', of: '把工单写给下一个人看' },
    ]);
  });

  it('says that an article was deleted, and that a tag was taken off', async () => {
    const id = await saveWithImages();
    const tag = await library.addTag({ kind: 'article', id }, '年终报告');
    await sendAll();
    await library.removeTag({ kind: 'article', id }, tag.id);
    await library.deleteArticle(id);
    const { rows } = await library.outbox();
    expect(rows.map(({ what, isDeleted }) => [what, isDeleted])).toEqual([
      ['tagging', true],
      ['article', true],
    ]);
  });

  it('went out, and waits for the answer', async () => {
    await saveWithImages();
    for (const hash of await store.database.getAllKeys('blobOutbox')) await blobSent(store, hash, null);
    await readPushBatch(store, 500, 1_000_000);
    expect((await library.outbox()).rows).toMatchObject([{ isOffered: true }]);
  });

  it('counts an image by itself once its article has gone out', async () => {
    await saveWithImages();
    const [version] = (await library.articles())[0]?.snapshots ?? [];
    const images = (await store.database.getAllKeys('blobOutbox')).filter((hash) => hash !== version?.hash);
    await sendAll();
    await store.database.put('blobOutbox', { hash: images[0] ?? '', since: now });
    const { waiting, rows } = await library.outbox();
    expect(waiting).toBe(1);
    expect(rows).toMatchObject([{ kind: 'blob', what: 'image', words: '把工单写给下一个人看' }]);
    expect(await countWaiting(store)).toBe(1);
  });

  it('is listed up to a hundred, the oldest first, and counted to the last', async () => {
    await write(store, async (writer) => {
      for (let index = 0; index < 250; index += 1) {
        await writer.set('tag', `t${index}`, { name: `标签 ${index}` });
      }
    });
    const { waiting, rows } = await library.outbox();
    expect([waiting, rows.length, rows[0]?.words, rows[99]?.words]).toEqual([250, 100, '标签 0', '标签 99']);
    expect(await countWaiting(store)).toBe(250);
  });

  it('can be taken elsewhere whole', async () => {
    const id = await saveWithImages();
    const { records, files } = await library.waitingRecords();
    expect(records).toMatchObject([
      { kind: 'article', id, fields: { address: [expect.any(String), ADDRESS] } },
    ]);
    expect(files.map(({ type }) => type).sort()).toEqual(['application/json', 'image/png', 'image/png']);
  });
});

describe('what was refused', () => {
  it('is an image by the name of its file, with its size and its article', async () => {
    await saveWithImages();
    const [version] = (await library.articles())[0]?.snapshots ?? [];
    const images = (await library.snapshot(version?.hash ?? ''))?.images ?? {};
    await refuseBlob(store, images[PICTURES[0] ?? ''] ?? '', 'too-large');
    const { refused } = await library.outbox();
    expect(refused).toMatchObject([
      { what: 'image', words: '排队大屏.png', of: '把工单写给下一个人看', size: PICTURES[0]?.length },
    ]);
  });

  it('has no words where neither article nor record is left, and is listed all the same', async () => {
    const lost = { reason: 'too-large', at: now, record: null };
    await store.database.put('refused', { kind: 'blob', id: 'a'.repeat(64), ...lost });
    await store.database.put('refused', { kind: 'tag', id: 't9', ...lost });
    const { refused } = await library.outbox();
    expect(refused.map(({ what, words }) => [what, words])).toEqual([
      ['blob', ''],
      ['tag', ''],
    ]);
  });
});
