import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyDeleted } from '../../../protocol/deletion.ts';
import { joinRecords } from '../../../protocol/merge.ts';
import type { SyncRecord } from '../../../protocol/records.ts';
import { emptyDeletedRecords } from '../../../utils/library/empty-deleted.ts';
import { renewOffset } from '../../../utils/library/restamp.ts';
import { openStore, type Store } from '../../../utils/library/store.ts';
import { acknowledge, readPushBatch } from '../../../utils/library/sync-store.ts';
import { recordOf, SERVICE_OFFSET, write } from '../../../utils/library/write.ts';

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
