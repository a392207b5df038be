import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { SyncRecord } from '../../../protocol/records.ts';
import { deviceOf } from '../../../protocol/stamps.ts';
import { applyPage } from '../../../utils/library/apply-page.ts';
import { refuseBlob } from '../../../utils/library/blob-outbox.ts';
import { discardRefused, undoDiscard } from '../../../utils/library/discard-refused.ts';
import { emptyBin } from '../../../utils/library/empty-deleted.ts';
import type { Discarded } from '../../../utils/library/library.ts';
import { readOutbox } from '../../../utils/library/outbox.ts';
import { acknowledge, readPushBatch } from '../../../utils/library/push-batch.ts';
import { startOver } from '../../../utils/library/start-over.ts';
import { openStore, type Store } from '../../../utils/library/store.ts';
import { readPosition } from '../../../utils/library/sync-position.ts';
import { recordOf, write } from '../../../utils/library/write.ts';

const NOW = 1_750_000_000_000;
const EPOCH = 'epoch-one';
let store: Store;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  store = await openStore('member', 'zzzz', () => NOW);
  await startOver(store, EPOCH);
});

/** A tag as the service holds it, received at revision 1. */
async function receiveTag(): Promise<SyncRecord> {
  const record: SyncRecord = {
    kind: 'tag',
    id: 't1',
    fields: { name: ['1740000000000-0000-other001', '年终'] },
    notes: {},
  };
  await applyPage(store, await readPosition(store), { epoch: EPOCH, records: [record], next: 1 });
  return record;
}

/** Pushes everything; the kinds named are refused, the others stored. */
async function pushRefusing(...kinds: string[]): Promise<void> {
  const batch = await readPushBatch(store, 500, 1_000_000);
  const outcomes = batch.records.map(({ kind }) =>
    kinds.includes(kind) ? { refused: 'quota-exceeded' } : ('stored' as const),
  );
  await acknowledge(store, batch, outcomes);
}

const renameTag = (name: string) => write(store, (writer) => writer.set('tag', 't1', { name }));
const discardTag = async () => (await discardRefused(store, { kind: 'tag', id: 't1' })).result;
const tagName = async () => (await store.database.get('records', ['tag', 't1']))?.fields.name?.[1];
const counts = async () =>
  Promise.all((['records', 'outbox', 'refused'] as const).map((name) => store.database.count(name)));

function given(discarded: Discarded | null): Discarded {
  if (!discarded) throw new Error('nothing was given up');
  return discarded;
}

describe('what is given up', () => {
  it('is gone here, and comes back as the service holds it', async () => {
    const held = await receiveTag();
    await renameTag('年终报告');
    await pushRefusing('tag');
    expect(await discardTag()).not.toBeNull();
    expect(await counts()).toEqual([0, 0, 0]);
    expect(await readPosition(store)).toEqual({ epoch: EPOCH, cursor: 0 });
    await applyPage(store, await readPosition(store), { epoch: EPOCH, records: [held], next: 1 });
    expect(await tagName()).toBe('年终');
  });

  it('is not brought back by a pull that was under way', async () => {
    await receiveTag();
    await renameTag('年终报告');
    await pushRefusing('tag');
    const asked = await readPosition(store);
    await discardTag();
    const page = { epoch: EPOCH, records: [], next: 5 };
    expect(await applyPage(store, asked, page)).toMatchObject({ status: 'stale' });
    expect((await readPosition(store)).cursor).toBe(0);
  });

  it('is nothing where the record was edited since: it waits to be sent again', async () => {
    await renameTag('年终报告');
    await pushRefusing('tag');
    await renameTag('年终小结');
    expect(await discardTag()).toBeNull();
    expect(await tagName()).toBe('年终小结');
    expect(await store.database.count('outbox')).toBe(1);
  });

  it('is nothing where the edit was made while the refused push was on its way', async () => {
    await renameTag('年终报告');
    const batch = await readPushBatch(store, 500, 1_000_000);
    await renameTag('年终小结');
    await acknowledge(store, batch, [{ refused: 'quota-exceeded' }]);
    expect(await discardTag()).toBeNull();
    expect(await tagName()).toBe('年终小结');
  });

  it('never lets a late answer take for sent that what came back was emptied', async () => {
    await write(store, (writer) => writer.set('article', 'a1', { title: '改过的题' }));
    const batch = await readPushBatch(store, 500, 1_000_000);
    await acknowledge(store, batch, [{ refused: 'quota-exceeded' }]);
    await discardRefused(store, { kind: 'article', id: 'a1' });
    const fields = {
      title: ['1740000000000-0000-other001', '题'],
      deleted: ['1740000000000-0000-other001', true],
    };
    const records = [{ kind: 'article', id: 'a1', fields, notes: {} }];
    await applyPage(store, await readPosition(store), { epoch: EPOCH, records, next: 1 });
    expect((await emptyBin(store)).result.articles).toBe(1);
    await acknowledge(store, batch, ['stored']);
    expect(await store.database.count('outbox')).toBe(1);
  });

  it('never lets a late answer to an earlier push take a new edit for sent', async () => {
    await renameTag('年终报告');
    const batch = await readPushBatch(store, 500, 1_000_000);
    await acknowledge(store, batch, [{ refused: 'quota-exceeded' }]);
    await discardTag();
    await renameTag('从头写的');
    await acknowledge(store, batch, ['stored']);
    expect(await store.database.count('outbox')).toBe(1);
  });

  it.each([
    ['a text or image', 'blob'],
    ['what came malformed from the service', 'tag'],
  ])('is never %s', async (_, kind) => {
    if (kind === 'blob') await refuseBlob(store, 't1', 'too-large');
    else
      await applyPage(store, await readPosition(store), {
        epoch: EPOCH,
        records: [{ kind, id: 't1' }],
        next: 1,
      });
    expect((await discardRefused(store, { kind, id: 't1' })).result).toBeNull();
    expect(await store.database.count('refused')).toBe(1);
  });
});

describe('撤销', () => {
  it('puts back exactly what was there, waiting again', async () => {
    await renameTag('年终报告');
    await pushRefusing('tag');
    const before = await store.database.get('records', ['tag', 't1']);
    const discarded = given(await discardTag());
    await undoDiscard(store, discarded);
    const after = await store.database.get('records', ['tag', 't1']);
    expect(after && recordOf(after)).toEqual(before && recordOf(before));
    const batch = await readPushBatch(store, 500, 1_000_000);
    expect(batch.records).toEqual([before && recordOf(before)]);
    expect(await store.database.count('refused')).toBe(0);
  });

  it('joins it into what has come from the service meanwhile', async () => {
    const held = await receiveTag();
    await write(store, (writer) => writer.set('tag', 't1', { colour: 3 }));
    await pushRefusing('tag');
    const discarded = given(await discardTag());
    const other: SyncRecord = { ...held, fields: { name: ['1740000000001-0000-other001', '新名字'] } };
    await applyPage(store, await readPosition(store), { epoch: EPOCH, records: [other], next: 2 });
    await undoDiscard(store, discarded);
    const row = await store.database.get('records', ['tag', 't1']);
    expect([row?.fields.name?.[1], row?.fields.colour?.[1]]).toEqual(['新名字', 3]);
  });

  it('keeps an edit that was made meanwhile, and sends both', async () => {
    await renameTag('年终报告');
    await pushRefusing('tag');
    const discarded = given(await discardTag());
    await write(store, (writer) => writer.set('tag', 't1', { colour: 2 }));
    await undoDiscard(store, discarded);
    const [sent] = (await readPushBatch(store, 500, 1_000_000)).records;
    expect([sent?.fields.name?.[1], sent?.fields.colour?.[1]]).toEqual(['年终报告', 2]);
  });

  it('keeps a note that is put back beside one that was written meanwhile and replaced elsewhere', async () => {
    const writeNote = (text: string) =>
      write(store, (writer) => writer.writeNote('tag', 't1', 'note', text, []));
    await writeNote('先写的');
    await pushRefusing('tag');
    const discarded = given(await discardTag());
    const meanwhile = (await writeNote('后写的')).result.notes.note ?? [];
    await pushRefusing();
    // Another device saw the later one alone, and wrote on.
    const elsewhere = {
      stamp: '1750000000000-0009-other001',
      text: '别处写的',
      seen: Object.fromEntries(meanwhile.map(({ stamp }) => [deviceOf(stamp), stamp])),
    };
    const record: SyncRecord = { kind: 'tag', id: 't1', fields: {}, notes: { note: [elsewhere] } };
    await undoDiscard(store, discarded);
    await applyPage(store, await readPosition(store), { epoch: EPOCH, records: [record], next: 1 });
    const row = await store.database.get('records', ['tag', 't1']);
    expect(row?.notes.note?.map(({ text }) => text)).toEqual(['先写的', '别处写的']);
  });

  it('twice is once', async () => {
    await renameTag('年终报告');
    await pushRefusing('tag');
    const discarded = given(await discardTag());
    await undoDiscard(store, discarded);
    await undoDiscard(store, discarded);
    expect(await counts()).toEqual([1, 1, 0]);
  });
});

describe('an article with marks and tags', () => {
  beforeEach(async () => {
    const [article, marked] = ['article:a1', 'mark:m1'];
    await write(store, async (writer) => {
      await writer.set('article', 'a1', { address: 'https://example.cn/1', title: '静默三秒' });
      await writer.set('mark', 'm0', { article: 'a1', quote: '已经送出' });
      await writer.set('tag', 't1', { name: '年终报告' });
    });
    await pushRefusing('article');
    await write(store, async (writer) => {
      await writer.set('mark', 'm1', { article: 'a1', quote: '没有送出' });
      await writer.set('tagging', 'g1', { owner: article, tag: 't1', present: true });
      await writer.set('tagging', 'g2', { owner: marked, tag: 't1', present: true });
      await writer.set('mark', 'm2', { article: 'a2', quote: '别的文章的' });
    });
  });

  const discardArticle = async () => (await discardRefused(store, { kind: 'article', id: 'a1' })).result;
  const keys = async () => (await store.database.getAllKeys('records')).map(([kind, id]) => `${kind} ${id}`);

  it('says beforehand what goes with it', async () => {
    const { refused } = await readOutbox(store);
    expect(refused).toMatchObject([{ kind: 'article', words: '静默三秒', along: { marks: 1, tags: 2 } }]);
  });

  it('goes with what was not sent of it; what the service took, and other articles, stay', async () => {
    await discardArticle();
    expect(await keys()).toEqual(['mark m0', 'mark m2', 'tag t1']);
    expect((await store.database.getAllKeys('outbox')).map(String)).toEqual(['mark,m2']);
  });

  it('comes back with all of it by 撤销, each edit as unsent as it was', async () => {
    const before = await keys();
    const waiting = await store.database.getAll('outbox');
    await undoDiscard(store, given(await discardArticle()));
    expect(await keys()).toEqual(before);
    const after = await store.database.getAll('outbox');
    const unsent = (rows: typeof after) => rows.map(({ kind, id, unsent: stamps }) => [kind, id, stamps]);
    expect(unsent(after)).toEqual([['article', 'a1', []], ...unsent(waiting)]);
  });
});
