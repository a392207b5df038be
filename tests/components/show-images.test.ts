// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest';
import { countBeyond } from '../../components/reader/count-beyond.ts';
import { sanitiseArticle } from '../../components/reader/sanitise.ts';
import { type KeptImages, showImages } from '../../components/reader/show-images.ts';
import { readerTexts } from '../../locales/reader.ts';
import { setLanguage } from '../../utils/appearance.ts';

const nothingKept: KeptImages = { has: () => false, here: async () => null, fetched: async () => null };
const signals = () => ({ signal: new AbortController().signal, life: new AbortController().signal });
const addressOf = (index: number) => `https://img.example/${index}.png`;

it('offers to fetch again what can be had, and counts what is beyond the most that is kept', async () => {
  setLanguage('zh-CN');
  const html = Array.from({ length: 63 }, (_, index) => `<img src="${addressOf(index)}">`).join('');
  const root = document.createElement('article');
  root.append(sanitiseArticle(`${html}<img src="${addressOf(62)}">`));
  const missingImages = Array.from({ length: 60 }, (_, index) => addressOf(index)).slice(2);
  const images = { [addressOf(0)]: 'a'.repeat(64), [addressOf(1)]: 'b'.repeat(64) };
  expect(countBeyond(root, { images, missingImages })).toBe(3);

  await showImages(root, { kept: nothingKept, missing: missingImages }, signals());
  const retries = [...root.querySelectorAll<HTMLElement>('.retry')].map(({ dataset }) => dataset.retry);
  expect(retries).toEqual(missingImages);
  expect(countBeyond(root, { images, missingImages })).toBe(3);
  expect(countBeyond(root, { images: {}, missingImages: missingImages.slice(1) })).toBe(0);
});

const texts = readerTexts['zh-CN'];

function articleOf(count: number): HTMLElement {
  const root = document.createElement('article');
  const html = Array.from(
    { length: count },
    (_, index) => `<p>${index}<img src="${addressOf(index)}" alt="图"></p>`,
  );
  root.append(sanitiseArticle(html.join('')));
  return root;
}

/** What stands in each paragraph: the words of a frame, or that the picture is there. */
const shownIn = (root: HTMLElement) =>
  [...root.querySelectorAll<HTMLElement>('img, .missing')].map((one) =>
    one.localName === 'img' ? (one.hasAttribute('src') ? 'here' : 'nothing yet') : one.dataset.words,
  );

beforeEach(() => {
  setLanguage('zh-CN');
  URL.createObjectURL = () => 'blob:own';
  URL.revokeObjectURL = vi.fn();
});

it('shows what is on this device though the service is slow, and what comes later in its place, the text as it is', async () => {
  const root = articleOf(3);
  const late = Promise.withResolvers<Blob | null>();
  const kept: KeptImages = {
    has: (address) => address !== addressOf(2),
    here: async (address) => (address === addressOf(1) ? new Blob(['1']) : null),
    fetched: () => late.promise,
  };
  const both = signals();
  const looking = showImages(root, { kept, missing: [addressOf(2)] }, both);
  await vi.waitFor(() =>
    expect(shownIn(root)).toEqual(['nothing yet', 'here', `${texts.imageMissing} · 图`]),
  );
  late.resolve(null);
  await looking;
  expect(shownIn(root)[0]).toBe(`${texts.imageElsewhere} · 图`);
  const [paragraph] = root.children;
  const button = root.querySelector('.retry');

  const all: KeptImages = { ...kept, has: () => true, here: async () => new Blob(['2']) };
  await showImages(root, { kept: { ...kept }, missing: [addressOf(2)] }, both);
  expect(root.querySelector('.retry')).toBe(button); // it may have the focus
  await showImages(root, { kept: all, missing: [] }, both);
  expect(shownIn(root)).toEqual(['here', 'here', 'here']);
  expect(root.querySelector('.retry')).toBeNull();
  expect(root.firstElementChild).toBe(paragraph);
});
