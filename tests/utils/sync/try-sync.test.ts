import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { localLibrary } from '../../../utils/library/local-library.ts';
import { openStore, type Store } from '../../../utils/library/store.ts';
import { write } from '../../../utils/library/write.ts';
import type { SyncContext } from '../../../utils/sync/run-sync.ts';
import { servicePause } from '../../../utils/sync/service-pause.ts';
import { problemOf, readSyncStatus } from '../../../utils/sync/sync-status.ts';
import { nextTryOf, trySync } from '../../../utils/sync/try-sync.ts';
import { ADDRESS as SERVICE, SimulatedService } from '../../simulation/service.ts';
import { ADDRESS, sampleReading } from '../library/sample-reading.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The service's own routes and jobs, over a database in memory. */
let service: SimulatedService;
beforeAll(async () => {
  service = await SimulatedService.start();
});
afterAll(() => service.stop());

let store: Store;
let context: SyncContext;
/** What stands before the service answers to some calls; null passes them on. */
let before: (path: string, method: string) => Response | null;
let asked: string[];
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime('2026-01-01T08:00:00Z');
  vi.stubGlobal('indexedDB', new IDBFactory());
  await service.beginSeed();
  store = await openStore('member-1', 'zzzz');
  before = () => null;
  asked = [];
  const fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const path = new URL(String(input)).pathname;
    asked.push(path.split('/').at(-1) ?? '');
    return before(path, init.method ?? 'GET') ?? (await service.fetch(String(input), init));
  };
  const access = { address: `${SERVICE}/`, token: await service.signIn('member-1'), fetch };
  context = { store, access, signal: new AbortController().signal, announce: () => undefined };
});
afterEach(() => {
  vi.useRealTimers();
});

const sync = () => trySync(context, async ({ code }) => problemOf(code));
const pass = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);
const comparisons = () => asked.filter((name) => name === 'digest').length;

describe('a comparison', () => {
  beforeEach(async () => {
    await write(store, (writer) => writer.set('tag', 't1', { name: '年终报告' }));
    await sync();
    pass(DAY_MS);
  });
  const failing =
    (status: number, headers: HeadersInit = {}) =>
    (path: string) =>
      path.endsWith('/digest') ? Response.json({ error: { code: 'internal' } }, { status, headers }) : null;

  it('that fails is no failed sync, and is made an hour later', async () => {
    before = failing(500);
    await sync();
    const status = { problem: null, failures: 0, notBefore: 0, lastSyncedAt: Date.now() };
    expect(await readSyncStatus(store)).toMatchObject(status);
    before = () => null;
    pass(59 * MINUTE_MS);
    await sync();
    expect(comparisons()).toBe(1);
    pass(2 * MINUTE_MS);
    await sync();
    await sync();
    expect(comparisons()).toBe(2);
  });

  it('holds to the pause that it was asked for', async () => {
    before = failing(500, { 'Retry-After': '120' });
    await sync();
    expect(await servicePause(store)).toBe(Date.now() + 120_000);
    expect(asked.at(-1)).toBe('digest');
  });

  it('that finds the session ended says so', async () => {
    before = (path) =>
      path.endsWith('/digest') ? Response.json({ error: { code: 'unauthorized' } }, { status: 401 }) : null;
    await sync();
    expect(await readSyncStatus(store)).toMatchObject({ problem: 'signed-out' });
  });

  it('is made an hour later where there was nothing to compare', async () => {
    const aside = { kind: 'tag', id: 'other', reason: 'malformed', at: Date.now(), record: null };
    await store.database.put('refused', aside);
    await sync();
    await store.database.clear('refused');
    pass(59 * MINUTE_MS);
    await sync();
    expect(comparisons()).toBe(0);
    pass(2 * MINUTE_MS);
    await sync();
    expect(comparisons()).toBe(1);
  });
});

it('a text that alone fails stops nothing else, and rests for longer each time', async () => {
  const reading = sampleReading();
  await localLibrary(store, () => undefined).saveArticle({ address: ADDRESS, reading, savedAt: Date.now() });
  before = (_, method) =>
    method === 'PUT' ? Response.json({ error: { code: 'internal' } }, { status: 500 }) : null;
  const rests: number[] = [];
  for (let time = 0; time < 8; time += 1) {
    await sync();
    await sync();
    expect(await readSyncStatus(store)).toMatchObject({ problem: null, lastSyncedAt: Date.now() });
    const next = (await nextTryOf(store)) ?? 0;
    rests.push((next - Date.now()) / MINUTE_MS);
    vi.setSystemTime(next);
  }
  expect(rests).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  before = () => null;
  await sync();
  expect(await store.database.count('blobOutbox')).toBe(0);
  expect(await store.database.count('outbox')).toBe(0);
  expect(await nextTryOf(store)).toBeNull();
});
