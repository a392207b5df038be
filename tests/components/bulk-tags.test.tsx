// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { Blob } from 'node:buffer';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { BulkTags } from '../../components/library/BulkTags.tsx';
import { organiseTexts } from '../../locales/organise.ts';
import { setLanguage } from '../../utils/appearance.ts';
import type { Library } from '../../utils/library/library.ts';
import { localLibrary } from '../../utils/library/local-library.ts';
import { openStore } from '../../utils/library/store.ts';
import { ADDRESS, sampleReading } from '../utils/library/sample-reading.ts';
import { byRole, click, mount, type, unmount } from './mount.ts';

const texts = organiseTexts['zh-CN'];
let library: Library;
let root: HTMLElement;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('Blob', Blob); // jsdom's has no stream()
  Object.assign(HTMLDialogElement.prototype, {
    showModal(this: HTMLDialogElement) {
      this.open = true;
    },
  });
  setLanguage('zh-CN');
  library = localLibrary(await openStore('guest', 'aaaa', Date.now), () => {});
  await library.saveArticle({ address: ADDRESS, reading: sampleReading(), savedAt: 1 });
});
afterEach(async () => {
  await unmount(root);
  vi.unstubAllGlobals();
});

it('what still stands in the field is shown with what will be done, and done', async () => {
  const { rows, tags } = await library.listing();
  root = await mount(<BulkTags library={library} rows={rows} tags={tags} onClose={() => {}} />);
  const field = root.querySelector<HTMLInputElement>('input[role=combobox]');
  if (!field) throw new Error('no field for tags');
  await type(field, ' 年报 ');
  expect(root.querySelector('table ins')?.textContent).toBe('＋年报');
  await click(byRole('button', texts.change(1)));
  await vi.waitFor(async () => expect((await library.listing()).rows[0]?.tags[0]?.name).toBe('年报'));
});

it('what was typed and wiped out again is not done', async () => {
  const { rows, tags } = await library.listing();
  root = await mount(<BulkTags library={library} rows={rows} tags={tags} onClose={() => {}} />);
  const field = root.querySelector<HTMLInputElement>('input[role=combobox]');
  if (!field) throw new Error('no field for tags');
  await type(field, '年报');
  await type(field, '');
  expect(root.querySelector('table')).toBeNull();
  expect(byRole('button', texts.change(0)).hasAttribute('disabled')).toBe(true);
});
