import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyDeleted } from '../../../protocol/deletion.ts';
import { joinRecords } from '../../../protocol/merge.ts';
import type { SyncRecord } from '../../../protocol/records.ts';
import { openBackup } from '../../../utils/keeping/read-backup.ts';
import { restoreBackup } from '../../../utils/keeping/restore-backup.ts';
import { writeBackup } from '../../../utils/keeping/write-backup.ts';
import { applyPage } from '../../../utils/library/apply-page.ts';
import { emptyDeletedRecords } from '../../../utils/library/empty-deleted.ts';
import { articleIdOf } from '../../../utils/library/hash.ts';
import type { Library } from '../../../utils/library/library.ts';
import { localLibrary } from '../../../utils/library/local-library.ts';
import { acknowledge, readPushBatch } from '../../../utils/library/push-batch.ts';
import { renewOffset } from '../../../utils/library/restamp.ts';
import { openStore, type Store } from '../../../utils/library/store.ts';
import { readPosition } from '../../../utils/library/sync-position.ts';
import { recordOf, SERVICE_OFFSET, write } from '../../../utils/library/write.ts';
import { sampleReading } from './sample-reading.ts';

const [MARK, OTHER] = ['mark000000000001', 'mark000000000002'];
const DAY_MS = 24 * 60 * 60_000;
let store: Store;
let now = 1_750_000_000_000;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  store = await openStore('member', 'test', () => now);
  await write(store, async (writer) => {
    await writer.set('article', 'a1', { address: 'https://example.cn/1', title: '题' });
    await writer.writeNote('article', 'a1', 'note', '一条笔记', []);
    await writer.set('article', 'a1', { deleted: true });
  });
  const batch = await readPushBatch(store, 500, 1_000_000);
  await acknowledge(
    store,
    batch,
    batch.records.map(() => 'stored'),
  );
});

/** Days on which the browser is used, as far as its clock tells. */
async function liveThrough(days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) {
    await emptyDeletedRecords(store);
    now += DAY_MS;
  }
  await emptyDeletedRecords(store);
}

async function article(): Promise<SyncRecord> {
  const row = await store.database.get('records', ['article', 'a1']);
  if (!row) throw new Error('the article is there');
  return recordOf(row);
}

describe('what was deleted', () => {
  it('stays whole for 30 days', async () => {
    const before = await article();
    await liveThrough(29);
    expect(await article()).toEqual(before);
    expect(await store.database.count('outbox')).toBe(0);
  });

  it('is looked for without holding up anybody who writes', async () => {
    const begin = vi.spyOn(IDBDatabase.prototype, 'transaction');
    const writing = () =>
      begin.mock.calls.flatMap(([names, mode]) => (mode === 'readwrite' ? [[names].flat()] : []));
    await liveThrough(29);
    expect(new Set(writing().flat())).toEqual(new Set(['meta']));
    begin.mockClear();
    await liveThrough(1);
    expect(writing().filter((names) => names.includes('records'))).toHaveLength(1);
    begin.mockRestore();
  });

  it('stays whole on a machine whose clock is a year ahead, and known to be', async () => {
    const before = await article();
    now += 365 * DAY_MS;
    await store.database.put('meta', -365 * DAY_MS, SERVICE_OFFSET);
    await emptyDeletedRecords(store);
    expect(await article()).toEqual(before);
  });

  it('stays whole on a machine whose clock jumped a year ahead since the service last told the time', async () => {
    const before = await article();
    await renewOffset(store, now);
    now += 365 * DAY_MS;
    await emptyDeletedRecords(store);
    expect(await article()).toEqual(before);
    await renewOffset(store, now);
    await emptyDeletedRecords(store);
    expect(await article()).not.toEqual(before);
  });

  it('stays whole where the clock leaps a year ahead and no service ever told the time', async () => {
    const before = await article();
    await liveThrough(29);
    now += 365 * DAY_MS;
    await liveThrough(29);
    expect(await article()).toEqual(before);
    now -= 365 * DAY_MS;
    await liveThrough(29);
    expect(await article()).toEqual(before);
    await liveThrough(2);
    expect(await article()).not.toEqual(before);
  });

  it('stays for another 30 days after the browser was closed for long: a clock that leapt looks the same', async () => {
    const before = await article();
    await liveThrough(1);
    now += 60 * DAY_MS;
    await liveThrough(29);
    expect(await article()).toEqual(before);
    await liveThrough(1);
    expect(await article()).not.toEqual(before);
  });

  it('goes by the days also where the browser is opened once a week', async () => {
    const before = await article();
    for (let week = 0; week < 6; week += 1) {
      await emptyDeletedRecords(store);
      now += 7 * DAY_MS;
    }
    expect(await article()).not.toEqual(before);
  });

  it('is then emptied, its fields with the stamp of its deletion, and sent', async () => {
    const before = await article();
    await liveThrough(31);
    const emptied = await article();
    expect(emptied.fields.title).toEqual([before.fields.deleted?.[0], null]);
    expect(emptied.notes.note).toEqual(before.notes.note?.map((value) => ({ ...value, text: '' })));
    expect(await store.database.count('outbox')).toBe(1);
  });

  it('is emptied once', async () => {
    await liveThrough(31);
    const { version } = (await store.database.get('records', ['article', 'a1'])) ?? {};
    await emptyDeletedRecords(store);
    expect((await store.database.get('records', ['article', 'a1']))?.version).toBe(version);
  });

  it('comes back whole where another device restored it before it heard of the emptying', async () => {
    now += 31 * DAY_MS;
    const deleted = await article();
    const { result: restored } = await write(store, (writer) =>
      writer.renew('article', 'a1', { deleted: false }),
    );
    for (const meeting of [
      joinRecords(restored, emptyDeleted(deleted)),
      joinRecords(emptyDeleted(deleted), restored),
    ]) {
      expect(meeting.fields.deleted?.[1]).toBe(false);
      expect(meeting.fields.title?.[1]).toBe('题');
      expect(meeting.notes.note?.map(({ text }) => text)).toEqual(['一条笔记']);
    }
  });
});

describe('marks of a deleted article', () => {
  const quote = '先看一眼来电人上一次问了什么';
  let library: Library;

  beforeEach(async () => {
    library = localLibrary(store, () => undefined);
    await write(store, async (writer) => {
      await writer.set('article', 'a2', { address: 'https://example.cn/2', title: '有标注的一篇' });
    });
    for (const id of [MARK, OTHER]) await library.saveMark(markOf(id, quote));
    await library.writeNote({ kind: 'mark', id: MARK }, '标注旁的笔记', []);
  });

  it('go with it for good, with their notes, when 回收站 is emptied', async () => {
    await library.deleteArticle('a2');
    expect(await library.emptyBin()).toEqual({ articles: 2, marks: 0 });
    const rows = JSON.stringify(await store.database.getAll('records'));
    for (const words of [quote, '标注旁的笔记', '有标注的一篇']) expect(rows).not.toContain(words);
    expect(await library.marksInBin()).toEqual([]);
    const waiting = (await store.database.getAll('outbox')).map(({ id }) => id);
    expect(waiting).toEqual(expect.arrayContaining(['a2', MARK, OTHER]));
  });

  it('go after 30 days, and not before', async () => {
    await library.deleteArticle('a2');
    await liveThrough(29);
    expect(JSON.stringify(await store.database.getAll('records'))).toContain(quote);
    await liveThrough(2);
    expect(JSON.stringify(await store.database.getAll('records'))).not.toContain(quote);
  });

  it('stay where they were changed after the deletion, and come back with the article', async () => {
    await library.deleteArticle('a2');
    await library.editMark(OTHER, { colour: 4 });
    await library.emptyBin();
    expect((await library.marks('a2')).map(({ id }) => id)).toEqual([OTHER]);
  });

  it('come back whole with an article that is restored', async () => {
    await library.deleteArticle('a2');
    await library.restoreArticle('a2');
    const notes = (await library.marks('a2')).map(({ id, note }) => [id, note.text]);
    expect(Object.fromEntries(notes)).toEqual({ [MARK]: '标注旁的笔记', [OTHER]: '' });
  });

  it('are emptied too where they come after their article was', async () => {
    const late = recordOf((await store.database.get('records', ['mark', OTHER])) ?? never());
    await store.database.delete('records', ['mark', OTHER]);
    await library.deleteArticle('a2');
    await library.emptyBin();
    await applyPage(store, await readPosition(store), { epoch: 'one', records: [late], next: 1 });
    expect(JSON.stringify(await store.database.getAll('records'))).toContain(quote);
    await liveThrough(31);
    expect(JSON.stringify(await store.database.getAll('records'))).not.toContain(quote);
  });

  it('are there on both devices where one restores the article while the other empties 回收站', async () => {
    const elsewhere = await openStore('elsewhere', 'else', () => now);
    await bring(store, elsewhere);
    await library.deleteArticle('a2');
    await bring(store, elsewhere);
    await library.emptyBin();
    const there = localLibrary(elsewhere, () => undefined);
    await there.restoreArticle('a2');
    for (const [from, to] of [
      [store, elsewhere],
      [elsewhere, store],
    ] as const)
      await bring(from, to);
    for (const each of [library, there]) {
      const marks = await each.marks('a2');
      expect(marks.map(({ id }) => id).sort()).toEqual([MARK, OTHER].sort());
      expect(marks.find(({ id }) => id === MARK)?.note.text).toBe('标注旁的笔记');
    }
  });

  it('stay away from a library that is restored from a backup, unless the reader brings back what was deleted since', async () => {
    const pipe = new TransformStream<Uint8Array, Uint8Array>();
    const archive = new Response(pipe.readable).blob();
    await writeBackup(store, pipe.writable);
    const file = await archive;
    await library.deleteArticle('a2');
    await library.emptyBin();
    await restoreBackup(store, await openBackup(file));
    expect(await library.marks('a2')).toEqual([]);
    expect(JSON.stringify(await store.database.getAll('records'))).not.toContain(quote);
    await restoreBackup(store, await openBackup(file), { bringsBack: true });
    expect((await library.marks('a2')).map((mark) => mark.quote)).toEqual([quote, quote]);
  });
});

describe('an article that became part of another', () => {
  const [WHOLE, PART] = ['https://www.example.cn/whole', 'http://m.example.cn/part'];
  let library: Library;
  let whole: string;

  beforeEach(async () => {
    library = localLibrary(store, () => undefined);
    const save = (address: string, text: string) =>
      library.saveArticle({ address, reading: sampleReading({}, { text }), savedAt: 1 });
    whole = (await save(WHOLE, '留下的正文。')).id;
    const part = (await save(PART, '归入前另存的正文。')).id;
    await library.writeNote({ kind: 'article', id: part }, '归入前的笔记', []);
    await library.mergeArticles(whole, part);
    await store.database.clear('blobOutbox');
  });
  const rows = async () => JSON.stringify(await store.database.getAll('records'));

  it('goes with it for good, with its texts and its note', async () => {
    await library.deleteArticle(whole);
    await library.emptyBin();
    for (const words of ['归入前的笔记', PART, WHOLE]) expect(await rows()).not.toContain(words);
    expect(await store.database.count('snapshots')).toBe(0);
    expect(await library.articles({ deleted: true })).toEqual([]);
  });

  it('goes with it also where another device took its note over meanwhile', async () => {
    await library.deleteArticle(whole);
    const part = await articleIdOf(PART);
    await write(store, (writer) => writer.set('article', part, { [`note-taken:${'0'.repeat(27)}`]: true }));
    expect((await library.articles()).map(({ id }) => id)).not.toContain(part);
    await library.emptyBin();
    for (const words of ['归入前的笔记', PART]) expect(await rows()).not.toContain(words);
  });

  it('goes after 30 days, and not before', async () => {
    await library.deleteArticle(whole);
    await liveThrough(29);
    expect(await rows()).toContain(PART);
    await liveThrough(2);
    expect(await rows()).not.toContain(PART);
  });

  it('still leads to it where another device restores it while this one empties 回收站', async () => {
    const elsewhere = await openStore('elsewhere', 'else', () => now);
    await library.deleteArticle(whole);
    await bring(store, elsewhere);
    await library.emptyBin();
    const there = localLibrary(elsewhere, () => undefined);
    await there.restoreArticle(whole);
    await bring(elsewhere, store);
    await bring(store, elsewhere);
    for (const each of [library, there]) {
      expect((await each.articleAt(PART))?.id).toBe(whole);
      expect((await each.article(whole))?.note.text).toBe('归入前的笔记');
    }
  });

  it('stays where devices merged in a circle, and it is the one that stands for both', async () => {
    await write(store, async (writer) => {
      await writer.set('article', 'circle-1', { address: WHOLE, title: '看得见的', mergedInto: 'circle-2' });
      await writer.set('article', 'circle-2', { address: PART, mergedInto: 'circle-1' });
      await writer.set('article', 'circle-2', { deleted: true });
    });
    await liveThrough(31);
    expect((await library.articles()).map(({ title }) => title)).toContain('看得见的');
  });
});

function markOf(id: string, exact: string) {
  const selector = { type: 'TextQuoteSelector' as const, exact, prefix: '', suffix: '' };
  return { articleId: 'a2', id, pageSelectors: [selector], colour: 1 as const, style: 'ground' as const };
}

/** Everything of one device, as a sync would bring it. */
async function bring(from: Store, to: Store): Promise<void> {
  const records = (await from.database.getAll('records')).map(recordOf);
  await applyPage(to, await readPosition(to), { epoch: 'one', records, next: 1 });
}

function never(): never {
  throw new Error('it is there');
}
