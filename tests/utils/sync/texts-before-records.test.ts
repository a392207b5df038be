import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { discardRefused, undoDiscard } from '../../../utils/library/discard-refused.ts';
import type { Library } from '../../../utils/library/library.ts';
import { localLibrary } from '../../../utils/library/local-library.ts';
import { openStore, type Store } from '../../../utils/library/store.ts';
import { runSync, type SyncContext } from '../../../utils/sync/run-sync.ts';
import { fetchBlob } from '../../../utils/sync/sync-calls.ts';
import { ADDRESS as SERVICE, SimulatedService } from '../../simulation/service.ts';
import { ADDRESS, sampleReading } from '../library/sample-reading.ts';

const DAY_MS = 24 * 60 * 60_000;

/** The service's own routes and jobs, over a database in memory. */
let service: SimulatedService;
beforeAll(async () => {
  service = await SimulatedService.start();
});
afterAll(() => service.stop());

let store: Store;
let library: Library;
let context: SyncContext;
let uploads: string[];
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime('2026-01-01T08:00:00Z');
  vi.stubGlobal('indexedDB', new IDBFactory());
  await service.beginSeed();
  store = await openStore('member-1', 'zzzz');
  library = localLibrary(store, () => undefined);
  uploads = [];
  const fetch: typeof globalThis.fetch = (input, init = {}) => {
    if (init.method === 'PUT') uploads.push(String(input));
    return service.fetch(String(input), init);
  };
  const access = { address: `${SERVICE}/`, token: await service.signIn('member-1'), fetch };
  context = { store, access, signal: new AbortController().signal, announce: () => undefined };
});
afterEach(() => {
  vi.useRealTimers();
});

const save = (address = ADDRESS) =>
  library.saveArticle({ address, reading: sampleReading(), savedAt: Date.now() });

/** An article that the service had no room for: its text came, its record lies aside. */
async function saveWithoutRoom(): Promise<string> {
  service.isFull = true;
  const { id } = await save();
  await runSync(context);
  expect(await store.database.getAll('refused')).toMatchObject([{ id, reason: 'quota-exceeded' }]);
  return id;
}

/** After which the service keeps no text that no record names, and has room; the device has asked for what waited on that day. */
async function letMonthPass(): Promise<void> {
  vi.setSystemTime(Date.now() + 31 * DAY_MS);
  await service.removeUnnamedBlobs();
  service.isFull = false;
  await runSync(context);
}

async function expectTextsThere(): Promise<void> {
  const named = await service.namedBlobs('member-1');
  expect(named).toHaveLength(1);
  for (const hash of named) await fetchBlob(context.access, hash, context.signal);
}

describe('an article that lay aside for a month goes behind its text, which the service has removed', () => {
  it('after an edit', async () => {
    const id = await saveWithoutRoom();
    await letMonthPass();
    await library.editArticle(id, { title: '接起之前' });
    await runSync(context);
    await expectTextsThere();
  });

  it('put back after it was given up', async () => {
    const id = await saveWithoutRoom();
    const { result } = await discardRefused(store, { kind: 'article', id });
    if (!result) throw new Error('nothing was given up');
    await letMonthPass();
    await undoDiscard(store, result);
    await runSync(context);
    await expectTextsThere();
  });

  it('kept again after it was given up', async () => {
    const id = await saveWithoutRoom();
    await discardRefused(store, { kind: 'article', id });
    await letMonthPass();
    await save();
    await runSync(context);
    await expectTextsThere();
  });

  it('though it is another article that names the text by now', async () => {
    await saveWithoutRoom();
    await letMonthPass();
    await save('https://news.example/copy.html');
    await runSync(context);
    await expectTextsThere();
  });
});

it('a text given up with its article is sent when the article comes back from a device that never had it', async () => {
  const restoreEmpty = await service.backUp();
  const { id } = await save();
  await runSync(context);
  const elsewhere = { ...context, store: await openStore('other', 'yyyy') };
  await runSync(elsewhere);
  service.isFull = true;
  await library.editArticle(id, { title: '一个更长的题目，服务没有地方放' });
  await runSync(context);
  await discardRefused(store, { kind: 'article', id });
  await restoreEmpty('comes back');
  await runSync(context);
  await letMonthPass();
  await runSync(elsewhere);
  await runSync(context);
  await expectTextsThere();
});

it('a text that the service has is not sent again for a second article', async () => {
  await save();
  await runSync(context);
  await save('https://news.example/copy.html');
  await runSync(context);
  expect(await service.namedBlobs('member-1')).toHaveLength(2);
  expect(uploads).toHaveLength(1);
});
