import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { storeSession } from '../../../utils/account/session.ts';
import { nextTry, syncNow } from '../../../utils/sync/sync.ts';

const RECORD = {
  kind: 'tag',
  id: 't1',
  fields: { name: ['1750000000000-0000-other001', '年终'] },
  notes: {},
};

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

it('tells when to try again after a failure, and nothing where only the reader can help', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const member = { id: 'member-two', name: '沈若溪', phone: '138 **** 4071' };
  await storeSession({ memberId: member.id, token: 't', member, serviceAddress: 'https://service.example/' });
  vi.stubGlobal('navigator', { locks: navigator.locks, onLine: true });
  const answer =
    (status: number, code: string, headers: Record<string, string> = {}) =>
    async () =>
      Response.json({ error: { code } }, { status, headers });

  vi.stubGlobal('fetch', answer(503, 'unavailable', { 'Retry-After': '90' }));
  const before = Date.now();
  await syncNow();
  const at = (await nextTry()) ?? 0;
  expect(at).toBeGreaterThanOrEqual(before + 90_000);
  expect(at).toBeLessThanOrEqual(Date.now() + 90_000);

  vi.setSystemTime(at + 1);
  vi.stubGlobal('fetch', answer(401, 'unauthorized'));
  expect(await syncNow()).toMatchObject({ status: 'attention', reason: 'signed-out' });
  expect(await nextTry()).toBeNull();
});

it.each([
  ['records', (place: IDBObjectStore) => place.name === 'records'],
  ['anything, not even that', (place: IDBObjectStore) => place.transaction.db.name.startsWith('library-')],
])(
  'says that this device is full where there is no room for %s, and goes on once there is',
  async (_, isFull) => {
    const member = { id: 'member-one', name: '沈若溪', phone: '138 **** 4071' };
    await storeSession({
      memberId: member.id,
      token: 't',
      member,
      serviceAddress: 'https://service.example/',
    });
    vi.stubGlobal('fetch', async (address: string) => {
      if (address.includes('digest')) return Response.json({ epoch: 'epoch-one', revision: 0, kinds: {} });
      return Response.json({ epoch: 'epoch-one', now: Date.now(), records: [RECORD], next: 1, more: false });
    });
    vi.stubGlobal('navigator', { locks: navigator.locks, onLine: true });
    const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...put
    ) {
      if (isFull(this)) throw new DOMException('no room', 'QuotaExceededError');
      return whole.apply(this, put);
    });
    expect(await syncNow()).toMatchObject({ status: 'attention', reason: 'storage-full' });
    full.mockRestore();
    expect(await syncNow()).toMatchObject({ status: 'synced', reason: null });
  },
);

const whole = IDBObjectStore.prototype.put;
