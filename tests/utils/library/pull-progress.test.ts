import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, it, vi } from 'vitest';
import { applyPage } from '../../../utils/library/apply-page.ts';
import { pullProgress } from '../../../utils/library/pull-progress.ts';
import { startOver } from '../../../utils/library/start-over.ts';
import { openStore, type Store } from '../../../utils/library/store.ts';
import { readPosition } from '../../../utils/library/sync-position.ts';

let store: Store;
beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  store = await openStore('member', 'zzzz');
});

const tag = (id: number) => ({
  kind: 'tag',
  id: `t${id}`,
  fields: { name: ['1750000000000-0000-other001', '年终'] },
  notes: {},
});
const progress = () => pullProgress(store.database.transaction('meta').store);

/** Takes in the page after the present position. */
async function take(page: { ids: number[]; more: boolean; total?: number }): Promise<void> {
  const asked = await readPosition(store);
  const { ids, more, total } = page;
  const next = asked.cursor + ids.length;
  const feed = { epoch: 'epoch-one', records: ids.map(tag), next, more };
  await applyPage(store, asked, total === undefined ? feed : { ...feed, total });
}

it('counts the pages of a first sync, on disk, and ends with the last', async () => {
  expect(await progress()).toEqual({ done: 0, total: null });
  await take({ ids: [1, 2], more: true, total: 5 });
  expect(await progress()).toEqual({ done: 2, total: 5 });
  store.database.close();
  store = await openStore('member', 'yyyy');
  await take({ ids: [3, 4], more: true, total: 5 });
  expect(await progress()).toEqual({ done: 4, total: 5 });
  await take({ ids: [5], more: false, total: 5 });
  expect(await progress()).toBeNull();
});

it('counts without a total, where an older service tells none', async () => {
  await take({ ids: [1, 2], more: true });
  expect(await progress()).toEqual({ done: 2, total: null });
});

it('never counts beyond the total, though a record that changed comes twice', async () => {
  await take({ ids: [1, 2], more: true, total: 2 });
  await take({ ids: [1], more: true, total: 2 });
  expect(await progress()).toEqual({ done: 2, total: 2 });
});

it('counts no later pull, and counts anew when everything is exchanged again', async () => {
  await take({ ids: [1], more: false, total: 1 });
  await take({ ids: [2], more: true, total: 3 });
  expect(await progress()).toBeNull();
  await startOver(store, 'epoch-two');
  await take({ ids: [1], more: true, total: 3 });
  expect(await progress()).toEqual({ done: 1, total: 3 });
});

it('is left as it was by a page that comes too late', async () => {
  const asked = await readPosition(store);
  await take({ ids: [1, 2], more: true, total: 5 });
  const late = { epoch: 'epoch-one', records: [tag(1)], next: 1, more: true, total: 5 };
  expect((await applyPage(store, asked, late)).status).toBe('stale');
  expect(await progress()).toEqual({ done: 2, total: 5 });
});
