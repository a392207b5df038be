// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { afterEach, expect, it, vi } from 'vitest';
import { DuplicatesView } from '../../components/duplicates/DuplicatesView.tsx';
import { useDuplicates } from '../../components/duplicates/use-duplicates.ts';
import { duplicateTexts } from '../../locales/duplicates.ts';
import { setLanguage } from '../../utils/appearance.ts';
import type { Library, ListRow } from '../../utils/library/library.ts';
import { localLibrary } from '../../utils/library/local-library.ts';
import { openStore } from '../../utils/library/store.ts';
import { mount, unmount } from './mount.ts';

const texts = duplicateTexts['zh-CN'];
let root: HTMLElement;
afterEach(async () => {
  await unmount(root);
  vi.unstubAllGlobals();
});

function Shown({ library, rows }: { library: Library; rows: ListRow[] }) {
  return <DuplicatesView library={library} rows={rows} groups={useDuplicates(library, rows)} />;
}

it('nothing is said to be kept once before that was looked for', async () => {
  vi.stubGlobal('requestIdleCallback', (done: () => void) => setTimeout(done)); // jsdom has none
  setLanguage('zh-CN');
  const library = localLibrary(await openStore('guest', 'aaaa', Date.now), () => {});
  root = await mount(<Shown library={library} rows={[]} />);
  expect(root.textContent).not.toContain(texts.none);
  expect(root.textContent).toContain(texts.looking);
  await vi.waitFor(() => expect(root.textContent).toContain(texts.none));
  expect(root.textContent).not.toContain(texts.looking);
});
