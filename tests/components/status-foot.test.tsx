// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { StatusFoot } from '../../components/controls/StatusFoot.tsx';
import { SideFoot } from '../../components/library/SideFoot.tsx';
import { setLanguage } from '../../utils/appearance.ts';
import type { SyncState } from '../../utils/messages/contract.ts';
import { byRole, click, mount, unmount } from './mount.ts';

const NOW = Date.UTC(2026, 10, 20, 4, 0);
const SYNCED: SyncState = {
  status: 'synced',
  waiting: 0,
  lastSyncedAt: NOW - 5 * 60_000,
  reason: null,
  retryAt: null,
  progress: null,
  member: { id: 'm1', name: '沈若溪', phone: '138 **** 4071' },
};

const STATES: [string, SyncState, string, string][] = [
  ['in step', SYNCED, '已同步 · 5 分钟前', 'Synced · 5 min ago'],
  [
    'with something to send',
    { ...SYNCED, status: 'waiting', waiting: 3 },
    '3 条待同步 · 5 分钟前',
    '3 to send · 5 min ago',
  ],
  [
    'without a network',
    { ...SYNCED, status: 'offline', waiting: 3 },
    '离线 · 3 条待同步',
    'Offline · 3 to send',
  ],
  [
    'without its service',
    { ...SYNCED, status: 'offline', reason: 'service-unreachable' },
    '离线 · 连不上服务器',
    'Offline · service unreachable',
  ],
  [
    'with a refused record',
    { ...SYNCED, status: 'attention', reason: 'refused' },
    '需要处理 · 有内容被退回',
    'Needs attention · something was refused',
  ],
  [
    'signed out',
    { ...SYNCED, status: 'attention', reason: 'signed-out' },
    '需要处理 · 登录已失效',
    'Needs attention · signed out',
  ],
  [
    'a guest’s',
    { ...SYNCED, status: 'guest', member: null },
    '只存本机 · 5 分钟前',
    'This device only · 5 min ago',
  ],
];

let root: HTMLElement | null = null;
beforeEach(() => setLanguage('zh-CN'));
afterEach(async () => {
  if (root) await unmount(root);
  root = null;
});

const statesRead = () => [...document.querySelectorAll('[role=status]')].map((place) => place.textContent);

it.each(STATES)('a library %s says so and why, in both languages', async (_, state, chinese, english) => {
  for (const [language, words] of [
    ['zh-CN', chinese],
    ['en', english],
  ] as const) {
    setLanguage(language);
    root = await mount(<StatusFoot state={state} now={NOW} />);
    expect(root.querySelector('a')?.textContent).toBe(words.split(' · ')[0]);
    expect(root.textContent?.endsWith(words)).toBe(true);
  }
});

it.each(STATES)(
  'the side column of a library %s has the same word, and reads it aloud once',
  async (_, state, chinese) => {
    root = await mount(<SideFoot state={state} now={NOW} />);
    expect(statesRead()).toEqual([chinese.split(' · ')[0]]);
  },
);

it('says the same while a sync is under way: only a change is read aloud', async () => {
  root = await mount(<StatusFoot state={{ ...SYNCED, status: 'syncing' }} now={NOW} />);
  expect(statesRead()).toEqual(['已同步']);
  root = await mount(<StatusFoot state={{ ...SYNCED, status: 'syncing', waiting: 2 }} now={NOW} />);
  expect(statesRead()).toEqual(['2 条待同步']);
  root = await mount(<StatusFoot state={{ ...SYNCED, status: 'syncing', lastSyncedAt: null }} now={NOW} />);
  expect(statesRead()).toEqual(['正在同步']);
  const progress = { done: 500, total: 2000 };
  root = await mount(<StatusFoot state={{ ...SYNCED, status: 'syncing', waiting: 2, progress }} now={NOW} />);
  expect(statesRead()).toEqual(['正在同步']);
});

it('leads to the sync page, by the popup’s own way where there is one', async () => {
  root = await mount(<StatusFoot state={SYNCED} now={NOW} />);
  expect(byRole('link', '已同步').getAttribute('href')).toBe('/library.html#/sync');
  const onOpen = vi.fn();
  root = await mount(<StatusFoot state={SYNCED} onOpen={onOpen} now={NOW} />);
  await click(byRole('link', '已同步'));
  expect(onOpen).toHaveBeenCalledWith('library.html#/sync');
});

it('a library with notes that differ is not said to be in step, on any foot that knows of them', async () => {
  root = await mount(<StatusFoot state={SYNCED} conflicts={1} now={NOW} />);
  expect(root.textContent).toContain('需要处理 · 两份笔记');
  await unmount(root);
  root = await mount(
    <StatusFoot state={{ ...SYNCED, status: 'waiting', waiting: 2 }} conflicts={3} now={NOW} />,
  );
  expect(root.textContent).toContain('需要处理 · 2 条待同步 · 3 处两份笔记');
  await unmount(root);
  root = await mount(<SideFoot state={SYNCED} conflicts={2} now={NOW} />);
  expect(root.textContent).toContain('需要处理');
  expect(root.textContent).not.toContain('已同步');
});
