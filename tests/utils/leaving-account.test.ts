import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Session } from '../../utils/account/session.ts';
import { sampleReading } from './library/sample-reading.ts';

/** Whatever runs in one context of the browser; a new one stands for a browser that was started again. */
async function openContext() {
  vi.resetModules();
  const [session, leaving, opening, onlyHere] = await Promise.all([
    import('../../utils/account/session.ts'),
    import('../../utils/leaving-account.ts'),
    import('../../utils/library/open-library.ts'),
    import('../../utils/library/only-here.ts'),
  ]);
  return { ...session, ...leaving, ...opening, ...onlyHere };
}

function sessionOf(memberId: string): Session {
  const member = { id: memberId, name: '', phone: '138****0000' };
  return { memberId, token: `token of ${memberId}`, member, serviceAddress: 'https://service.example/' };
}

async function libraryNames(): Promise<string[]> {
  const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
  return names.filter((name) => name.startsWith('library-')).sort();
}

let context: Awaited<ReturnType<typeof openContext>>;
beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  context = await openContext();
});

async function saveAs(account: string, title: string) {
  const library = await context.openLibrary(account);
  const reading = sampleReading({ title });
  return library.saveArticle({ address: `https://news.example/${account}.html`, reading, savedAt: 1 });
}

async function titlesOf(account: string) {
  return (await (await context.openLibrary(account)).articles()).map(({ title }) => title);
}

describe('signing out', () => {
  it('keeps the library for the next sign-in', async () => {
    await context.storeSession(sessionOf('member-1'));
    await saveAs('member-1', '留着的');
    expect((await context.endSession(false))?.memberId).toBe('member-1');
    await context.removeLeftLibraries();
    expect(await context.currentSession()).toBeNull();
    await context.storeSession(sessionOf('member-1'));
    expect(await titlesOf('member-1')).toEqual(['留着的']);
  });

  it("removes the member's library where that is wanted, and nobody else's", async () => {
    await saveAs('guest', '访客的');
    await saveAs('member-2', '另一个会员的');
    await context.storeSession(sessionOf('member-1'));
    await saveAs('member-1', '要删的');
    await context.endSession(true);
    await context.removeLeftLibraries();
    expect(await libraryNames()).toEqual(['library-guest', 'library-member-2']);
    expect(await titlesOf('guest')).toEqual(['访客的']);
    expect(await titlesOf('member-2')).toEqual(['另一个会员的']);
  });

  it('removes it at the next start where the browser died right after', async () => {
    await context.storeSession(sessionOf('member-1'));
    await saveAs('member-1', '要删的');
    await context.endSession(true);
    expect(await libraryNames()).toEqual(['library-member-1']);
    context = await openContext();
    await context.removeLeftLibraries();
    expect(await libraryNames()).toEqual([]);
  });

  it('removes it before the same member signs in again, and then not what is new', async () => {
    await context.storeSession(sessionOf('member-1'));
    await saveAs('member-1', '要删的');
    await context.endSession(true);
    context = await openContext();
    await context.storeSession(sessionOf('member-1'));
    expect(await titlesOf('member-1')).toEqual([]);
    await saveAs('member-1', '再登录以后的');
    await context.removeLeftLibraries();
    expect(await titlesOf('member-1')).toEqual(['再登录以后的']);
  });

  it('is never made anew by a page that was still open', async () => {
    await context.storeSession(sessionOf('member-1'));
    await context.endSession(true);
    await context.removeLeftLibraries();
    await expect(saveAs('member-1', '关页面时才写下的')).rejects.toThrow('was removed');
    expect(await libraryNames()).toEqual([]);
  });

  it('tells what is on this device alone before it goes', async () => {
    await context.storeSession(sessionOf('member-1'));
    expect(await context.countOnlyHere('member-1')).toBe(0);
    await saveAs('member-1', '没送出的');
    const library = await context.openLibrary('member-1');
    await library.setDraft('article:x', '还在写');
    expect(await context.countOnlyHere('member-1')).toBe(2);
  });

  it('forgets a picture of the member that waited to be sent, with the library', async () => {
    await context.storeSession(sessionOf('member-1'));
    const { queueAvatar, queuedAvatar } = await import('../../utils/account/queued-avatar.ts');
    await queueAvatar(new Blob(['x'], { type: 'image/png' }));
    await context.endSession(true);
    await context.storeSession(sessionOf('member-1'));
    expect(await queuedAvatar()).toBeNull();
  });
});
