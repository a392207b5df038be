import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hasChanged } from '../../../utils/keeping/has-changed.ts';
import {
  IMAGE_BUDGET_BYTES,
  type ImageProgress,
  keepMissingImages,
  keepPage,
  MAX_IMAGE_BYTES,
} from '../../../utils/keeping/keep-page.ts';
import type { Library } from '../../../utils/library/library.ts';
import { localLibrary } from '../../../utils/library/local-library.ts';
import { openStore } from '../../../utils/library/store.ts';
import { ADDRESS, image, sampleReading } from '../library/sample-reading.ts';

let library: Library;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  library = localLibrary(await openStore('guest', 'aaaa'), () => undefined);
});

afterEach(() => {
  vi.useRealTimers();
});

const imageAddress = (index: number) => `https://img.example/${index}.png`;
const withImages = (count: number) =>
  sampleReading({}, { images: Array.from({ length: count }, (_, index) => image(imageAddress(index))) });
const png = (text: string) => new Blob([text], { type: 'image/png' });

async function keptImages(article: { snapshots: { hash: string }[] }) {
  return (await library.snapshot(article.snapshots.at(-1)?.hash ?? ''))?.images ?? {};
}

describe('keeping a page', () => {
  it('has the text on disk before the first image is asked for', async () => {
    let textWhenAsked: string | undefined;
    const fetchImage = async () => {
      const article = await library.articleAt(ADDRESS);
      textWhenAsked = (await library.snapshot(article?.snapshots[0]?.hash ?? ''))?.text;
      return png('a');
    };
    const reading = withImages(1);
    const { article, isNewVersion } = await keepPage(library, { address: ADDRESS, reading, fetchImage });
    expect(textWhenAsked).toBe(reading.text);
    expect(isNewVersion).toBe(true);
    expect(Object.keys(await keptImages(article))).toEqual([imageAddress(0)]);
  });

  it('keeps the text and the other images when some fail, and asks for those again next time', async () => {
    const reading = withImages(9);
    const asked: string[] = [];
    const fetchImage = async (address: string) => {
      asked.push(address);
      if (address === imageAddress(1)) throw new Error('the network went away');
      if (address === imageAddress(2)) return null;
      if (address === imageAddress(3)) return new Blob(['<html>'], { type: 'text/html' });
      if (address === imageAddress(4))
        return new Blob([new Uint8Array(MAX_IMAGE_BYTES + 1)], { type: 'image/png' });
      return png(address);
    };
    const first = await keepPage(library, { address: ADDRESS, reading, fetchImage });
    expect(Object.keys(await keptImages(first.article))).toEqual([0, 5, 6, 7, 8].map(imageAddress));

    asked.length = 0;
    const again = await keepPage(library, {
      address: ADDRESS,
      reading,
      fetchImage: async (address) => {
        asked.push(address);
        return png(address);
      },
    });
    expect(asked).toEqual([1, 2, 3, 4].map(imageAddress));
    expect(again.isNewVersion).toBe(false);
    expect(again.article.snapshots).toEqual(first.article.snapshots);
    expect(Object.keys(await keptImages(again.article))).toHaveLength(9);
  });

  it('asks for each image once, and for 60 at most', async () => {
    const reading = withImages(80);
    reading.images.push(image(imageAddress(0)));
    const fetchImage = vi.fn(async (address: string) => png(address));
    const { article } = await keepPage(library, { address: ADDRESS, reading, fetchImage });
    expect(fetchImage).toHaveBeenCalledTimes(60);
    expect(Object.keys(await keptImages(article))).toHaveLength(60);
  });

  it('keeps of the images as many as its 30 MB hold, passes over one that is too much, and lists it as missing', async () => {
    const megabytes = [10, 10, 9, 2, 1];
    const told: ImageProgress[] = [];
    const { article } = await keepPage(library, {
      address: ADDRESS,
      reading: withImages(megabytes.length),
      fetchImage: async (address) => {
        const size = megabytes[megabytes.findIndex((_, index) => imageAddress(index) === address)] ?? 0;
        return new Blob([new Uint8Array(size * 1_000_000)], { type: 'image/png' });
      },
      onProgress: (progress) => told.push(progress),
    });
    expect(Object.keys(await keptImages(article))).toEqual([0, 1, 2, 4].map(imageAddress));
    const content = await library.snapshot(article.snapshots[0]?.hash ?? '');
    expect(content?.missingImages).toEqual([imageAddress(3)]);
    expect(told).toEqual([{ done: 5, total: 5, bytes: IMAGE_BUDGET_BYTES }]);
    const fetchImage = vi.fn(async () => png('small'));
    const hash = article.snapshots[0]?.hash ?? '';
    expect(await keepMissingImages(library, article, hash, { fetchImage })).toEqual({ kept: 0, missing: 1 });
    expect(fetchImage).not.toHaveBeenCalled();
  });

  it('does not say that a picture is here which stands beyond the 60th', async () => {
    const fetchImage = async (address: string) => png(address);
    const { article } = await keepPage(library, { address: ADDRESS, reading: withImages(80), fetchImage });
    const hash = article.snapshots[0]?.hash ?? '';
    const ask = (...indices: number[]) =>
      keepMissingImages(library, article, hash, { wanted: indices.map(imageAddress), fetchImage });
    expect(await ask(70)).toEqual({ kept: 0, missing: 1 });
    // It came meanwhile.
    expect(await ask(1)).toEqual({ kept: 0, missing: 0 });
  });

  it('says whether the text is a new version', async () => {
    const kept = [
      sampleReading(),
      sampleReading(),
      sampleReading({}, { text: '改过一处。' }),
      sampleReading({ title: '标题改了，文字没有' }),
    ].map((reading) => ({ address: ADDRESS, reading }));
    const answers: boolean[] = [];
    for (const page of kept) answers.push((await keepPage(library, page)).isNewVersion);
    expect(answers).toEqual([true, false, true, false]);
  });

  it('a text that comes back after another is the newest again: the page has not changed, and search finds its words', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2024, 2, 5) });
    const [first, second] = ['先前的说法。', '改过的说法。'].map((text) => sampleReading({}, { text }));
    const keep = async (reading = sampleReading()) => {
      vi.setSystemTime(Date.now() + 60_000);
      return keepPage(library, { address: ADDRESS, reading });
    };
    const { article: once } = await keep(first);
    const { article: twice } = await keep(second);
    const { article, isNewVersion } = await keep(first);
    expect(isNewVersion).toBe(false);
    expect(article.snapshots.map(({ hash }) => hash)).toEqual(
      twice.snapshots.map(({ hash }) => hash).toReversed(),
    );
    expect(article.savedAt).toBe(once.savedAt);
    expect(await hasChanged(library, article, first ?? sampleReading())).toBe(false);
    expect((await library.search('先前的说法')).hits).toHaveLength(1);
    expect((await library.search('改过的说法')).hits).toHaveLength(0);
    // Once more, and the second late: all is as it was.
    expect((await keep(first)).article.snapshots).toEqual(article.snapshots);
    const late = await library.saveArticle({
      address: ADDRESS,
      reading: second ?? sampleReading(),
      savedAt: once.savedAt + 90_000,
    });
    expect(late.snapshots.at(-1)).toEqual(article.snapshots.at(-1));
  });

  it('does not put a text with gaps after a whole one', async () => {
    const addresses = [ADDRESS, `${ADDRESS}?page=2`];
    const whole = {
      ...sampleReading({}, { text: '前一半。\n后一半。' }),
      pages: { addresses, missing: [], reason: null },
    };
    const half = {
      ...sampleReading({}, { text: '前一半。' }),
      pages: { addresses, missing: [2], reason: 'failed' as const },
    };
    const first = await keepPage(library, { address: ADDRESS, reading: half });
    const retried = await keepPage(library, { address: ADDRESS, reading: whole });
    expect([first.article.pages?.missing, retried.article.pages?.missing]).toEqual([[2], []]);
    const again = await keepPage(library, { address: ADDRESS, reading: half });
    expect(again.isNewVersion).toBe(false);
    expect(again.article.snapshots).toEqual(retried.article.snapshots);
    expect(again.article.pages?.missing).toEqual([]);
  });

  it('of an article that has become part of another, it speaks of that one', async () => {
    const pages = (missing: number[]) => ({
      ...sampleReading({}, { text: `全文，缺 ${missing.length} 页` }),
      pages: { addresses: [ADDRESS, `${ADDRESS}?p=2`], missing, reason: null },
    });
    const whole = await keepPage(library, { address: ADDRESS, reading: pages([]) });
    const other = await library.saveArticle({
      address: 'https://m.news.example/guancha/101.html',
      reading: sampleReading({}, { text: '手机版' }),
      savedAt: 1,
    });
    await library.mergeArticles(other.id, whole.article.id);
    for (const missing of [[], [2]]) {
      const again = await keepPage(library, { address: ADDRESS, reading: pages(missing) });
      expect(again).toMatchObject({ article: { id: other.id }, isNewVersion: false });
      expect(again.article.snapshots).toHaveLength(2);
    }
  });

  it('does not bring back an article that was deleted while its images were on the way', async () => {
    const fetchImage = async () => {
      const article = await library.articleAt(ADDRESS);
      if (article) await library.deleteArticle(article.id);
      return png('late');
    };
    const { article } = await keepPage(library, { address: ADDRESS, reading: withImages(1), fetchImage });
    expect((await library.article(article.id))?.isDeleted).toBe(true);
  });
});
