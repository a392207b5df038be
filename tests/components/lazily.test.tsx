// @vitest-environment jsdom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, it } from 'vitest';
import { lazily } from '../../components/controls/lazily.tsx';
import { lazyTexts } from '../../locales/lazy.ts';

const root = document.createElement('div');
afterEach(() => render(null, root));

const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 20)));

it('draws a part of a page once its script is there, and at once where it is there already', async () => {
  let asked = 0;
  const Part = lazily(async () => {
    asked += 1;
    return ({ words }: { words: string }) => <p>{words}</p>;
  });
  await act(() => render(<Part words="先来的" />, root));
  await settle();
  expect(root.textContent).toBe('先来的');
  await act(() => render(null, root));
  render(<Part words="后来的" />, root);
  expect(root.textContent).toBe('后来的');
  expect(asked).toBe(1);
});

it('says that a part could not be opened, and asks for it anew the next time', async () => {
  let isGone = true;
  const Part = lazily(async () => {
    if (isGone) throw new Error('the file is gone');
    return () => <p>在这里</p>;
  });
  await act(() => render(<Part />, root));
  await settle();
  expect(Object.values(lazyTexts).some(({ failed }) => root.textContent?.includes(failed))).toBe(true);
  await act(() => render(null, root));
  isGone = false;
  await act(() => render(<Part />, root));
  await settle();
  expect(root.textContent).toBe('在这里');
});
