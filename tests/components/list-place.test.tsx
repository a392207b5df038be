// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { Blob } from 'node:buffer';
import { IDBFactory } from 'fake-indexeddb';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { libraryTexts } from '../../locales/library.ts';
import { searchTexts } from '../../locales/search.ts';
import { setLanguage } from '../../utils/appearance.ts';
import type { Library } from '../../utils/library/library.ts';
import { localLibrary } from '../../utils/library/local-library.ts';
import { openStore } from '../../utils/library/store.ts';
import { postNotice } from '../../utils/view-notices.ts';
import { installFakeBrowser } from '../fake-browser.ts';
import { sampleReading } from '../utils/library/sample-reading.ts';
import { byRole, mount, press, unmount } from './mount.ts';

installFakeBrowser();
const { ListView } = await import('../../components/library/ListView.tsx');
const { neighboursOf } = await import('../../components/library/reading-list.ts');
const { useContents } = await import('../../components/library/use-contents.ts');

const UNREAD = '#/?state=unread';
let library: Library;
let root: HTMLElement | null = null;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('Blob', Blob); // jsdom's has no stream()
  vi.stubGlobal('matchMedia', () => Object.assign(new EventTarget(), { matches: false })); // jsdom has none
  setLanguage('zh-CN');
  const store = await openStore('guest', 'aaaa', Date.now);
  library = localLibrary(store, (change) => postNotice('library-changed', change));
  for (const at of [6, 5, 4, 3, 2, 1])
    await library.saveArticle({
      address: `https://news.example/guancha/${at}.html`,
      reading: sampleReading({ title: `第${at}篇` }, { text: `正文${at}` }),
      savedAt: Date.UTC(2024, 2, 20 - at),
    });
});
afterEach(async () => {
  await leave();
  vi.unstubAllGlobals();
});

function Shown() {
  const contents = useContents(library).value;
  return contents && <ListView library={library} route={{ place: 'all' }} contents={contents} sync={null} />;
}

it('where the chosen row leaves the list, the next one is chosen, with the focus; where none comes after it, the one before', async () => {
  await open(UNREAD);
  await choose('第3篇');
  await press(link('第3篇'), 'e');
  await listed(['第1篇', '第2篇', '第4篇', '第5篇', '第6篇']);
  await hasPlace('第4篇');
  await choose('第6篇');
  await press(link('第6篇'), 'e');
  await listed(['第1篇', '第2篇', '第4篇', '第5篇']);
  await hasPlace('第5篇');
});

it('a row that a search no longer finds leaves its place to the next', async () => {
  await open('#/?q=is:unread');
  await vi.waitFor(() => byRole('heading', searchTexts['zh-CN'].results));
  await choose('第3篇');
  await press(link('第3篇'), 'e');
  await listed(['第1篇', '第2篇', '第4篇', '第5篇', '第6篇']);
  await hasPlace('第4篇');
});

it('rows that left the list together leave the choice to what comes after them, and are picked no longer when they are listed again', async () => {
  await open(UNREAD);
  await choose('第2篇');
  await press(link('第2篇'), 'ArrowDown', { shiftKey: true });
  await press(link('第3篇'), 'e');
  await listed(['第1篇', '第4篇', '第5篇', '第6篇']);
  await hasPlace('第4篇');
  await go('#/');
  await listed(['第1篇', '第2篇', '第3篇', '第4篇', '第5篇', '第6篇']);
  expect(root?.querySelectorAll('input:checked')).toHaveLength(0);
});

it.each([UNREAD, '#/?q=is:unread'])(
  'back from an article that is unread no longer, %s goes on with the next',
  async (hash) => {
    await open(hash);
    await listed(['第1篇', '第2篇', '第3篇', '第4篇', '第5篇', '第6篇']);
    const { id } = await article('第3篇');
    await leave();
    expect(neighboursOf(id).next).toBe((await article('第4篇')).id);
    await library.editArticle(id, { state: 'reading' });
    await open(hash);
    await listed(['第1篇', '第2篇', '第4篇', '第5篇', '第6篇']);
    await hasPlace('第4篇');
  },
);

it('a first search that fails counts nothing as found', async () => {
  vi.spyOn(library, 'search').mockRejectedValue(new Error('the disk does not answer'));
  await open('#/?q=正文3');
  await vi.waitFor(() => expect(root?.textContent).toContain(searchTexts['zh-CN'].failed));
  const said = [...(root?.querySelectorAll('[role=status]') ?? [])].map((one) => one.textContent);
  expect(said).not.toContain(libraryTexts['zh-CN'].found(6));
  expect(titles()).toHaveLength(6);
});

async function open(hash: string): Promise<void> {
  history.replaceState(null, '', hash);
  root = await mount(<Shown />);
  await vi.waitFor(() => expect(titles()).not.toEqual([]));
}

async function leave(): Promise<void> {
  if (root) await unmount(root);
  root = null;
}

async function go(hash: string): Promise<void> {
  await act(() => {
    location.hash = hash;
  });
}

async function choose(title: string): Promise<void> {
  await act(() => link(title).focus());
}

async function listed(expected: string[]): Promise<void> {
  await vi.waitFor(() => expect(titles()).toEqual(expected));
}

/** It is the chosen one, and has the focus. */
async function hasPlace(title: string): Promise<void> {
  await vi.waitFor(() => {
    expect(chosen()).toBe(title);
    expect(document.activeElement).toBe(link(title));
  });
}

async function article(title: string): Promise<{ id: string }> {
  const found = (await library.listing()).rows.find((row) => row.title === title);
  if (!found) throw new Error(title);
  return found;
}

const link = (title: string) => byRole('link', title);
const titles = () => [...(root?.querySelectorAll('[data-row]') ?? [])].map((row) => row.textContent);
const chosen = () => root?.querySelector('[data-row][aria-current]')?.textContent;
