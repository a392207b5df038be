import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { MAX_RECORD_BYTES } from '../../../protocol/records.ts';
import { discardRefused, undoDiscard } from '../../../utils/library/discard-refused.ts';
import { openStore, type Store } from '../../../utils/library/store.ts';
import { write } from '../../../utils/library/write.ts';
import { compareDigests, runSync, type SyncContext } from '../../../utils/sync/run-sync.ts';
import { ADDRESS, SimulatedService } from '../../simulation/service.ts';

/** The service's own routes, over a database in memory. */
let service: SimulatedService;
beforeAll(async () => {
  service = await SimulatedService.start();
});
afterAll(() => service.stop());

let store: Store;
let context: SyncContext;
beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  await service.beginSeed();
  store = await openStore('member-1', 'zzzz');
  context = await contextOf(store);
});

async function contextOf(of: Store): Promise<SyncContext> {
  const token = await service.signIn('member-1');
  const fetch: typeof globalThis.fetch = (input, init) => service.fetch(String(input), init ?? {});
  const access = { address: `${ADDRESS}/`, token, fetch };
  return { store: of, access, signal: new AbortController().signal, announce: () => undefined };
}

/** A version before this one let a record grow beyond what the service takes. */
async function overfill(kind: string, id: string): Promise<void> {
  await write(store, (writer) => writer.set(kind, id, { summary: 'short' }));
  const row = await store.database.get('records', [kind, id]);
  const stamp = row?.fields.summary?.[0];
  if (!row || !stamp) throw new Error(`no ${kind} ${id}`);
  await store.database.put('records', {
    ...row,
    fields: { ...row.fields, summary: [stamp, '长'.repeat(MAX_RECORD_BYTES)] },
  });
}

const here = async (id: string) => (await store.database.get('records', ['article', id]))?.fields;
const keepArticle = (of: Store) =>
  write(of, (writer) => writer.set('article', 'a1', { address: 'https://example.cn/1', title: '静默三秒' }));

it('brings the service’s copy back in place of what it refused, and both sides agree', async () => {
  await keepArticle(store);
  await runSync(context);
  await overfill('article', 'a1');
  await runSync(context);
  expect(await store.database.getAll('refused')).toMatchObject([{ id: 'a1', reason: 'too-large' }]);
  await discardRefused(store, { kind: 'article', id: 'a1' });
  expect(await here('a1')).toBeUndefined();
  await runSync(context);
  expect((await here('a1'))?.title?.[1]).toBe('静默三秒');
  expect((await here('a1'))?.summary).toBeUndefined();
  expect(await compareDigests(context)).toBe('agrees');
});

it('leaves nothing of a record the service never had, with its unsent marks', async () => {
  await keepArticle(store);
  await overfill('article', 'a1');
  await runSync(context);
  await write(store, (writer) => writer.set('mark', 'm1', { article: 'a1', quote: '没有送出' }));
  await discardRefused(store, { kind: 'article', id: 'a1' });
  await runSync(context);
  expect(await store.database.count('records')).toBe(0);
  expect((await service.records('member-1')).size).toBe(0);
  expect(await compareDigests(context)).toBe('agrees');
});

it('keeps an edit of another device that came while the record was given up', async () => {
  await keepArticle(store);
  await runSync(context);
  const other = await openStore('other', 'yyyy');
  const there = await contextOf(other);
  await runSync(there);
  await overfill('article', 'a1');
  await runSync(context);
  await write(other, (writer) => writer.set('article', 'a1', { favourite: true }));
  await runSync(there);
  const { result } = await discardRefused(store, { kind: 'article', id: 'a1' });
  await runSync(context);
  expect((await here('a1'))?.favourite?.[1]).toBe(true);
  if (result) await undoDiscard(store, result);
  expect((await here('a1'))?.favourite?.[1]).toBe(true);
  expect((await here('a1'))?.summary?.[1]).toHaveLength(MAX_RECORD_BYTES);
});

it('sends again what was put back, and it is refused again with its reason', async () => {
  await keepArticle(store);
  await runSync(context);
  await overfill('article', 'a1');
  await runSync(context);
  const { result } = await discardRefused(store, { kind: 'article', id: 'a1' });
  await runSync(context);
  if (result) await undoDiscard(store, result);
  expect(await store.database.count('outbox')).toBe(1);
  await runSync(context);
  expect(await store.database.getAll('refused')).toMatchObject([{ id: 'a1', reason: 'too-large' }]);
  expect((await here('a1'))?.summary?.[1]).toHaveLength(MAX_RECORD_BYTES);
});
