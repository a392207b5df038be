import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { weaveHtml } from '../../../utils/messages/woven-html.ts';
import { type FakeSettings, installFakeBrowser } from '../../fake-browser.ts';
import { sampleReading } from '../library/sample-reading.ts';

const LINK = 'https://news.example/guancha/102.html';
const settings: FakeSettings = { granted: new Set(['https://news.example/*']) };
const log = installFakeBrowser(settings);
const { followAlarm } = await import('../../../entrypoints/background/follow-events.ts');
const { followLoadedTab } = await import('../../../entrypoints/background/gather.ts');
const { runSaveMenu } = await import('../../../entrypoints/background/run-save-menu.ts');
const { openCurrentLibrary } = await import('../../../utils/library/open-library.ts');
const { SAVE_LINK } = await import('../../../utils/toolbar/menus.ts');

beforeEach(async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  log.reset();
  vi.useFakeTimers({ toFake: ['Date'] });
  await fakeBrowser.storage.local.set({ language: 'zh-CN' });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const save = () => runSaveMenu({ menuItemId: SAVE_LINK, linkUrl: LINK, linkText: '下一篇' }, { id: 1 });
const kept = async () => (await openCurrentLibrary()).articleAt(LINK);

it('says on the button of the tab it was asked from that a link leads to no article', async () => {
  settings.inject = pageThatIs('list');
  await save();
  await followLoadedTab(1001);
  expect(log.titles.get(1)).toContain('不是文章');
  expect(log.badges.get(1)).toBe('!');
  expect(log.closed).toEqual([1001]);
  expect(await kept()).toBeNull();
});

it('says there that it could not be read', async () => {
  settings.inject = () => {
    throw new Error('Frame with ID 0 is showing error page');
  };
  await save();
  await followLoadedTab(1001);
  expect(log.titles.get(1)).toContain('那个链接没有收藏成');
  expect(log.closed).toEqual([1001]);
});

it('gives a page up that never loads, though no page of ours is open, and says so', async () => {
  await save();
  const [alarm] = await fakeBrowser.alarms.getAll();
  vi.setSystemTime(Date.now() + 60_000);
  await followAlarm(alarm?.name ?? '');
  expect(log.titles.get(1)).toContain('那个链接没有收藏成');
  expect(log.closed).toEqual([1001]);
});

it('says nothing of one that is kept', async () => {
  settings.inject = pageThatIs('article');
  await save();
  await followLoadedTab(1001);
  expect((await kept())?.title).toBe('接起电话之前');
  expect(log.titles.get(1)).toBeUndefined();
});

function pageThatIs(kind: 'article' | 'list'): NonNullable<FakeSettings['inject']> {
  const { html, ...reading } = sampleReading();
  const given = { ...reading, kind, html: weaveHtml(html, reading.text) };
  return ({ file }) => (file === null ? LINK : given);
}
