import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { installFakeBrowser } from '../../fake-browser.ts';

const PAGE = 'https://news.example/guancha/101.html';
const PHOTO = 'https://img.example/photo.png';
const log = installFakeBrowser({ granted: new Set(['https://img.example/*']) });
const { runSaveMenu } = await import('../../../entrypoints/background/run-save-menu.ts');
const { MAX_IMAGE_BYTES } = await import('../../../utils/keeping/keep-page.ts');
const { openCurrentLibrary, openCurrentStore } = await import('../../../utils/library/open-library.ts');
const { SAVE_IMAGE } = await import('../../../utils/toolbar/menus.ts');

let bytes = 0;
beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  log.reset();
  await fakeBrowser.storage.local.set({ language: 'zh-CN' });
  const answer = () => new Response(new Uint8Array(bytes), { headers: { 'content-type': 'image/png' } });
  vi.stubGlobal('fetch', async () => answer());
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const save = () =>
  runSaveMenu({ menuItemId: SAVE_IMAGE, srcUrl: PHOTO }, { id: 1, url: PAGE, title: '接起电话之前' });
const kept = async () => (await openCurrentLibrary()).articleAt(PHOTO);

it('says on the button that an image was too large to be kept, and keeps no empty article', async () => {
  bytes = MAX_IMAGE_BYTES + 1;
  await save();
  expect(log.titles.get(1)).toContain('没有取到');
  expect(await kept()).toBeNull();
});

it('says on the button that it could not be kept', async () => {
  bytes = 100;
  const { database } = await openCurrentStore();
  vi.spyOn(database, 'transaction').mockImplementation(() => {
    throw new Error('the disk does not answer');
  });
  await save();
  expect(log.titles.get(1)).toContain('没有收藏成');
});

it('keeps an image by itself', async () => {
  bytes = 100;
  await save();
  expect((await kept())?.title).toBe('接起电话之前 · photo.png');
  expect(log.badges.get(1)).not.toBe('!');
});
