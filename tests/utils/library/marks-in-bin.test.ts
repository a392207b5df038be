import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyDeletedRecords } from '../../../utils/library/empty-deleted.ts';
import type { Library } from '../../../utils/library/library.ts';
import { localLibrary } from '../../../utils/library/local-library.ts';
import { openStore, type Store } from '../../../utils/library/store.ts';
import { ADDRESS, sampleReading } from './sample-reading.ts';

const DAY_MS = 24 * 60 * 60_000;
let now = 1_750_000_000_000;
let store: Store;
let library: Library;
let articleId: string;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  store = await openStore('member', 'test', () => now);
  library = localLibrary(store, () => undefined);
  articleId = (await library.saveArticle({ address: ADDRESS, reading: sampleReading(), savedAt: now })).id;
});

/** Days on which the browser is used. */
async function liveThrough(days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) {
    await emptyDeletedRecords(store);
    now += DAY_MS;
  }
  await emptyDeletedRecords(store);
}

const mark = (id: string) =>
  library.saveMark({
    id,
    articleId,
    pageSelectors: [{ type: 'TextQuoteSelector', exact: '来电人', prefix: '', suffix: '' }],
    colour: 1,
    style: 'ground',
  });

describe('marks in 回收站 after 30 days', () => {
  it('are left out once they are emptied', async () => {
    await mark('mark0000000000a1');
    await library.deleteMark('mark0000000000a1');
    await liveThrough(29);
    expect(await library.marksInBin()).toHaveLength(1);
    await liveThrough(2);
    expect(await library.marksInBin()).toEqual([]);
  });

  it('stay where they came to the article after its deletion, even when that is emptied', async () => {
    await library.deleteArticle(articleId);
    await mark('mark0000000000b2');
    await liveThrough(31);
    expect(await library.marksInBin()).toMatchObject([
      { id: 'mark0000000000b2', quote: '来电人', article: null, deletedAt: null },
    ]);
  });
});
