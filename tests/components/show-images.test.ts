// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { countBeyond } from '../../components/reader/count-beyond.ts';
import { sanitiseArticle } from '../../components/reader/sanitise.ts';
import { showImages } from '../../components/reader/show-images.ts';
import { setLanguage } from '../../utils/appearance.ts';

const addressOf = (index: number) => `https://img.example/${index}.png`;

it('offers to fetch again what can be had, and counts what is beyond the most that is kept', async () => {
  setLanguage('zh-CN');
  const html = Array.from({ length: 63 }, (_, index) => `<img src="${addressOf(index)}">`).join('');
  const root = document.createElement('article');
  root.append(sanitiseArticle(`${html}<img src="${addressOf(62)}">`));
  const missingImages = Array.from({ length: 60 }, (_, index) => addressOf(index)).slice(2);
  const images = { [addressOf(0)]: 'a'.repeat(64), [addressOf(1)]: 'b'.repeat(64) };
  expect(countBeyond(root, { images, missingImages })).toBe(3);

  await showImages(
    root,
    { keptImage: async () => null, missing: missingImages },
    new AbortController().signal,
  );
  const retries = [...root.querySelectorAll<HTMLElement>('.retry')].map(({ dataset }) => dataset.retry);
  expect(retries).toEqual(missingImages);
  expect(countBeyond(root, { images, missingImages })).toBe(3);
  expect(countBeyond(root, { images: {}, missingImages: missingImages.slice(1) })).toBe(0);
});
