import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { clearOldDrafts, DRAFT_LIFETIME_MS, readDraft, setDraft } from '../../../utils/library/drafts.ts';
import {
  assemblePieces,
  clearOldPieces,
  clearTransfer,
  PIECE_LIFETIME_MS,
  putPiece,
} from '../../../utils/library/staging.ts';
import { openStore, type Store } from '../../../utils/library/store.ts';

let store: Store;
let now: number;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  now = 1_750_000_000_000;
  store = await openStore('guest', 'aaaa', () => now);
});

describe('drafts', () => {
  it('are dropped when nobody came back to them for 30 days', async () => {
    await setDraft(store, 'old', '忘了的');
    for (let week = 0; week < 5; week += 1) {
      await clearOldDrafts(store);
      now += DRAFT_LIFETIME_MS / 5;
    }
    await setDraft(store, 'new', '刚写的');
    await clearOldDrafts(store);
    expect(await readDraft(store, 'old')).toBe('忘了的');
    now += 1;
    await clearOldDrafts(store);
    expect([await readDraft(store, 'old'), await readDraft(store, 'new')]).toEqual([null, '刚写的']);
  });

  it('stay where the clock leaps a year ahead', async () => {
    await setDraft(store, 'typed', '写到一半');
    await clearOldDrafts(store);
    now += 365 * 24 * 60 * 60_000;
    await clearOldDrafts(store);
    expect(await readDraft(store, 'typed')).toBe('写到一半');
  });
});

describe('pieces of something large', () => {
  const piece = (index: number, text: string, transfer = 'one') => putPiece(store, { transfer, index, text });

  it('become whole in any order, once all are there, however often they come', async () => {
    await piece(1, '下');
    await piece(0, '错的');
    expect(await assemblePieces(store, 'one', 3)).toBeNull();
    await piece(0, '上');
    await piece(0, '别的', 'other');
    await piece(2, '完');
    expect(await assemblePieces(store, 'one', 3)).toBe('上下完');
    expect(await assemblePieces(store, 'one', 3)).toBe('上下完');
    await clearTransfer(store, 'one');
    expect(await assemblePieces(store, 'one', 3)).toBeNull();
    expect(await assemblePieces(store, 'other', 1)).toBe('别的');
  });

  it('are dropped when the rest never came', async () => {
    await piece(0, '上');
    now += PIECE_LIFETIME_MS + 1;
    await piece(0, '新的', 'other');
    await clearOldPieces(store);
    expect(await store.database.count('staging')).toBe(1);
  });
});
