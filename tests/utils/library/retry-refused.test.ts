import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test, vi } from 'vitest';
import { applyPage } from '../../../utils/library/apply-page.ts';
import { refuseBlob, unsentBlobs } from '../../../utils/library/blob-outbox.ts';
import { acknowledge, readPushBatch } from '../../../utils/library/push-batch.ts';
import { dismissRefused, retryRefusedIn } from '../../../utils/library/retry-refused.ts';
import { startOver } from '../../../utils/library/start-over.ts';
import { openStore, type Store } from '../../../utils/library/store.ts';
import { write } from '../../../utils/library/write.ts';

const NOW = 1_750_000_000_000;
const EPOCH = 'epoch-one';
const HASH = 'a'.repeat(64);
let store: Store;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  store = await openStore('member', 'zzzz', () => NOW);
  await startOver(store, EPOCH);
});

async function refuseTag(): Promise<void> {
  await write(store, (writer) => writer.set('tag', 't1', { name: '年终报告' }));
  await acknowledge(store, await readPushBatch(store, 500, 1_000_000), [{ refused: 'quota-exceeded' }]);
}

test('a refused record goes out again as it stands', async () => {
  await refuseTag();
  await retryRefusedIn(store, { kind: 'tag', id: 't1' });
  const batch = await readPushBatch(store, 500, 1_000_000);
  expect(batch.records[0]?.fields.name?.[1]).toBe('年终报告');
  expect(await store.database.count('refused')).toBe(0);
});

test('asked twice, it is sent once', async () => {
  await refuseTag();
  await retryRefusedIn(store, { kind: 'tag', id: 't1' });
  await retryRefusedIn(store, { kind: 'tag', id: 't1' });
  expect(await store.database.count('outbox')).toBe(1);
});

test('a refused text or image waits for the service again', async () => {
  const snapshot = { hash: HASH, type: 'image/png', bytes: new Uint8Array(1), size: 1, savedAt: NOW };
  await store.database.put('snapshots', snapshot);
  await refuseBlob(store, HASH, 'too-large');
  await retryRefusedIn(store, { kind: 'blob', id: HASH });
  expect(await unsentBlobs(store)).toEqual([HASH]);
  expect(await store.database.count('refused')).toBe(0);
});

test('a refused article goes out again behind its text, which the service may have removed since', async () => {
  const snapshot = { hash: HASH, type: 'application/json', bytes: new Uint8Array(1), size: 1, savedAt: NOW };
  await store.database.put('snapshots', snapshot);
  await write(store, (writer) =>
    writer.set('article', 'a1', { [`snapshot:${HASH}`]: { savedAt: NOW, characters: 1, images: [] } }),
  );
  await acknowledge(store, await readPushBatch(store, 500, 1_000_000), [{ refused: 'quota-exceeded' }]);
  await retryRefusedIn(store, { kind: 'article', id: 'a1' });
  expect(await unsentBlobs(store)).toEqual([HASH]);
});

test('what came malformed from the service stays aside: there is nothing of this device to send', async () => {
  await applyPage(
    store,
    { epoch: EPOCH, cursor: 0 },
    { epoch: EPOCH, records: [{ kind: 'tag', id: 't9' }], next: 1 },
  );
  await retryRefusedIn(store, { kind: 'tag', id: 't9' });
  expect(await store.database.count('outbox')).toBe(0);
  expect(await store.database.count('refused')).toBe(1);
});

test('what is dismissed is spoken of no more, and stays on this device', async () => {
  const { database } = await openStore('dismisser', 'zzzz', () => NOW);
  const snapshot = { hash: HASH, type: 'image/png', bytes: new Uint8Array(1), size: 1, savedAt: NOW };
  await database.put('snapshots', snapshot);
  await database.put('refused', { kind: 'blob', id: HASH, reason: 'too-large', at: NOW, record: null });
  await dismissRefused('dismisser', { kind: 'blob', id: HASH });
  expect(await database.count('refused')).toBe(0);
  expect(await database.count('snapshots')).toBe(1);
});
