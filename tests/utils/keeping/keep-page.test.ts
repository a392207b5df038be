import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { keepPage, MAX_IMAGE_BYTES } from '../../../utils/keeping/keep-page.ts';
import type { Library } from '../../../utils/library/library.ts';
import { localLibrary } from '../../../utils/library/local-library.ts';
import { openStore } from '../../../utils/library/store.ts';
import { ADDRESS, image, sampleReading } from '../library/sample-reading.ts';

let library: Library;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  library = localLibrary(await openStore('guest', 'aaaa'), () => undefined);
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
