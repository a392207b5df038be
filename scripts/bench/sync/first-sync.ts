import type { Page } from 'playwright-core';
import type { Browser } from 'wxt/browser';
import type { ChromiumProfile } from '../../launch-chromium.ts';
import type { SeatedMember, Stand } from './stand.ts';

declare const chrome: typeof Browser;

/**
 * Seconds from the sign-in on a new profile of Chromium until the extension says that all is synced, `records` of them being on its disk. The
 * extension is the production build, and it syncs by itself: the page that signs in only waits.
 */
export async function firstSyncSeconds(
  stand: Stand,
  profile: ChromiumProfile,
  member: SeatedMember,
  records: number,
): Promise<number> {
  const page = await profile.context.newPage();
  await page.goto(profile.pageAddress('account.html'));
  const result = await signIn(page, member, stand.service.origin);
  if (result.count !== records) throw new Error(`${result.count} records arrived instead of ${records}`);
  return result.seconds;
}

/** Signs a member in on a page of the extension, and settles once all is synced: after how many seconds, and how many records there are. */
export function signIn(
  page: Page,
  { id, token }: SeatedMember,
  serviceAddress: string,
): Promise<{ seconds: number; count: number }> {
  const member = { id, name: '读者', phone: '' };
  return page.evaluate(signInAndWait, { memberId: id, token, member, serviceAddress });
}

/** Runs in the extension's page: stores the session as the account page does, tells of it, and waits for the notice that all is synced. */
async function signInAndWait(session: { memberId: string }): Promise<{ seconds: number; count: number }> {
  const open = (name: string) =>
    new Promise<IDBDatabase>((done, fail) => {
      const opening = indexedDB.open(name);
      opening.onupgradeneeded = () => opening.result.createObjectStore('current');
      opening.onsuccess = () => done(opening.result);
      opening.onerror = () => fail(opening.error);
    });
  const finished = <T>(request: IDBRequest<T>) =>
    new Promise<T>((done, fail) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
  const current = await open('session');
  await finished(current.transaction('current', 'readwrite').objectStore('current').put(session, 'session'));
  current.close();
  const start = performance.now();
  const synced = new Promise<void>((done, fail) => {
    new BroadcastChannel('view-notices sync-changed').onmessage = ({ data: { body } }) => {
      if (body.status === 'synced') done();
      if (body.status === 'attention') fail(new Error(`the sync stopped: ${body.reason}`));
    };
  });
  void chrome.runtime.sendMessage({ name: 'session-changed' });
  await synced;
  const seconds = (performance.now() - start) / 1000;
  const library = await open(`library-${session.memberId}`);
  const count = await finished(library.transaction('records').objectStore('records').count());
  library.close();
  return { seconds, count };
}
