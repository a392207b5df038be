import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { digestRecords } from '../../../protocol/digest.ts';
import { emptyRecord } from '../../../protocol/merge.ts';
import type { Json, SyncRecord } from '../../../protocol/records.ts';
import { applyPage } from '../../../utils/library/apply-page.ts';
import { acknowledge, passOwnPush, readPushBatch } from '../../../utils/library/push-batch.ts';
import { restampAhead } from '../../../utils/library/restamp.ts';
import { digestStore, startOver } from '../../../utils/library/start-over.ts';
import { openStore, type Store } from '../../../utils/library/store.ts';
import { readPosition } from '../../../utils/library/sync-position.ts';
import { recordOf, write } from '../../../utils/library/write.ts';

const EPOCH = 'epoch-one';
const NOW = 1_750_000_000_000;

let store: Store;
let now = NOW;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  now = NOW;
  store = await openStore('member', 'zzzz', () => now);
  await startOver(store, EPOCH);
});

function set(kind: string, id: string, fields: Record<string, Json>) {
  return write(store, (writer) => writer.set(kind, id, fields));
}

async function stored(kind: string, id: string): Promise<SyncRecord | null> {
  const row = await store.database.get('records', [kind, id]);
  return row ? recordOf(row) : null;
}

function receive(records: unknown[], next: number, asked = { epoch: EPOCH, cursor: 0 }) {
  return applyPage(store, asked, { epoch: EPOCH, records, next });
}

const fromElsewhere = (id: string, at: number, fields: Record<string, Json>): SyncRecord => ({
  ...emptyRecord('tag', id),
  fields: Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, [`${at}-0000-other001`, value]]),
  ),
});

describe('pushing', () => {
  it('clears the outbox of what the service stored', async () => {
    await set('tag', 't1', { name: '年终报告' });
    const batch = await readPushBatch(store, 500, 1_000_000);
    expect(batch.records.map((record) => record.id)).toEqual(['t1']);
    await acknowledge(store, batch, ['stored']);
    expect(await store.database.count('outbox')).toBe(0);
  });

  it('passes on fields, notes and kinds that only a newer version knows, whatever is edited here', async () => {
    const known = fromElsewhere('t1', NOW, { name: '年终', 'shape:x': { sides: [6] } });
    const strange: SyncRecord = { ...fromElsewhere('c1', NOW, { light: 7 }), kind: 'constellation' };
    const aside = { stamp: `${NOW}-0000-other001`, text: '另一种笔记', seen: {} };
    await receive([{ ...known, notes: { aside: [aside] } }, strange], 2);
    await set('tag', 't1', { name: '年终报告' });
    await startOver(store, 'epoch-two');
    const { records } = await readPushBatch(store, 500, 1_000_000);
    expect(records).toContainEqual(strange);
    const sent = records.find((record) => record.id === 't1');
    expect(sent?.fields['shape:x']).toEqual(known.fields['shape:x']);
    expect(sent?.fields.name?.[1]).toBe('年终报告');
    expect(sent?.notes.aside).toEqual([aside]);
  });

  it('remembers what another context offered before the answer to an earlier push came', async () => {
    await set('tag', 't1', { name: '一' });
    const first = await readPushBatch(store, 500, 1_000_000);
    await set('tag', 't1', { name: '二' });
    const second = await readPushBatch(store, 500, 1_000_000);
    await acknowledge(store, first, ['stored']);
    const row = await store.database.get('outbox', ['tag', 't1']);
    expect(row?.offered).toEqual([second.records[0]?.fields.name?.[0]]);
  });

  it('forgets that a record was refused once its next edit is stored', async () => {
    await set('tag', 't1', { name: '太长' });
    const batch = await readPushBatch(store, 500, 1_000_000);
    await set('tag', 't1', { name: '短' });
    await acknowledge(store, batch, [{ refused: 'too-large' }]);
    await acknowledge(store, await readPushBatch(store, 500, 1_000_000), ['stored']);
    expect(await store.database.count('refused')).toBe(0);
  });

  it('sends again what an answer from before a restore says is stored', async () => {
    await set('tag', 't1', { name: '年终报告' });
    const batch = await readPushBatch(store, 500, 1_000_000);
    await startOver(store, 'epoch-two');
    await acknowledge(store, batch, ['stored']);
    const again = await readPushBatch(store, 500, 1_000_000);
    expect(again.records.map(({ id }) => id)).toEqual(['t1']);
    await acknowledge(store, again, ['stored']);
    expect(await store.database.count('outbox')).toBe(0);
  });

  it('sends again what changed while it was under way', async () => {
    await set('tag', 't1', { name: '年终' });
    const batch = await readPushBatch(store, 500, 1_000_000);
    await set('tag', 't1', { name: '年终报告' });
    await acknowledge(store, batch, ['stored']);
    const again = await readPushBatch(store, 500, 1_000_000);
    expect(again.records[0]?.fields.name?.[1]).toBe('年终报告');
  });

  it('sets a refused record aside, whole and with the reason, and lets the others through', async () => {
    await set('tag', 't1', { name: '好' });
    await set('tag', 't2', { name: '坏' });
    const batch = await readPushBatch(store, 500, 1_000_000);
    await acknowledge(store, batch, ['stored', { refused: 'bad-shape' }]);
    expect(await store.database.count('outbox')).toBe(0);
    const refused = await store.database.get('refused', ['tag', 't2']);
    expect(refused).toMatchObject({ reason: 'bad-shape', record: batch.records[1] });
    expect(await stored('tag', 't2')).not.toBeNull();
  });

  it('keeps an article back until its text was sent', async () => {
    await set('article', 'a1', { title: '题', [`snapshot:${'f00d'.repeat(16)}`]: { savedAt: NOW } });
    await set('tag', 't1', { name: '标' });
    await store.database.put('blobOutbox', { hash: 'f00d'.repeat(16), since: NOW });
    expect((await readPushBatch(store, 500, 1_000_000)).records.map((record) => record.kind)).toEqual([
      'tag',
    ]);
    await store.database.delete('blobOutbox', 'f00d'.repeat(16));
    expect((await readPushBatch(store, 500, 1_000_000)).records).toHaveLength(2);
  });

  it('stays within the number and the bytes of one call, and leaves nothing out', async () => {
    for (let index = 0; index < 7; index += 1) await set('tag', `t${index}`, { name: '字'.repeat(100) });
    expect((await readPushBatch(store, 3, 1_000_000)).records).toHaveLength(3);
    expect((await readPushBatch(store, 500, 900)).records).toHaveLength(2);
    expect((await readPushBatch(store, 500, 10)).records).toHaveLength(1);
    const sent = new Set<string>();
    for (;;) {
      const batch = await readPushBatch(store, 2, 1_000_000);
      if (batch.records.length === 0) break;
      for (const record of batch.records) sent.add(record.id);
      await acknowledge(
        store,
        batch,
        batch.records.map(() => 'stored'),
      );
    }
    expect(sent.size).toBe(7);
  });
});

describe('what this device has sent itself', () => {
  it('is not pulled, where nothing came between', async () => {
    await receive([], 5);
    await passOwnPush(store, { epoch: EPOCH, feed: { before: 5, after: 7 } });
    expect(await readPosition(store)).toEqual({ epoch: EPOCH, cursor: 7 });
  });

  it.each([
    ['something else came between', { epoch: EPOCH, feed: { before: 6, after: 8 } }],
    ['the service has another epoch', { epoch: 'another-epoch', feed: { before: 5, after: 7 } }],
    ['the service does not tell', { epoch: EPOCH }],
  ])('is pulled where %s', async (_, answer) => {
    await receive([], 5);
    await passOwnPush(store, answer);
    expect(await readPosition(store)).toEqual({ epoch: EPOCH, cursor: 5 });
  });
});

describe('a page of a first sync', () => {
  const many = (name: string) =>
    Array.from({ length: 120 }, (_, index) => fromElsewhere(`t${index}`, NOW - 10, { name }));

  it('is stored whole, and joined where some of it was here already', async () => {
    await set('tag', 't1', { name: '本机改的' });
    await receive(many('别处的'), 120);
    expect(await store.database.count('records')).toBe(120);
    expect((await stored('tag', 't1'))?.fields.name?.[1]).toBe('本机改的');
    expect((await stored('tag', 't119'))?.fields.name?.[1]).toBe('别处的');
    expect(await store.database.getAllKeys('outbox')).toEqual([['tag', 't1']]);
  });

  it('leaves nothing of it where another context has moved on', async () => {
    await receive([], 5);
    const applied = await applyPage(
      store,
      { epoch: EPOCH, cursor: 4 },
      { epoch: EPOCH, records: many('来晚了'), next: 124 },
    );
    expect(applied).toEqual({ status: 'stale', changed: [] });
    expect(await store.database.count('records')).toBe(0);
    expect(await readPosition(store)).toEqual({ epoch: EPOCH, cursor: 5 });
  });
});

describe('pulling', () => {
  it('joins, so that an edit made meanwhile stays', async () => {
    await set('tag', 't1', { name: '本机改的' });
    await receive([fromElsewhere('t1', NOW - 10, { name: '旧名', colour: 2 })], 5);
    const tag = await stored('tag', 't1');
    expect(tag?.fields.name?.[1]).toBe('本机改的');
    expect(tag?.fields.colour?.[1]).toBe(2);
    expect(await store.database.count('outbox')).toBe(1);
    expect(await readPosition(store)).toEqual({ epoch: EPOCH, cursor: 5 });
  });

  it('takes no page that was asked from a place another context has left', async () => {
    await receive([fromElsewhere('t1', NOW, { name: '一' })], 5);
    const late = await receive([fromElsewhere('t2', NOW, { name: '二' })], 3);
    expect(late.status).toBe('stale');
    expect(await stored('tag', 't2')).toBeNull();
    expect((await readPosition(store)).cursor).toBe(5);
  });

  it('sets a malformed record aside and applies the rest', async () => {
    const broken = { kind: 'tag', id: 't9', fields: { name: 'no stamp' } };
    const { changed } = await receive([broken, fromElsewhere('t1', NOW, { name: '好' }), 'nonsense'], 7);
    expect(changed).toEqual([{ kind: 'tag', id: 't1' }]);
    expect(await store.database.get('refused', ['tag', 't9'])).toMatchObject({
      reason: 'malformed',
      record: broken,
    });
    expect(await store.database.count('refused')).toBe(2);
    expect((await readPosition(store)).cursor).toBe(7);
  });

  it('stamps an edit made after seeing a value above it, whatever the clock says', async () => {
    await receive([fromElsewhere('t1', NOW + 200_000, { name: '来自快钟' })], 5);
    now = NOW - 86_400_000;
    await set('tag', 't1', { name: '后来改的' });
    expect((await stored('tag', 't1'))?.fields.name?.[1]).toBe('后来改的');
  });

  it('asks for a text that is here once the article comes back from a bin this device never saw it in', async () => {
    const [article, hash] = ['a1', 'f00d'.repeat(16)];
    const named = { [`snapshot:${hash}`]: { savedAt: NOW, characters: 1, images: [] } };
    await set('article', article, named);
    await store.database.put('snapshots', {
      hash,
      type: 'application/json',
      bytes: new Uint8Array(1),
      size: 1,
      savedAt: NOW,
    });
    const changed = (at: number, fields: Record<string, Json>) => ({
      ...fromElsewhere(article, at, fields),
      kind: 'article',
    });
    await receive([changed(NOW + 1, { title: '改了题' })], 1);
    expect(await store.database.count('blobOutbox')).toBe(0);
    await receive([changed(NOW + 2, { deleted: false })], 2, { epoch: EPOCH, cursor: 1 });
    expect(await store.database.count('blobOutbox')).toBe(1);
  });

  it('tells nobody of what it knew already', async () => {
    const record = fromElsewhere('t1', NOW, { name: '一' });
    await receive([record], 5);
    const again = await receive([record], 6, { epoch: EPOCH, cursor: 5 });
    expect(again.changed).toEqual([]);
  });
});

describe('another epoch', () => {
  it('sends everything again from the start', async () => {
    await set('tag', 't1', { name: '一' });
    await acknowledge(store, await readPushBatch(store, 500, 1_000_000), ['stored']);
    await receive([fromElsewhere('t2', NOW, { name: '二' })], 9);
    await startOver(store, 'epoch-two');
    expect(await readPosition(store)).toEqual({ epoch: 'epoch-two', cursor: 0 });
    expect((await readPushBatch(store, 500, 1_000_000)).records).toHaveLength(2);
  });
});

describe('a clock ahead', () => {
  it('gives the edits never sent new stamps, in their order and above what was received', async () => {
    await receive([fromElsewhere('t1', NOW + 1_000, { name: '别处的' })], 5);
    now = NOW + 365 * 86_400_000;
    await set('tag', 't1', { name: '先' });
    await set('tag', 't2', { name: '中' });
    await set('tag', 't1', { name: '后' });
    await restampAhead(store, NOW);
    const [first, second] = [await stored('tag', 't1'), await stored('tag', 't2')];
    expect(first?.fields.name?.[1]).toBe('后');
    const [later, earlier] = [first?.fields.name?.[0] ?? '', second?.fields.name?.[0] ?? ''];
    expect(later > earlier).toBe(true);
    expect(earlier > `${NOW + 1_000}-0000-other001`).toBe(true);
    expect(Number(later.slice(0, 13))).toBeLessThan(NOW + 300_000);
  });

  it('puts them above an edit that was stored although its answer was lost', async () => {
    now = NOW + 240_000;
    await set('tag', 't1', { name: '送到了' });
    const [lost] = (await readPushBatch(store, 500, 1_000_000)).records;
    now = NOW + 360_000;
    await set('tag', 't1', { name: '后改的' });
    await restampAhead(store, NOW);
    await receive([lost], 6);
    expect((await stored('tag', 't1'))?.fields.name?.[1]).toBe('后改的');
  });

  it('goes by the service time from then on', async () => {
    now = NOW + 365 * 86_400_000;
    await set('tag', 't1', { name: '一' });
    await restampAhead(store, NOW);
    await set('tag', 't2', { name: '二' });
    const stamp = (await stored('tag', 't2'))?.fields.name?.[0] ?? '';
    expect(Number(stamp.slice(0, 13))).toBeLessThan(NOW + 300_000);
  });

  it('puts a note above what its context names, so that it does not count as seen by itself', async () => {
    now = NOW + 240_000;
    const { result } = await write(store, (writer) => writer.writeNote('article', 'a', 'note', '先', []));
    const seen = result.notes.note?.map(({ stamp }) => stamp) ?? [];
    now = NOW + 360_000;
    await write(store, (writer) => writer.writeNote('article', 'a', 'note', '后', seen));
    await restampAhead(store, NOW);
    const [value] = (await stored('article', 'a'))?.notes.note ?? [];
    expect(value?.text).toBe('后');
    expect((value?.stamp ?? '') > (seen[0] ?? '')).toBe(true);
  });

  it('renames a value in every context that knows it, so that a note can not conflict with itself', async () => {
    now = NOW + 365 * 86_400_000;
    const { result } = await write(store, (writer) => writer.writeNote('article', 'a1', 'note', '一', []));
    const seen = result.notes.note?.map((value) => value.stamp) ?? [];
    await write(store, (writer) => writer.writeNote('article', 'a1', 'note', '二', seen));
    await restampAhead(store, NOW);
    const [value] = (await stored('article', 'a1'))?.notes.note ?? [];
    expect(value?.text).toBe('二');
    // A second join must not find the value covered by the context of its own.
    await receive([emptyRecord('article', 'a1')], 3);
    expect((await stored('article', 'a1'))?.notes.note).toEqual([value]);
    const context = Object.values(value?.seen ?? {});
    expect(context.every((stamp) => Number(stamp.slice(0, 13)) <= NOW + 300_000)).toBe(true);
  });
});

it('compares nothing while a record lies aside, which no exchange would heal', async () => {
  await set('tag', 't1', { name: '一' });
  expect((await digestStore(store)).isSettled).toBe(false);
  await acknowledge(store, await readPushBatch(store, 500, 1_000_000), ['stored']);
  expect((await digestStore(store)).isSettled).toBe(true);
  await set('tag', 't2', { name: '二' });
  await acknowledge(store, await readPushBatch(store, 500, 1_000_000), [{ refused: 'bad-shape' }]);
  expect((await digestStore(store)).isSettled).toBe(false);
});

describe('a library of many records', () => {
  const getAll = vi.spyOn(IDBObjectStore.prototype, 'getAll');
  beforeEach(async () => {
    const names = Array.from({ length: 1_200 }, (_, index) =>
      fromElsewhere(`t${index}`, NOW, { name: '一' }),
    );
    await receive([...names, { ...emptyRecord('zone', 'z1') }], 2);
    getAll.mockClear();
  });
  const readAtOnce = () => getAll.mock.calls.map(([, count]) => count ?? Number.POSITIVE_INFINITY);

  it('is compared a slice at a time', async () => {
    const { kinds } = await digestStore(store);
    expect(Math.max(...readAtOnce())).toBe(500);
    expect(kinds).toEqual(digestRecords((await store.database.getAll('records')).map(recordOf)));
    expect(kinds.tag?.count).toBe(1_200);
  });

  it('is sent again whole, and what waited keeps what was offered of it', async () => {
    await set('tag', 't7', { name: '二' });
    await readPushBatch(store, 500, 1_000_000);
    const offered = await store.database.get('outbox', ['tag', 't7']);
    getAll.mockClear();
    now += 1_000;
    await startOver(store, 'epoch-two');
    expect(Math.max(...readAtOnce())).toBe(500);
    expect(await store.database.get('outbox', ['tag', 't7'])).toEqual(offered);
    expect(await store.database.count('outbox')).toBe(await store.database.count('records'));
    const other = { version: 0, unsent: [], offered: [], since: now };
    expect(await store.database.get('outbox', ['tag', 't8'])).toMatchObject(other);
  });
});
