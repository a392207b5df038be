import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, it, vi } from 'vitest';
import { applyPage } from '../../../utils/library/apply-page.ts';
import { countUnindexed } from '../../../utils/library/index-pending.ts';
import { openStore, type Store } from '../../../utils/library/store.ts';
import { readPosition } from '../../../utils/library/sync-position.ts';
import { tendIndex } from '../../../utils/library/tend-index.ts';
import { isTakingIn } from '../../../utils/sync/sync-lock.ts';

let store: Store;
beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  store = await openStore('member', 'zzzz');
});

/** Takes in a page of the feed, with one article. */
async function take(id: string, more: boolean): Promise<void> {
  const asked = await readPosition(store);
  const fields = {
    address: ['1750000000000-0000-other001', `https://news.example/${id}`],
    title: ['1750000000000-0000-other001', '夜班'],
    savedAt: ['1750000000000-0000-other001', 1_750_000_000_000],
  };
  const records = [{ kind: 'article', id, fields, notes: {} }];
  await applyPage(store, asked, { epoch: 'one', records, next: asked.cursor + 1, more });
}

const tend = () => tendIndex(store, { pause: () => Promise.resolve(), isHeldOff: () => isTakingIn(store) });

it('leaves the index alone while pages of a first sync come in, and tends it after the last', async () => {
  await navigator.locks.request('sync member', async () => {
    await take('a1', true);
    const before = await countUnindexed(store);
    expect(before).toBeGreaterThan(0);
    await tend();
    expect(await countUnindexed(store)).toBe(before);
    await take('a2', false);
    await tend();
    expect(await countUnindexed(store)).toBe(0);
  });
});

it('tends what a pull that was cut off half way has brought', async () => {
  await take('a1', true);
  await tend();
  expect(await countUnindexed(store)).toBe(0);
});
