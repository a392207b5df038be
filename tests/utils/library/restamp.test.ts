import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test, vi } from 'vitest';
import { emptyRecord, joinRecords } from '../../../protocol/merge.ts';
import type { SyncRecord } from '../../../protocol/records.ts';
import { localLibrary } from '../../../utils/library/local-library.ts';
import { readPushBatch } from '../../../utils/library/push-batch.ts';
import { restampAhead } from '../../../utils/library/restamp.ts';
import { openStore, type Store } from '../../../utils/library/store.ts';
import { recordOf, write } from '../../../utils/library/write.ts';
import { ADDRESS, sampleReading } from './sample-reading.ts';

const NOW = 1_750_000_000_000;
const NEXT_YEAR = NOW + 365 * 86_400_000;

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
});

/** A note on a mark, by a reader who sees the values that stand there. */
async function writeNote(store: Store, text: string): Promise<void> {
  await write(store, async (writer) => {
    const before = await writer.read('mark', 'm1');
    const shown = before?.notes.note?.map(({ stamp }) => stamp) ?? [];
    await writer.writeNote('mark', 'm1', 'note', text, shown);
  });
}

async function mark(store: Store): Promise<SyncRecord> {
  const row = await store.database.get('records', ['mark', 'm1']);
  if (!row) throw new Error('the mark is gone');
  return recordOf(row);
}

/** The profile as it lies on the disk, started elsewhere. */
async function copyOf(store: Store, name: string): Promise<Store> {
  const copy = await openStore(name, 'copy', () => NEXT_YEAR);
  for (const name of ['records', 'outbox'] as const) {
    for (const row of await store.database.getAll(name)) await copy.database.put(name, row);
  }
  for (const key of await store.database.getAllKeys('meta')) {
    const value = await store.database.get('meta', key);
    if (value !== undefined) await copy.database.put('meta', value, key);
  }
  return copy;
}

test('a profile copied while its clock ran ahead takes no note of the other away', async () => {
  const original = await openStore('original', 'aaaa', () => NEXT_YEAR);
  await writeNote(original, '抄之前写的');
  const copy = await copyOf(original, 'copy');
  await writeNote(original, '原机后写的');
  await restampAhead(original, NOW);
  // Later, so that its new stamps sort after all of the original's.
  await restampAhead(copy, NOW + 60_000);
  await writeNote(copy, '副本后写的');
  const joined = joinRecords(await mark(original), await mark(copy));
  const texts = joined.notes.note?.map(({ text }) => text);
  expect(texts).toContain('原机后写的');
  expect(texts).toContain('副本后写的');
});

test('two copies never give one stamp to different values', async () => {
  const original = await openStore('original', 'aaaa', () => NEXT_YEAR);
  const set = (body: string) => write(original, (writer) => writer.set('mark', 'm1', { body }));
  await set('一');
  const copy = await copyOf(original, 'copy');
  await set('二');
  await restampAhead(original, NOW);
  await restampAhead(copy, NOW);
  const [left, right] = [(await mark(original)).fields.body, (await mark(copy)).fields.body];
  expect([left?.[1], right?.[1]]).toEqual(['二', '一']);
  expect(left?.[0]).not.toBe(right?.[0]);
});

test('an edit stays above the one it replaced, though only a copy of the profile still holds that', async () => {
  let now = NOW + 240_000;
  const original = await openStore('original', 'aaaa', () => now);
  const set = (body: string) => write(original, (writer) => writer.set('mark', 'm1', { body }));
  await set('先');
  const copy = await copyOf(original, 'copy');
  now = NEXT_YEAR;
  await set('后');
  await restampAhead(original, NOW);
  expect(joinRecords(await mark(copy), await mark(original)).fields.body?.[1]).toBe('后');
});

test('what was seen before the clock ran ahead stays seen', async () => {
  let now = NOW;
  const store = await openStore('member', 'zzzz', () => now);
  await writeNote(store, '先');
  const [sent] = (await readPushBatch(store, 500, 1_000_000)).records;
  now = NEXT_YEAR;
  await writeNote(store, '中');
  await writeNote(store, '后');
  await restampAhead(store, NOW);
  const joined = joinRecords(sent ?? emptyRecord('mark', 'm1'), await mark(store));
  expect(joined.notes.note?.map(({ text }) => text)).toEqual(['后']);
});

test('what was replaced unseen by the service stays replaced, though a copy of the profile sends it', async () => {
  let now = NOW;
  const original = await openStore('original', 'aaaa', () => now);
  await writeNote(original, '先');
  const copy = await copyOf(original, 'copy');
  now = NEXT_YEAR;
  await writeNote(original, '中');
  await writeNote(original, '后');
  await restampAhead(original, NOW);
  const joined = joinRecords(await mark(copy), await mark(original));
  expect(joined.notes.note?.map(({ text }) => text)).toEqual(['后']);
});

test('an answer that comes late takes nothing out of a context that may have gone out since', async () => {
  const store = await openStore('member', 'zzzz', () => NEXT_YEAR);
  await writeNote(store, '一');
  await writeNote(store, '二');
  await restampAhead(store, NOW + 20);
  const sent = await mark(store);
  await restampAhead(store, NOW);
  expect(await mark(store)).toEqual(sent);
});

test('a note written without having seen the other of the same library stays beside it', async () => {
  let now = NEXT_YEAR;
  const store = await openStore('member', 'zzzz', () => now);
  const guest = await openStore('guest', 'zzzz', () => now);
  await writeNote(guest, '访客写的');
  now += 1000;
  await writeNote(store, '一');
  await writeNote(store, '二');
  const adopted = await mark(guest);
  await write(store, (writer) => writer.adopt(adopted));
  await restampAhead(store, NOW);
  const again = joinRecords(await mark(store), await mark(store));
  expect(again.notes.note?.map(({ text }) => text)).toEqual(['访客写的', '二']);
});

test('an edit of many can be taken back after its stamps were replaced', async () => {
  const store = await openStore('member', 'zzzz', () => NEXT_YEAR);
  const library = localLibrary(store, () => undefined);
  const { id } = await library.saveArticle({ address: ADDRESS, reading: sampleReading(), savedAt: 1 });
  const undo = await library.editArticles([id], { state: 'archived', favourite: true });
  await restampAhead(store, NOW);
  await write(store, (writer) => writer.set('article', id, { favourite: true }));
  await library.undoEdits(undo);
  // What was changed again since stays.
  expect(await library.article(id)).toMatchObject({ state: 'unread', favourite: true });
});

test('an edit can be taken back after its stamps were replaced twice', async () => {
  const store = await openStore('member', 'zzzz', () => NEXT_YEAR);
  const library = localLibrary(store, () => undefined);
  const { id } = await library.saveArticle({ address: ADDRESS, reading: sampleReading(), savedAt: 1 });
  const undo = await library.editArticles([id], { state: 'archived' });
  await restampAhead(store, NOW);
  await restampAhead(store, NOW - 86_400_000);
  await library.undoEdits(undo);
  expect((await library.article(id))?.state).toBe('unread');
});

test('a merge of two articles can be taken back with its note after its stamps were replaced', async () => {
  const store = await openStore('member', 'zzzz', () => NEXT_YEAR);
  const library = localLibrary(store, () => undefined);
  const save = (address: string) => library.saveArticle({ address, reading: sampleReading(), savedAt: 1 });
  const [one, other] = [await save(ADDRESS), await save(`${ADDRESS}?from=elsewhere`)];
  await library.writeNote({ kind: 'article', id: one.id }, '第一处的笔记', []);
  await library.writeNote({ kind: 'article', id: other.id }, '第二处的笔记', []);
  const merged = await library.mergeArticles(one.id, other.id);
  await restampAhead(store, NOW);
  await library.undoMerge(merged);
  expect((await library.article(one.id))?.note.text).toBe('第一处的笔记');
});

test('a note that is being typed meanwhile stays one', async () => {
  const store = await openStore('member', 'zzzz', () => NEXT_YEAR);
  const library = localLibrary(store, () => undefined);
  const { id } = await library.saveArticle({ address: ADDRESS, reading: sampleReading(), savedAt: 1 });
  const first = await library.writeNote({ kind: 'article', id }, '刚写下', []);
  await restampAhead(store, NOW);
  const shown = first.values.map(({ stamp }) => stamp);
  const then = await library.writeNote({ kind: 'article', id }, '刚写下，接着写', shown);
  expect(then.values.map(({ text }) => text)).toEqual(['刚写下，接着写']);
});
