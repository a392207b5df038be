import 'fake-indexeddb/auto';
import { gunzipSync } from 'node:zlib';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { gunzip, gzip } from '../../../utils/library/compress.ts';
import { gzipStored, isGzipStored } from '../../../utils/library/gzip-stored.ts';
import { localLibrary } from '../../../utils/library/local-library.ts';
import { packedBytes, packNext } from '../../../utils/library/pack-stored.ts';
import { openStore } from '../../../utils/library/store.ts';
import { sampleReading } from './sample-reading.ts';

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
});

describe('a gzip file that stores', () => {
  it.each([0, 1, 65_534, 65_535, 65_536, 200_001])(
    'is unpacked to what it holds, %i bytes',
    async (length) => {
      const bytes = Uint8Array.from({ length }, (_, at) => (at * at) % 251);
      const file = gzipStored(bytes);
      expect(new Uint8Array(gunzipSync(file))).toEqual(bytes);
      expect(await gunzip(file)).toEqual(bytes);
    },
  );
});

it.each([0, 40, 3000, 200_000])(
  'what a browser packs is never taken for it, %i bytes that can’t be packed',
  async (length) => {
    // More than 65,536 random bytes are not given at once.
    const bytes = Uint8Array.from({ length }, (_, at) => (Math.imul(at + 1, 2_654_435_761) >>> 13) & 0xff);
    expect(isGzipStored(await gzip(bytes))).toBe(false);
    expect(isGzipStored(gzipStored(bytes))).toBe(true);
  },
);

describe('a long text', () => {
  it('is read at once, and packed later without becoming another', async () => {
    const store = await openStore('guest', 'aaaa');
    const library = localLibrary(store, () => undefined);
    const text = '值班的人记下每一通电话。'.repeat(4000);
    const reading = { ...sampleReading(), text, html: `<p>${text}</p>` };
    const article = await library.saveArticle({ address: 'https://a.example/1', savedAt: 5, reading });
    const hash = article.snapshots[0]?.hash ?? '';
    const before = await store.database.get('snapshots', hash);
    if (!before) throw new Error('not kept');
    expect(before.bytes.length).toBeGreaterThan(before.size);
    expect((await library.snapshot(hash))?.text).toBe(text);
    expect((await packedBytes(before)).length).toBeLessThan(before.size / 10);

    expect(await packNext(store)).toBe(true);
    expect(await packNext(store)).toBe(false);
    const after = await store.database.get('snapshots', hash);
    expect(after?.bytes.length).toBeLessThan(before.size / 10);
    expect(after).toEqual({ ...before, bytes: after?.bytes });
    expect((await library.snapshot(hash))?.text).toBe(text);
  });

  it('that was removed before it was packed stays away', async () => {
    const store = await openStore('guest', 'aaaa');
    const library = localLibrary(store, () => undefined);
    const text = '没有等到的一篇。'.repeat(9000);
    const reading = { ...sampleReading(), text, html: text };
    const article = await library.saveArticle({ address: 'https://a.example/2', savedAt: 5, reading });
    const hash = article.snapshots[0]?.hash ?? '';
    await store.database.delete('snapshots', hash);
    expect(await packNext(store)).toBe(true);
    expect(await library.isHere(hash)).toBe(false);
  });
});
