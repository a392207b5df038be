// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { afterEach, expect, it, vi } from 'vitest';
import { KeptTexts } from '../../components/library/KeptTexts.tsx';
import { setLanguage } from '../../utils/appearance.ts';
import { localLibrary } from '../../utils/library/local-library.ts';
import { openAccountStore } from '../../utils/library/open-library.ts';
import { write } from '../../utils/library/write.ts';
import { noteDamaged } from '../../utils/sync/damaged-blobs.ts';
import { chooseOffline } from '../../utils/sync/offline-choice.ts';
import { mount, unmount } from './mount.ts';

vi.hoisted(() => {
  const area = { get: async () => ({}), set: async () => undefined };
  const api = { runtime: { id: 'our-extension' }, storage: { session: area, local: area } };
  Object.assign(globalThis, { chrome: api, browser: api });
});

let root: HTMLElement | null = null;
afterEach(async () => {
  if (root) await unmount(root);
});

it('says of a text that came damaged what it is, and not that it is being fetched', async () => {
  setLanguage('zh-CN');
  const store = await openAccountStore('reader-1');
  const hash = 'a'.repeat(64);
  await write(store, (writer) =>
    writer.set('article', 'a1', {
      address: 'https://example.cn/1',
      [`snapshot:${hash}`]: { savedAt: 1, characters: 4, images: [] },
    }),
  );
  await chooseOffline(store, { choice: 'all', isStopped: false });
  await noteDamaged(store, [hash]);
  root = await mount(<KeptTexts library={localLibrary(store, () => undefined)} isTakingIn={false} />);
  await vi.waitFor(() => expect(root?.textContent).toContain('服务上的坏了'));
  expect(root.textContent).toContain('1 份，没有存下');
  expect(root.textContent).not.toContain('正在取回');
  expect(root.textContent).not.toContain('全部都在');
});
