import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { blobSent, unsentBlobs } from '../../../utils/library/blob-outbox.ts';
import { emptyDeletedRecords } from '../../../utils/library/empty-deleted.ts';
import type { Library } from '../../../utils/library/library.ts';
import { localLibrary } from '../../../utils/library/local-library.ts';
import { openStore, type Store } from '../../../utils/library/store.ts';
import { sweepBlobs } from '../../../utils/library/sweep-blobs.ts';
import { ADDRESS, image, sampleReading } from './sample-reading.ts';

const DAY_MS = 24 * 60 * 60_000;
const PHOTO = 'https://news.example/a.png';
let store: Store;
let library: Library;
let now = 1_750_000_000_000;

async function open(account: string): Promise<void> {
  vi.stubGlobal('indexedDB', new IDBFactory());
  store = await openStore(account, 'test', () => now);
  library = localLibrary(store, () => undefined);
}

const photoOf = (text: string) => new Blob([`图 ${text}`], { type: 'image/png' });

async function keep(address = ADDRESS, text = '正文') {
  const reading = sampleReading({}, { images: [image(PHOTO)], text });
  const article = await library.saveArticle({ address, reading, savedAt: now });
  const images = new Map([[PHOTO, photoOf(text)]]);
  return library.keepImages(article.id, article.snapshots[0]?.hash ?? '', images);
}

async function live(days: number): Promise<void> {
  for (let day = 0; day <= days; day += 1) {
    await emptyDeletedRecords(store);
    await sweepBlobs(store);
    now += DAY_MS;
  }
}

const kept = () => store.database.count('snapshots');

describe('texts and images that no article names any more', () => {
  beforeEach(() => open('member-1'));

  it('go from this device once their article was emptied, after they were sent; those of others stay', async () => {
    const { id } = await keep();
    await keep('https://news.example/2', '另一篇');
    for (const hash of await unsentBlobs(store)) await blobSent(store, hash, null);
    await library.deleteArticle(id);
    await live(29);
    expect(await kept()).toBe(4);
    await live(4);
    expect(await kept()).toBe(2);
    expect((await library.articles())[0]?.isOffline).toBe(true);
  });

  it('stay while they wait to be sent', async () => {
    const { id } = await keep();
    await library.deleteArticle(id);
    await live(35);
    expect(await kept()).toBe(2);
  });

  it('are gone a day after the last article that named them, whenever that was looked for', async () => {
    const article = await keep();
    for (const hash of await unsentBlobs(store)) await blobSent(store, hash, null);
    await sweepBlobs(store);
    await store.database.delete('records', ['article', article.id]);
    for (let passed = 0; passed < DAY_MS; passed += DAY_MS / 96) {
      await sweepBlobs(store);
      now += DAY_MS / 96;
    }
    expect(await kept()).toBe(0);
  });

  it('stay for half a day, in which what was discarded can be put back', async () => {
    const article = await keep();
    for (const hash of await unsentBlobs(store)) await blobSent(store, hash, null);
    const row = await store.database.get('records', ['article', article.id]);
    await store.database.delete('records', ['article', article.id]);
    await sweepBlobs(store);
    now += DAY_MS / 2 - 60_000;
    await sweepBlobs(store);
    if (row) await store.database.put('records', row);
    now += 2 * DAY_MS;
    await sweepBlobs(store);
    expect(await kept()).toBe(2);
  });

  it('go at once when the reader empties 回收站', async () => {
    const { id } = await keep();
    for (const hash of await unsentBlobs(store)) await blobSent(store, hash, null);
    await library.deleteArticle(id);
    expect(await library.emptyBin()).toEqual({ articles: 1, marks: 0 });
    expect(await kept()).toBe(0);
    expect(await library.articles({ deleted: true })).toEqual([]);
    await expect(library.restoreArticle(id)).rejects.toMatchObject({ code: 'not-found' });
    expect(await library.emptyBin()).toEqual({ articles: 0, marks: 0 });
  });

  it('one that another article names as well stays when the reader empties 回收站', async () => {
    const { id } = await keep();
    await keep('https://news.example/2', '正文');
    for (const hash of await unsentBlobs(store)) await blobSent(store, hash, null);
    await library.deleteArticle(id);
    await library.emptyBin();
    expect(await kept()).toBe(2);
  });
});

describe('a guest’s texts and images', () => {
  beforeEach(() => open('guest'));

  it('wait for no service', async () => {
    const { id } = await keep();
    await library.deleteArticle(id);
    await library.emptyBin();
    expect(await kept()).toBe(0);
    expect(await unsentBlobs(store)).toEqual([]);
  });

  it('that another article takes up while they are looked for stay', async () => {
    const first = await keep();
    const second = await library.saveArticle({
      address: 'https://news.example/2',
      reading: sampleReading({}, { images: [image(PHOTO)], text: '另一篇' }),
      savedAt: now,
    });
    await store.database.delete('records', ['article', first.id]);
    await sweepBlobs(store);
    now += DAY_MS;
    let looks = 0;
    const database = new Proxy(store.database, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        if (name !== 'getAll') return member.bind(target);
        return async (...asked: Parameters<typeof target.getAll>) => {
          const rows = await target.getAll(...asked);
          looks += 1;
          // The same image, on its way into an article that was looked at already.
          if (looks === 2)
            await library.keepImages(
              second.id,
              second.snapshots[0]?.hash ?? '',
              new Map([[PHOTO, photoOf('正文')]]),
            );
          return rows;
        };
      },
    });
    await sweepBlobs({ ...store, database });
    const shown = await library.snapshot(second.snapshots[0]?.hash ?? '');
    expect(await library.image(shown?.images[PHOTO] ?? '')).not.toBeNull();
  });
});
