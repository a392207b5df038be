// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { Blob } from 'node:buffer';
import { IDBFactory } from 'fake-indexeddb';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { matchTags } from '../../components/controls/match-tags.ts';
import { TagInput } from '../../components/controls/TagInput.tsx';
import { setLanguage } from '../../utils/appearance.ts';
import type { Library } from '../../utils/library/library.ts';
import { localLibrary } from '../../utils/library/local-library.ts';
import { openStore } from '../../utils/library/store.ts';
import { byRole, click, mount, press, type, unmount } from './mount.ts';

const KNOWN = [
  { id: 't1', name: '等待体验', count: 2 },
  { id: 't2', name: '远程银行', count: 9 },
  { id: 't3', name: '远程面签', count: 4 },
];

const onAdd = vi.fn<(name: string) => Promise<boolean>>();
const onRemove = vi.fn<(id: string) => void>();
const TAGS = [{ id: 't1', name: '等待体验' }];
let root: HTMLElement;
let field: HTMLInputElement;

const show = async (props: Partial<Parameters<typeof TagInput>[0]> = {}) => {
  root = await mount(<TagInput tags={TAGS} known={KNOWN} onAdd={onAdd} onRemove={onRemove} {...props} />);
  const found = root.querySelector('input');
  if (!found) throw new Error('no field');
  field = found;
};

beforeEach(async () => {
  vi.resetAllMocks();
  onAdd.mockResolvedValue(true);
  setLanguage('zh-CN');
  await show();
});
afterEach(() => unmount(root));

const compose = (kind: 'compositionstart' | 'compositionend') =>
  act(() => {
    field.dispatchEvent(new CompositionEvent(kind, { bubbles: true }));
  });

describe('the tag field', () => {
  it('leaves Enter to the input method while it composes, and adds with the next one', async () => {
    await compose('compositionstart');
    await type(field, "yuan'cheng");
    await press(field, 'Enter', { isComposing: true });
    await press(field, 'ArrowDown', { isComposing: true });
    await type(field, '远程');
    await compose('compositionend');
    expect(onAdd).not.toHaveBeenCalled();
    expect(field.getAttribute('aria-activedescendant')).toBeNull();
    await press(field, 'Enter');
    expect(onAdd.mock.calls).toEqual([['远程']]);
  });

  it('leaves the Enter that ends a composition in Safari, which says so by its code alone', async () => {
    await type(field, '远程');
    await press(field, 'Enter', { keyCode: 229 });
    expect(onAdd).not.toHaveBeenCalled();
  });

  it('does not take a comma for an end while the input method composes', async () => {
    await compose('compositionstart');
    await type(field, 'yin,');
    expect(onAdd).not.toHaveBeenCalled();
    await compose('compositionend');
    await type(field, '银行，');
    expect(onAdd.mock.calls).toEqual([['银行']]);
  });

  it('completes by arrow keys, and says which suggestion is chosen', async () => {
    await type(field, '远程');
    await press(field, 'ArrowDown');
    await press(field, 'ArrowDown');
    const active = document.getElementById(field.getAttribute('aria-activedescendant') ?? '');
    expect(active?.textContent).toContain('远程面签');
    expect(active?.getAttribute('aria-selected')).toBe('true');
    await press(field, 'Enter');
    expect(onAdd.mock.calls).toEqual([['远程面签']]);
    expect(field.value).toBe('');
  });

  it('adds what was typed when the arrows have come round to the field', async () => {
    await type(field, '远程');
    for (let step = 0; step < 3; step += 1) await press(field, 'ArrowDown');
    await press(field, 'Enter');
    expect(onAdd.mock.calls).toEqual([['远程']]);
  });

  it('adds nothing for blanks or for a tag that is there', async () => {
    await type(field, '   ');
    await press(field, 'Enter');
    await type(field, '等待体验 ');
    await press(field, 'Enter');
    expect(onAdd).not.toHaveBeenCalled();
  });

  it('opens its list with the focus, or later where that would hide what stands below', async () => {
    const isOpen = () => field.getAttribute('aria-expanded');
    await act(() => field.focus());
    expect(isOpen()).toBe('true');
    await unmount(root);
    await show({ opensLater: true });
    await act(() => field.focus());
    expect(isOpen()).toBe('false');
    await press(field, 'ArrowDown');
    expect(isOpen()).toBe('true');
  });

  it('closes the list with Esc and keeps what was typed', async () => {
    await type(field, '远程');
    await press(field, 'Escape');
    expect(field.getAttribute('aria-expanded')).toBe('false');
    expect(field.value).toBe('远程');
  });

  it('goes from the empty field to the last tag by Backspace, without removing it', async () => {
    await press(field, 'Backspace');
    const remove = byRole('button', '去掉标签“等待体验”');
    expect(document.activeElement).toBe(remove);
    expect(onRemove).not.toHaveBeenCalled();
    await click(remove);
    expect(onRemove.mock.calls).toEqual([['t1']]);
    expect(document.activeElement).toBe(field);
  });
});

describe('what was typed and not added yet', () => {
  const leave = () => act(() => field.blur());
  const send = (kind: string) => act(() => void dispatchEvent(new Event(kind)));
  const nextTask = () => act(() => new Promise((resolve) => setTimeout(resolve)));

  it('is added when the field is left', async () => {
    await act(() => field.focus());
    await type(field, ' 远程 ');
    await leave();
    expect(onAdd.mock.calls).toEqual([['远程']]);
    expect(field.value).toBe('');
  });

  it('is added after the click that left the field, which it would move from under the pointer', async () => {
    await act(() => field.focus());
    await type(field, '远程');
    await send('pointerdown');
    await leave();
    await nextTask();
    expect(onAdd).not.toHaveBeenCalled();
    await send('pointerup');
    await nextTask();
    expect(onAdd.mock.calls).toEqual([['远程']]);
  });

  it('stays in the field where the focus goes to a tag beside it, or the field is taken away', async () => {
    await act(() => field.focus());
    await type(field, '远程');
    await act(() => byRole('button', '去掉标签“等待体验”').focus());
    expect(field.value).toBe('远程');
    await act(() => field.focus());
    await unmount(root);
    expect(onAdd).not.toHaveBeenCalled();
  });

  it('stays in the field where that cut an input method short: nobody chose its letters', async () => {
    await act(() => field.focus());
    await compose('compositionstart');
    await type(field, "yuan'cheng");
    await act(() => {
      field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
      field.blur();
    });
    expect(onAdd).not.toHaveBeenCalled();
    expect(field.value).toBe("yuan'cheng");
    await act(() => field.focus());
    await nextTask();
    await type(field, '远程');
    await leave();
    expect(onAdd.mock.calls).toEqual([['远程']]);
  });

  it('stands in the field again where adding failed', async () => {
    onAdd.mockResolvedValue(false);
    await type(field, '远程');
    await press(field, 'Enter');
    expect(field.value).toBe('远程');
  });
});

describe('the draft of a tag', () => {
  const owner = { kind: 'article', id: 'a1' } as const;
  let library: Library;
  beforeEach(async () => {
    vi.stubGlobal('indexedDB', new IDBFactory());
    vi.stubGlobal('Blob', Blob); // jsdom's has no stream()
    library = localLibrary(await openStore('guest', 'aaaa', Date.now), () => {});
    await unmount(root);
    await show({ draftOf: { library, owner } });
  });
  afterEach(() => vi.unstubAllGlobals());
  const kept = () => library.draft('tag article a1');
  const reopen = async () => {
    await unmount(root);
    await show({ draftOf: { library, owner } });
  };

  it('stands in the field when the popup is opened again', async () => {
    await type(field, '远程');
    await vi.waitFor(async () => expect(await kept()).toBe('远程'));
    await reopen();
    await vi.waitFor(() => expect(field.value).toBe('远程'));
    await press(field, 'Enter');
    expect(onAdd.mock.calls).toEqual([['远程']]);
    await vi.waitFor(async () => expect(await kept()).toBeNull());
  });

  it('is there until the tag is: a popup may close before that', async () => {
    onAdd.mockReturnValue(new Promise(() => undefined));
    await type(field, '远');
    await press(field, 'ArrowDown');
    await press(field, 'Enter');
    expect(onAdd.mock.calls).toEqual([['远程银行']]);
    await vi.waitFor(async () => expect(await kept()).toBe('远程银行'));
  });

  it('is forgotten where the tag was added as the popup closed', async () => {
    await library.setDraft('tag article a1', '等待体验');
    await reopen();
    await vi.waitFor(async () => expect(await kept()).toBeNull());
    expect(field.value).toBe('');
  });

  it('does not come over what is being typed', async () => {
    await library.setDraft('tag article a1', '远程');
    await unmount(root);
    root = await mount(
      <TagInput tags={TAGS} known={KNOWN} onAdd={onAdd} onRemove={onRemove} draftOf={{ library, owner }} />,
    );
    const again = root.querySelector('input') ?? field;
    await type(again, '质');
    await vi.waitFor(async () => expect(await kept()).toBe('质'));
    expect(again.value).toBe('质');
  });
});

describe('suggestions', () => {
  it('begin with what begins so, then with what is used most, and leave out what is there', () => {
    const known = [
      ...KNOWN,
      { id: 't4', name: '银行远程', count: 90 },
      { id: 't5', name: 'ＡＩ 远程', count: 1 },
    ];
    expect(matchTags(known, ['远程面签'], '远程').map((tag) => tag.name)).toEqual([
      '远程银行',
      '银行远程',
      'ＡＩ 远程',
    ]);
    expect(matchTags(known, [], 'ai').map((tag) => tag.name)).toEqual(['ＡＩ 远程']);
  });
});
