// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { act } from 'preact/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import { Toasts } from '../../components/controls/Toasts.tsx';
import { RulesSection } from '../../components/settings/RulesSection.tsx';
import { setLanguage } from '../../utils/appearance.ts';
import { localLibrary } from '../../utils/library/local-library.ts';
import { openStore } from '../../utils/library/store.ts';
import { rulesFile } from '../../utils/sites/rules-file.ts';
import type { SiteRule } from '../../utils/sites/site-rule.ts';
import { byRole, click, mount, unmount } from './mount.ts';

vi.hoisted(() => {
  const area = { get: async () => ({}), set: async () => undefined };
  const api = { runtime: { id: 'our-extension' }, storage: { session: area, local: area } };
  Object.assign(globalThis, { chrome: api, browser: api });
});

const OWN: SiteRule = {
  site: 'zhibanshi.example',
  path: null,
  field: 'source',
  take: { from: 'label', word: '稿源' },
  example: '坐席手记',
};

let root: HTMLElement | null = null;
afterEach(async () => {
  if (root) await unmount(root);
});

it('gives the reader’s own rules back that an imported file has replaced', async () => {
  setLanguage('zh-CN');
  const library = localLibrary(await openStore('reader-1', 'zzzz'), () => undefined);
  const own = await library.saveSiteRule(OWN);
  root = await mount(
    <>
      <RulesSection library={library} />
      <Toasts />
    </>,
  );
  const imported = { ...own, take: { from: 'meta', name: 'x-provider' } as const };
  const file = new File([JSON.stringify(rulesFile([imported]))], 'rules.json');
  const field = root.querySelector('input[type=file]');
  Object.defineProperty(field, 'files', { value: [file] });
  await act(() => void field?.dispatchEvent(new Event('change', { bubbles: true })));
  await vi.waitFor(async () => expect((await library.siteRules())[0]?.take).toEqual(imported.take));
  await vi.waitFor(() => expect(root?.textContent).toContain('已导入 1 条规则'));
  await click(byRole('button', '撤销'));
  await vi.waitFor(async () => expect(await library.siteRules()).toEqual([own]));
});
