// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { Blob } from 'node:buffer';
import { IDBFactory } from 'fake-indexeddb';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Preview } from '../../components/library/Preview.tsx';
import { setLanguage } from '../../utils/appearance.ts';
import type { Library } from '../../utils/library/library.ts';
import { localLibrary } from '../../utils/library/local-library.ts';
import { openStore } from '../../utils/library/store.ts';
import { sampleReading } from '../utils/library/sample-reading.ts';
import { mount, press, type, unmount } from './mount.ts';

let library: Library;
let root: HTMLElement;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('Blob', Blob); // jsdom's has no stream()
  setLanguage('zh-CN');
  library = localLibrary(await openStore('guest', 'aaaa', Date.now), () => {});
});
afterEach(async () => {
  await unmount(root);
  vi.unstubAllGlobals();
});

it('what was being typed as a tag of one article is not given to the one that comes in its place', async () => {
  for (const [at, name] of ['101', '102'].entries())
    await library.saveArticle({
      address: `https://news.example/guancha/${name}.html`,
      reading: sampleReading(),
      savedAt: at,
    });
  const [first, second] = (await library.listing()).rows;
  const shown = (row: typeof first) => (
    <Preview library={library} row={row ?? null} isReady tags={[]} onDelete={() => {}} />
  );
  const field = () =>
    root.querySelector<HTMLInputElement>('input[role=combobox]') ?? document.createElement('input');
  root = await mount(shown(first));
  await type(field(), '年终');
  // The first was deleted elsewhere.
  await act(() => render(shown(second), root));
  expect(field().value).toBe('');
  await press(field(), 'Enter');
  expect(await library.tags()).toEqual([]);
});
