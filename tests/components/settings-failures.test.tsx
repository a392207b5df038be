// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { locks } from 'node:worker_threads';
import { IDBFactory } from 'fake-indexeddb';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { backupTexts } from '../../locales/backup.ts';
import { optionsTexts } from '../../locales/options.ts';
import { upkeepTexts } from '../../locales/upkeep.ts';
import { setLanguage } from '../../utils/appearance.ts';
import type { Library } from '../../utils/library/library.ts';
import { byRole, click, mount, type, unmount } from './mount.ts';

/** A browser of which parts break when a test says so. */
const broken = vi.hoisted(() => {
  const parts = new Set<string>();
  const answer = (part: string, value: unknown) => async () => {
    if (parts.has(part)) throw new Error(`${part} is broken`);
    return value;
  };
  const kept: Record<string, unknown> = {};
  const local = {
    get: async () => (parts.has('read') ? Promise.reject(new Error('broken')) : { ...kept }),
    set: async (values: object) => {
      if (parts.has('keep')) throw new Error('the disk is full');
      Object.assign(kept, values);
    },
    remove: answer('keep', undefined),
  };
  const empty = { get: async () => ({}), set: async () => undefined };
  const event = { addListener: () => undefined, removeListener: () => undefined };
  const api = {
    runtime: { id: 'our-extension' },
    storage: { session: empty, managed: empty, local, onChanged: event },
    permissions: { contains: answer('permissions', true), onAdded: event, onRemoved: event },
  };
  Object.assign(globalThis, { chrome: api, browser: api });
  return { parts, kept };
});

const { BackupSection } = await import('../../components/settings/BackupSection.tsx');
const { CheckSection } = await import('../../components/settings/CheckSection.tsx');
const { ServiceSection } = await import('../../components/settings/ServiceSection.tsx');
const { SitesSection } = await import('../../components/settings/SitesSection.tsx');
const { StorageSection } = await import('../../components/settings/StorageSection.tsx');
const { checkLibrary } = await import('../../utils/library/check-library.ts');
const { announceChange, openAccountStore, openLibrary } = await import('../../utils/library/open-library.ts');

const texts = optionsTexts['zh-CN'];
const backup = backupTexts['zh-CN'];
let tests = 0;
let library: Library;
let root: HTMLElement;
beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  setLanguage('zh-CN');
  broken.parts.clear();
  for (const name of Object.keys(broken.kept)) delete broken.kept[name];
  tests += 1;
  library = await openLibrary(`reader-${tests}`);
});
afterEach(async () => {
  await unmount(root);
  vi.unstubAllGlobals();
});

const untilSaid = (words: string) =>
  vi.waitFor(async () => {
    await act(() => new Promise((resolve) => setTimeout(resolve, 10)));
    expect(root.textContent).toContain(words);
  });

describe('the list of sites', () => {
  it('says so where it could not be read, and is there with the next reading', async () => {
    await library.switchSite('https://news.example/*', true);
    broken.parts.add('permissions');
    root = await mount(<SitesSection library={library} />);
    await untilSaid(texts.sitesUnread);
    broken.parts.clear();
    announceChange({ account: library.account, records: [] });
    await untilSaid('news.example');
    expect(root.textContent).not.toContain(texts.sitesUnread);
  });
});

describe('the storage', () => {
  const storage = (persist: () => Promise<boolean>) =>
    vi.stubGlobal('navigator', {
      ...navigator,
      storage: { persist, persisted: async () => false, estimate: async () => ({ usage: 1, quota: 2 }) },
    });

  it('says so where the browser could not even be asked', async () => {
    storage(async () => Promise.reject(new Error('not here')));
    root = await mount(<StorageSection library={library} />);
    await untilSaid(texts.persistedNo);
    await click(byRole('button', texts.persist));
    await untilSaid(texts.persistFailed);
    expect(root.textContent).toContain(texts.persistedNo);
  });

  it('says so where the browser did not agree', async () => {
    storage(async () => false);
    root = await mount(<StorageSection library={library} />);
    await untilSaid(texts.persistedNo);
    await click(byRole('button', texts.persist));
    await untilSaid(texts.persistRefused);
  });
});

describe('the schedule of backups', () => {
  it('stays what it was where another could not be kept, and says so', async () => {
    Object.assign(navigator, { locks });
    root = await mount(<BackupSection library={library} />);
    await untilSaid(backup.schedule);
    const [never, daily] = root.querySelectorAll<HTMLInputElement>('input[type=radio]');
    if (!never || !daily) throw new Error('no choice');
    broken.parts.add('keep');
    await click(daily);
    await untilSaid(backup.notChosen);
    expect([never.checked, daily.checked]).toEqual([true, false]);
    broken.parts.clear();
    await click(daily);
    await vi.waitFor(() => expect(broken.kept.backup).toMatchObject({ every: 'daily' }));
    expect(root.textContent).not.toContain(backup.notChosen);
  });
});

describe('the account service', () => {
  const OWN = 'https://sync.example/';
  const serving = () => vi.stubGlobal('fetch', async () => new Response('ok'));

  it('says so where a new address could not be kept', async () => {
    serving();
    root = await mount(<ServiceSection member={null} />);
    await untilSaid(texts.serviceCheck);
    broken.parts.add('keep');
    await type(byRole('textbox', texts.serviceAddress) as HTMLInputElement, OWN);
    await click(byRole('button', texts.serviceCheck));
    await untilSaid(texts.serviceNotKept);
    expect(root.textContent).not.toContain(texts.serviceOk);
  });

  it('says so where going back could not be kept, and leaves the address in its field', async () => {
    broken.kept.serviceAddress = OWN;
    root = await mount(<ServiceSection member={null} />);
    await untilSaid(texts.serviceBack);
    broken.parts.add('keep');
    await click(byRole('button', texts.serviceBack));
    await untilSaid(texts.serviceNotKept);
    expect((byRole('textbox', texts.serviceAddress) as HTMLInputElement).value).toBe(OWN);
  });

  it('says so where the address in use could not be read', async () => {
    broken.parts.add('read');
    root = await mount(<ServiceSection member={null} />);
    await untilSaid(texts.serviceUnread);
  });
});

describe('what was set aside', () => {
  it('shows up as soon as it is, wherever it was found', async () => {
    root = await mount(<CheckSection library={library} />);
    await act(() => new Promise((resolve) => setTimeout(resolve, 50)));
    expect(root.querySelector('table')).toBeNull();
    const store = await openAccountStore(library.account);
    // Past the types, as a fault of the disk would leave it.
    Reflect.apply(store.database.put, store.database, ['records', { kind: 'article', id: 'no-fields' }]);
    expect(await checkLibrary(store)).toMatchObject({ setAside: 1 });
    announceChange({ account: library.account, records: [] });
    await untilSaid(upkeepTexts['zh-CN'].article);
  });

  it('says so where it could not be read', async () => {
    const store = await openAccountStore(library.account);
    store.database.close();
    root = await mount(<CheckSection library={library} />);
    await untilSaid(upkeepTexts['zh-CN'].asideUnread);
  });
});
