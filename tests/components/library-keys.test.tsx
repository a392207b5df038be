// @vitest-environment jsdom
import { act } from 'preact/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import { FilterMenu } from '../../components/library/FilterMenu.tsx';
import type { ListKeys } from '../../components/library/use-list-keys.ts';
import { useListKeys } from '../../components/library/use-list-keys.ts';
import { setLanguage, setSingleKeys } from '../../utils/appearance.ts';
import type { ListRow } from '../../utils/library/library.ts';
import { click, mount, press, type, unmount } from './mount.ts';

let root: HTMLElement | null = null;
afterEach(async () => {
  if (root) await unmount(root);
  root = null;
});

const row: ListRow = {
  id: 'one',
  address: 'https://news.example/1.html',
  title: '第一篇',
  category: null,
  source: null,
  authors: [],
  publishedAt: null,
  savedAt: 1,
  characters: 10,
  minutes: 1,
  position: 0,
  state: 'unread',
  favourite: false,
  tags: [],
  marks: [],
  conflicts: 0,
  pages: null,
  snapshots: [],
  isNoted: false,
  isDeleted: false,
  deletedAt: null,
};

function keysOf(): ListKeys {
  return {
    rows: [row],
    selected: row,
    picks: { rows: [], has: () => false, toggle: vi.fn(), extendTo: vi.fn(), all: vi.fn(), drop: vi.fn() },
    search: { current: document.createElement('input') },
    scroller: { current: null },
    onSelect: vi.fn(),
    onDelete: vi.fn(),
    onStar: vi.fn(),
    onArchive: vi.fn(),
  };
}

it('single letters and the slash do nothing where single keys are switched off, and Delete does', async () => {
  const keys = keysOf();
  const focus = vi.spyOn(keys.search.current ?? document.body, 'focus');
  function List() {
    useListKeys(keys);
    return null;
  }
  root = await mount(<List />);
  const pressAll = async () => {
    for (const key of ['e', 's', '/', 'Delete']) await press(document.body, key);
    return [keys.onArchive, keys.onStar, focus, keys.onDelete].map((act) => vi.mocked(act).mock.calls.length);
  };
  expect(await pressAll()).toEqual([1, 1, 1, 1]);
  await act(() => setSingleKeys(false));
  expect(await pressAll()).toEqual([1, 1, 1, 2]);
  await act(() => setSingleKeys(true));
});

it('keys do nothing to a list that a dialog stands before', async () => {
  const keys = keysOf();
  function List() {
    useListKeys(keys);
    return <dialog />;
  }
  root = await mount(<List />);
  const dialog = root.querySelector('dialog');
  await act(() => dialog?.setAttribute('open', ''));
  for (const key of ['Delete', 'e', 's']) await press(document.body, key);
  expect([keys.onDelete, keys.onArchive, keys.onStar].map((act) => vi.mocked(act).mock.calls.length)).toEqual(
    [0, 0, 0],
  );
  await act(() => dialog?.removeAttribute('open'));
  await press(document.body, 'Delete');
  expect(keys.onDelete).toHaveBeenCalledWith(row);
});

it('the Esc of an input method leaves a list of filters open, with what was typed', async () => {
  setLanguage('zh-CN');
  const values = Array.from({ length: 12 }, (_, at) => ({ value: `作者${at}`, name: null, count: 1 }));
  root = await mount(
    <FilterMenu
      kind="author"
      chosen={[]}
      values={() => values}
      nameOf={(value) => value}
      onToggle={() => {}}
      onClear={() => {}}
    />,
  );
  await click(root.querySelector('button') ?? root);
  const field = root.querySelector<HTMLInputElement>('input[type=text]') ?? document.createElement('input');
  await type(field, 'zuo');
  await press(field, 'Escape', { isComposing: true });
  expect(root.querySelector('fieldset')?.hidden).toBe(false);
  expect(field.value).toBe('zuo');
  await press(field, 'Escape');
  expect(root.querySelector('fieldset')?.hidden).toBe(true);
});
