// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { Blob } from 'node:buffer';
import { IDBFactory } from 'fake-indexeddb';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openPopup } from '../../components/article/popup-model.ts';
import { ArticleView } from '../../components/panel/ArticleView.tsx';
import { setLanguage } from '../../utils/appearance.ts';
import type { Library } from '../../utils/library/library.ts';
import { localLibrary } from '../../utils/library/local-library.ts';
import { openStore } from '../../utils/library/store.ts';
import { sampleReading } from '../utils/library/sample-reading.ts';
import { byRole, mount, type, unmount } from './mount.ts';

const FIRST = 'https://news.example/guancha/101.html';
const SECOND = 'https://news.example/guancha/102.html';
let library: Library;
let root: HTMLElement | null = null;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('Blob', Blob); // jsdom's has no stream()
  setLanguage('zh-CN');
  library = localLibrary(await openStore('guest', 'aaaa', Date.now), () => {});
});

afterEach(async () => {
  if (root) await unmount(root);
  root = null;
  vi.unstubAllGlobals();
});

const pageAt = (address: string) =>
  openPopup({
    tab: { id: 7, address, title: '网页的标题' },
    library,
    keys: { save: '', reader: '' },
    ask: async () => Promise.reject(new Error('nobody answers')),
    openPage: () => {},
    close: () => {},
    isSiteOn: async () => false,
    requestSite: async () => false,
  });
const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 30)));
const field = () => byRole('textbox', '笔记') as HTMLTextAreaElement;

it('the note is that of the page in the tab, also when one kept article leads to another', async () => {
  const save = (address: string) => library.saveArticle({ address, reading: sampleReading(), savedAt: 1 });
  const [first, second] = [await save(FIRST), await save(SECOND)];
  await library.writeNote({ kind: 'article', id: first.id }, '第一篇的笔记', []);

  root = await mount(<ArticleView model={await pageAt(FIRST)} />);
  expect(field().value).toBe('第一篇的笔记');
  await type(field(), '第一篇的笔记，还在写');
  const next = await pageAt(SECOND);
  await act(() => render(<ArticleView model={next} />, root as HTMLElement));
  await settle();
  expect(field().value).toBe('');

  await vi.waitFor(async () =>
    expect((await library.article(first.id))?.note.text).toBe('第一篇的笔记，还在写'),
  );
  expect((await library.article(second.id))?.note.text).toBe('');
});

it('an article that becomes part of another while its page is open is that one from then on', async () => {
  const save = (address: string) => library.saveArticle({ address, reading: sampleReading(), savedAt: 1 });
  const [first, second] = [await save(FIRST), await save(SECOND)];
  const model = await pageAt(FIRST);
  await library.mergeArticles(second.id, first.id);
  await model.reload();
  expect(model.state.value.article?.id).toBe(second.id);
  await library.deleteArticle(second.id);
  await model.reload();
  expect(model.state.value.article).toBeNull();
});
