// @vitest-environment jsdom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TOAST_MS, Toasts } from '../../components/controls/Toasts.tsx';
import { dismissToast, showToast, toasts } from '../../components/controls/toasts.ts';
import { byRole, click, mount, unmount } from './mount.ts';

let root: HTMLElement;

beforeEach(async () => {
  vi.useFakeTimers();
  root = await mount(<Toasts />);
});

afterEach(async () => {
  for (const toast of toasts.value) dismissToast(toast.id);
  await unmount(root);
  vi.useRealTimers();
});

const show = (onAction = () => {}) =>
  act(() => {
    showToast({ text: '标注已删去', detail: '笔记一起进了回收站', action: { label: '撤销', onAction } });
  });
const wait = (ms: number) => act(() => void vi.advanceTimersByTime(ms));
const isShown = () => root.textContent?.includes('标注已删去') ?? false;
const toast = () => {
  const found = byRole('button', '撤销').parentElement;
  if (!found) throw new Error('no toast');
  return found;
};
const pointer = (kind: 'pointerenter' | 'pointerleave') =>
  act(() => void toast().dispatchEvent(new Event(kind)));

describe('a message with 撤销', () => {
  it('stays for eight seconds and no longer', async () => {
    expect(TOAST_MS).toBe(8000);
    await show();
    await wait(7999);
    expect(isShown()).toBe(true);
    await wait(1);
    expect(isShown()).toBe(false);
  });

  it('stays as long as the pointer is on it, and the rest of its time after', async () => {
    await show();
    await wait(3000);
    await pointer('pointerenter');
    await wait(60_000);
    expect(isShown()).toBe(true);
    await pointer('pointerleave');
    await wait(4999);
    expect(isShown()).toBe(true);
    await wait(1);
    expect(isShown()).toBe(false);
  });

  it('stays as long as the focus is in it, and two seconds at least after', async () => {
    await show();
    await wait(7900);
    await act(() => byRole('button', '撤销').focus());
    await wait(60_000);
    expect(isShown()).toBe(true);
    await act(() => byRole('button', '撤销').blur());
    await wait(1999);
    expect(isShown()).toBe(true);
    await wait(1);
    expect(isShown()).toBe(false);
  });

  it('undoes once and goes', async () => {
    const undo = vi.fn();
    await show(undo);
    await click(byRole('button', '撤销'));
    await wait(TOAST_MS * 2);
    expect(undo).toHaveBeenCalledTimes(1);
    expect(isShown()).toBe(false);
  });

  it('is said politely, in a place that was there before', async () => {
    const place = root.querySelector('[aria-live=polite]');
    await show();
    expect(place?.textContent).toContain('笔记一起进了回收站');
  });

  it('makes room: the fourth sends the first away', async () => {
    for (const number of ['一', '二', '三', '四']) await act(() => void showToast({ text: `第${number}条` }));
    expect(root.textContent).not.toContain('第一条');
    expect(root.textContent).toContain('第四条');
  });
});

it('gives the focus back to where it came from when 撤销 is pressed', async () => {
  const before = document.createElement('button');
  document.body.append(before);
  before.focus();
  await show();
  byRole('button', '撤销').focus();
  await click(byRole('button', '撤销'));
  expect(document.activeElement).toBe(before);
  before.remove();
});
