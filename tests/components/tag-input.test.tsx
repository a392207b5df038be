// @vitest-environment jsdom
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { matchTags } from '../../components/controls/match-tags.ts';
import { TagInput } from '../../components/controls/TagInput.tsx';
import { setLanguage } from '../../utils/appearance.ts';
import { byRole, click, mount, press, type } from './mount.ts';

const KNOWN = [
  { id: 't1', name: '等待体验', count: 2 },
  { id: 't2', name: '远程银行', count: 9 },
  { id: 't3', name: '远程面签', count: 4 },
];

const onAdd = vi.fn<(name: string) => void>();
const onRemove = vi.fn<(id: string) => void>();
let field: HTMLInputElement;

beforeEach(async () => {
  vi.clearAllMocks();
  setLanguage('zh-CN');
  await mount(
    <TagInput tags={[{ id: 't1', name: '等待体验' }]} known={KNOWN} onAdd={onAdd} onRemove={onRemove} />,
  );
  const found = document.querySelector('input');
  if (!found) throw new Error('no field');
  field = found;
});

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
