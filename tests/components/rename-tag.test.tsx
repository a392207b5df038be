// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { Blob } from 'node:buffer';
import { IDBFactory } from 'fake-indexeddb';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RenameTag } from '../../components/library/RenameTag.tsx';
import { organiseTexts } from '../../locales/organise.ts';
import { setLanguage } from '../../utils/appearance.ts';
import type { Library, Tag } from '../../utils/library/library.ts';
import { localLibrary } from '../../utils/library/local-library.ts';
import { openStore } from '../../utils/library/store.ts';
import { sampleReading } from '../utils/library/sample-reading.ts';
import { mount, type, unmount } from './mount.ts';

const texts = organiseTexts['zh-CN'];
let library: Library;
let root: HTMLElement;

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  // jsdom has neither.
  vi.stubGlobal('Blob', Blob);
  Object.assign(HTMLDialogElement.prototype, { showModal() {} });
  setLanguage('zh-CN');
});
afterEach(async () => {
  await unmount(root);
  vi.unstubAllGlobals();
});

it('the question for a new name follows what is done to the tags elsewhere, and says so where the tag is gone', async () => {
  library = localLibrary(await openStore('guest', 'aaaa', Date.now), () => {});
  const { id } = await library.saveArticle({
    address: 'https://news.example/guancha/101.html',
    reading: sampleReading(),
    savedAt: 1,
  });
  await library.addTag({ kind: 'article', id }, '年报');
  const [tag] = await library.tags();
  if (!tag) throw new Error('no tag');
  const shown = (tags: Tag[]) => <RenameTag library={library} tag={tag} tags={tags} onClose={() => {}} />;
  root = await mount(shown(await library.tags()));
  const field = root.querySelector('input') ?? document.createElement('input');
  await type(field, '资料');
  await vi.waitFor(() => expect(root.textContent).toContain(texts.willRename('年报', '资料')));

  await library.addTag({ kind: 'article', id }, '资料');
  const more = await library.tags();
  await act(() => render(shown(more), root));
  await vi.waitFor(() => expect(root.textContent).toContain(texts.willMerge('年报', '资料')));

  await library.deleteTag(tag.id);
  const fewer = await library.tags();
  await act(() => render(shown(fewer), root));
  expect(root.textContent).toContain(texts.tagGone);
  expect(root.textContent).not.toContain(texts.willMerge('年报', '资料'));
});
