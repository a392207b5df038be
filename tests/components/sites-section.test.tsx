// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { act } from 'preact/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import { SitesSection } from '../../components/settings/SitesSection.tsx';
import { optionsTexts } from '../../locales/options.ts';
import { setLanguage } from '../../utils/appearance.ts';
import type { Library } from '../../utils/library/library.ts';
import { localLibrary } from '../../utils/library/local-library.ts';
import { announceChange } from '../../utils/library/open-library.ts';
import { openStore } from '../../utils/library/store.ts';
import { byRole, click, mount, type, unmount } from './mount.ts';

const texts = optionsTexts['zh-CN'];

interface Origins {
  origins: string[];
}

/** An administrator's list, which is told when the test says so; permissions, and a background that answers or fails. */
const policy = vi.hoisted(() => {
  const waiting: (() => void)[] = [];
  const told = () => new Promise<void>((resolve) => waiting.push(resolve));
  const area = { get: async () => ({}), set: async () => undefined };
  const managed = {
    get: async () => {
      await told();
      return { sites: ['https://managed.example/*'] };
    },
  };
  const granted = new Set<string>();
  const asked: string[] = [];
  let fails = false;
  let refuses = false;
  const sendMessage = async ({ name, body }: { name: string; body: { on: boolean } }) => {
    asked.push(`${name} ${body.on}`);
    return fails ? { error: { code: 'failed', message: 'no room' } } : { answer: undefined };
  };
  const event = { addListener: () => undefined, removeListener: () => undefined };
  const permissions = {
    contains: async ({ origins: [pattern = ''] }: Origins) =>
      granted.has(pattern) || pattern.includes('managed'),
    request: async ({ origins: [pattern = ''] }: Origins) => !refuses && granted.add(pattern).has(pattern),
    remove: async ({ origins: [pattern = ''] }: Origins) => {
      asked.push('remove');
      return granted.delete(pattern);
    },
    onAdded: event,
    onRemoved: event,
  };
  const api = {
    runtime: { id: 'our-extension', sendMessage },
    storage: { session: area, local: area, managed },
    permissions,
  };
  Object.assign(globalThis, { chrome: api, browser: api });
  const failing = (does: boolean) => {
    fails = does;
  };
  const refusing = (does: boolean) => {
    refuses = does;
  };
  return { waiting, granted, asked, failing, refusing };
});

let root: HTMLElement | null = null;
afterEach(async () => {
  if (root) await unmount(root);
  policy.waiting.length = 0;
  policy.asked.length = 0;
  policy.granted.clear();
  policy.failing(false);
  policy.refusing(false);
});

it('leaves the administrator’s sites where they are while the list is read again', async () => {
  const library = localLibrary(await openStore('reader-1', 'zzzz'), () => undefined);
  root = await mount(<SitesSection library={library} />);
  await vi.waitFor(() => expect(policy.waiting).toHaveLength(1));
  policy.waiting[0]?.();
  await vi.waitFor(() => expect(root?.textContent).toContain('managed.example'));
  await library.switchSite('https://own.example/*', true);
  announceChange({ account: 'reader-1', records: [] });
  await vi.waitFor(() => expect(root?.textContent).toContain('own.example'));
  expect(root?.textContent).toContain('managed.example');
});

const OWN = 'https://own.example/*';

async function open(library: Library): Promise<HTMLElement> {
  setLanguage('zh-CN');
  const view = await mount(<SitesSection library={library} />);
  root = view;
  await vi.waitFor(() => expect(view.textContent).toContain('own.example'));
  return view;
}

it('keeps the leave for a site whose removal fails, and gives it back after one that does not', async () => {
  const library = localLibrary(await openStore('reader-2', 'zzzz'), () => undefined);
  await library.switchSite(OWN, true);
  policy.granted.add(OWN);
  policy.failing(true);
  const view = await open(library);
  await click(byRole('button', texts.nameRemove('own.example')));
  await vi.waitFor(() => expect(view.textContent).toContain(texts.siteFailed));
  expect([...policy.granted]).toEqual([OWN]);

  policy.failing(false);
  policy.asked.length = 0;
  await click(byRole('button', texts.nameRemove('own.example')));
  await vi.waitFor(() => expect(policy.asked).toEqual(['site-switched false', 'remove']));
  expect([...policy.granted]).toEqual([]);
});

it('gives new leave back where the site could not be switched on, and keeps old leave', async () => {
  const library = localLibrary(await openStore('reader-3', 'zzzz'), () => undefined);
  await library.switchSite(OWN, true);
  policy.failing(true);
  const view = await open(library);
  await click(byRole('button', texts.nameOn('own.example')));
  await vi.waitFor(() => expect(view.textContent).toContain(texts.siteFailed));
  expect([...policy.granted]).toEqual([]);

  await library.switchSite(OWN, false);
  policy.granted.add(OWN);
  await click(byRole('button', texts.nameOn('own.example')));
  await vi.waitFor(() => expect(policy.asked).toHaveLength(3));
  await vi.waitFor(() => expect(view.textContent).toContain(texts.siteFailed));
  expect([...policy.granted]).toEqual([OWN]);
});

it('keeps the address that the browser refused, says what to press, and gives the focus back', async () => {
  const library = localLibrary(await openStore('reader-5', 'zzzz'), () => undefined);
  await library.switchSite(OWN, true);
  const view = await open(library);
  const field = byRole('textbox', texts.addSite) as HTMLInputElement;
  const add = byRole('button', texts.add);
  const ask = async () => {
    add.focus();
    await act(() => view.querySelector('form')?.requestSubmit());
    expect(document.activeElement?.textContent).toBe(texts.askBrowser);
  };
  await type(field, 'https://new.example/a.html');
  await ask();
  await click(byRole('button', texts.later));
  await vi.waitFor(() => expect(document.activeElement).toBe(add));
  await ask();
  policy.refusing(true);
  await click(byRole('button', texts.askBrowser));
  await vi.waitFor(() => expect(view.textContent).toContain(texts.siteRefused('new.example', texts.add)));
  expect(document.activeElement).toBe(add);
  expect(field.value).toBe('https://new.example/a.html');
  await ask();
  policy.refusing(false);
  await click(byRole('button', texts.askBrowser));
  await vi.waitFor(() => expect(field.value).toBe(''));
  expect(policy.asked).toContain('site-switched true');
});

it('shows what was read last, though a reading from before is slower', async () => {
  const library = localLibrary(await openStore('reader-4', 'zzzz'), () => undefined);
  await library.switchSite(OWN, true);
  const slow: (() => void)[] = [];
  const sites = async () => {
    const read = await library.sites();
    if (slow.length === 0) await new Promise<void>((resolve) => slow.push(resolve));
    return read;
  };
  setLanguage('zh-CN');
  const view = await mount(<SitesSection library={{ ...library, sites }} />);
  root = view;
  await vi.waitFor(() => expect(slow).toHaveLength(1));
  await library.switchSite('https://later.example/*', true);
  policy.waiting[0]?.();
  await vi.waitFor(() => expect(view.textContent).toContain('later.example'));
  slow[0]?.();
  await act(() => new Promise((resolve) => setTimeout(resolve, 50)));
  expect(view.textContent).toContain('later.example');
});
