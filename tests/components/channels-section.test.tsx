// @vitest-environment jsdom
import { locks } from 'node:worker_threads';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { dismissToast, toasts } from '../../components/controls/toasts.ts';
import { channelTexts } from '../../locales/channels.ts';
import { setLanguage } from '../../utils/appearance.ts';
import { byRole, click, mount, type, unmount } from './mount.ts';

/** A browser that tells of its changes, with an administrator's channel, and that keeps nothing when a test says so. */
const world = vi.hoisted(() => {
  const kept: Record<string, unknown> = {};
  const listeners = new Set<(changes: object, area: string) => void>();
  const state = { isFull: false };
  const change = async (changes: Record<string, unknown>) => {
    if (state.isFull) throw new Error('the disk is full');
    for (const [key, value] of Object.entries(changes)) {
      if (value === undefined) delete kept[key];
      else kept[key] = value;
    }
    for (const listen of listeners) listen(changes, 'local');
  };
  const local = {
    get: async () => ({ ...kept }),
    set: change,
    remove: (key: string) => change({ [key]: undefined }),
  };
  const managed = { get: async () => ({ channels: ['行内观点'] }) };
  const onChanged = {
    addListener: (listen: (changes: object, area: string) => void) => listeners.add(listen),
    removeListener: (listen: (changes: object, area: string) => void) => listeners.delete(listen),
  };
  const api = { runtime: { id: 'our-extension' }, storage: { local, managed, session: local, onChanged } };
  Object.assign(globalThis, { chrome: api, browser: api });
  return { kept, state };
});

const { ChannelsSection } = await import('../../components/settings/ChannelsSection.tsx');
const texts = channelTexts['zh-CN'];
let root: HTMLElement;

beforeEach(async () => {
  Object.assign(navigator, { locks }); // jsdom has none
  setLanguage('zh-CN');
  root = await mount(<ChannelsSection />);
  await settle();
});
afterEach(async () => {
  for (const toast of toasts.value) dismissToast(toast.id);
  await unmount(root);
  world.state.isFull = false;
  delete world.kept.channels;
});

const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 10)));
const shown = () => [...root.querySelectorAll('tbody th b')].map(({ textContent }) => textContent);
const undo = async () => {
  await act(() => toasts.value.at(-1)?.action?.onAction());
  await settle();
};
async function add(name: string): Promise<void> {
  const field = root.querySelector('input');
  if (!field) throw new Error('no field');
  await type(field, name);
  await act(() => root.querySelector('form')?.requestSubmit());
  await settle();
}

it('lists our channels under the administrator’s, of which the reader can remove none', () => {
  expect(shown()).toEqual(['行内观点', '观察', '侃柴', '服务观察', '客户观察']);
  expect(root.querySelectorAll('tbody button')).toHaveLength(4);
  expect(root.textContent).not.toContain(texts.back);
});

it('adds a name without the blanks around it, and leads back to ours', async () => {
  await add(' 行业动态 ');
  expect(world.kept.channels).toEqual(['观察', '侃柴', '服务观察', '客户观察', '行业动态']);
  expect(shown().at(-1)).toBe('行业动态');
  await click(byRole('button', texts.back));
  await settle();
  expect(shown()).not.toContain('行业动态');
  expect(world.kept).not.toHaveProperty('channels');
  await undo();
  expect(shown()).toContain('行业动态');
});

it.each([
  ['nothing', ' ', texts.empty],
  ['a name of 21 characters', '一二三四五六七八九十一二三四五六七八九十一', texts.tooLong(20)],
  ['one that is there', '侃柴', texts.known('侃柴')],
  ['one that is the administrator’s', '行内观点', texts.known('行内观点')],
])('adds not %s, and says why', async (_, name, words) => {
  await add(name);
  expect(root.textContent).toContain(words);
  expect(world.kept).not.toHaveProperty('channels');
  expect(root.querySelector('input')?.value).toBe(name);
});

it('takes full and half width for the same, and holds fifty', async () => {
  await add('ＡＩ观点');
  await add('ai观点');
  expect(root.textContent).toContain(texts.known('ＡＩ观点'));
  for (let count = 6; count <= 50; count += 1) await add(`频道 ${count}`);
  expect(world.kept.channels).toHaveLength(50);
  await add('第五十一个');
  expect(root.textContent).toContain(texts.full(50));
  expect(world.kept.channels).toHaveLength(50);
});

it('removes one at once, gives its button’s place to the next, and puts it back where it was', async () => {
  byRole('button', texts.remove('侃柴')).focus();
  await click(byRole('button', texts.remove('侃柴')));
  await settle();
  expect(shown()).toEqual(['行内观点', '观察', '服务观察', '客户观察']);
  expect(document.activeElement?.getAttribute('aria-label')).toBe(texts.remove('服务观察'));
  await undo();
  expect(shown()).toEqual(['行内观点', '观察', '侃柴', '服务观察', '客户观察']);
});

it('says so where a change could not be kept', async () => {
  world.state.isFull = true;
  await click(byRole('button', texts.remove('侃柴')));
  await settle();
  expect(root.textContent).toContain(texts.failed);
  await add('行业动态');
  expect(root.querySelector('input')?.value).toBe('行业动态');
  expect(shown()).toEqual(['行内观点', '观察', '侃柴', '服务观察', '客户观察']);
});
