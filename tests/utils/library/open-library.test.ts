import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { deleteDB } from 'idb';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { LibraryChange } from '../../../utils/library/library.ts';

type Opening = typeof import('../../../utils/library/open-library.ts');
let opening: Opening;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  // Connections are kept per context: each test is a new one.
  vi.resetModules();
  opening = await import('../../../utils/library/open-library.ts');
});

async function openInAnotherContext(): Promise<void> {
  vi.resetModules();
  const other: Opening = await import('../../../utils/library/open-library.ts');
  await other.openCurrentLibrary();
}

async function signIn(memberId: string | null) {
  const { CURRENT, openSessionDatabase } = await import('../../../utils/current-account.ts');
  const database = await openSessionDatabase();
  if (memberId === null) await database.delete('current', CURRENT);
  else await database.put('current', { memberId }, CURRENT);
}

describe('the current library', () => {
  it("is the guest's until someone signs in, then the member's, each with its own contents", async () => {
    const guest = await opening.openCurrentLibrary();
    expect(guest.account).toBe('guest');
    await guest.switchSite('https://guest.example/*', true);
    await signIn('member-1');
    const member = await opening.openCurrentLibrary();
    expect(member.account).toBe('member-1');
    expect(await member.sites()).toEqual([]);
    await signIn(null);
    expect((await (await opening.openCurrentLibrary()).sites()).map(({ pattern }) => pattern)).toEqual([
      'https://guest.example/*',
    ]);
  });

  it('is opened again after the connection was closed for a newer version', async () => {
    const before = await opening.openCurrentLibrary();
    await before.setPreference('reader-size', 18);
    await deleteDB('library-guest'); // asks every connection to close, as an upgrade does
    await expect(before.preference('reader-size')).rejects.toThrow();
    const after = await opening.openCurrentLibrary();
    expect(await after.preference('reader-size')).toBeNull();
  });

  it('asks the browser never to clear it, from a page alone, and not again once that is promised', async () => {
    const persist = vi.fn(async () => true);
    let isPromised = false;
    const storage = { persist, persisted: async () => isPromised };
    vi.stubGlobal('navigator', { locks: navigator.locks, storage });
    onTestFinished(() => void vi.unstubAllGlobals());
    await opening.openCurrentLibrary();
    expect(persist).not.toHaveBeenCalled(); // a worker can't ask
    vi.stubGlobal('document', {});
    await openInAnotherContext();
    await vi.waitFor(() => expect(persist).toHaveBeenCalledTimes(1));
    isPromised = true;
    await openInAnotherContext();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(persist).toHaveBeenCalledTimes(1);
  });

  it('shares one connection in a context', async () => {
    const stores = await Promise.all([opening.openAccountStore('guest'), opening.openAccountStore('guest')]);
    expect(stores[0]).toBe(stores[1]);
  });

  it('tells every listener what changed, and only when something did', async () => {
    const { onNotice } = await import('../../../utils/view-notices.ts');
    const heard: LibraryChange[] = [];
    const listening = new AbortController();
    onNotice('library-changed', (change) => heard.push(change), listening.signal);
    const library = await opening.openCurrentLibrary();
    const site = await library.switchSite('https://news.example/*', true);
    await library.switchSite('https://news.example/*', true);
    await vi.waitFor(() => expect(heard).not.toEqual([]));
    expect(heard).toEqual([{ account: 'guest', records: [{ kind: 'site', id: site.id }] }]);
    listening.abort();
  });

  it('offers what a guest kept to the member who signs in, once', async () => {
    const { guestCounts, mergeGuestLibrary } = await import('../../../utils/library/merge-guest.ts');
    const { sampleReading } = await import('./sample-reading.ts');
    const guest = await opening.openCurrentLibrary();
    await guest.saveArticle({ address: 'https://news.example/1.html', reading: sampleReading(), savedAt: 1 });
    expect(await mergeGuestLibrary('member-1')).toBeNull();
    await signIn('member-1');
    expect(await guestCounts()).toEqual({ articles: 1, marks: 0, tags: 0 });
    expect(await mergeGuestLibrary('member-1')).toEqual({ articles: 1, marks: 0, tags: 0 });
    expect(await guestCounts()).toEqual({ articles: 0, marks: 0, tags: 0 });
    expect(await (await opening.openCurrentLibrary()).articles()).toHaveLength(1);
  });
});
