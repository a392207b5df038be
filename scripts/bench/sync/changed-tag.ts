import 'fake-indexeddb/auto';
import type { Browser } from 'wxt/browser';
import { openStore } from '../../../utils/library/store.ts';
import { write } from '../../../utils/library/write.ts';
import { runSync } from '../../../utils/sync/run-sync.ts';
import type { ChromiumProfile } from '../../launch-chromium.ts';
import { signIn } from './first-sync.ts';
import { type Counter, countHeads, type Heads } from './heads.ts';
import type { SeatedMember, Stand } from './stand.ts';

declare const chrome: typeof Browser;

export interface TagBytes {
  /** Bytes of all request bodies, and of all answers' bodies, from the change of one tag until the device that made it has nothing left to do. */
  up: number;
  down: number;
  requests: number;
  /** What another device receives for it. */
  elsewhere: number;
}

/** Syncs two devices, changes one tag's colour on the first, and counts what that costs: the product's own store and sync, over the service's own routes. */
export async function measureChangedTag(stand: Stand, member: SeatedMember): Promise<TagBytes> {
  const counted = { up: 0, down: 0, requests: 0 };
  const counting: typeof fetch = async (input, init) => {
    counted.requests += 1;
    counted.up += typeof init?.body === 'string' ? Buffer.byteLength(init.body) : 0;
    const response = await fetch(input, init);
    const body = await response.arrayBuffer();
    counted.down += body.byteLength;
    return new Response(body, response);
  };
  const access = { address: stand.service.origin, token: member.token, fetch: counting };
  const { signal } = new AbortController();
  const stores = [await openStore('first', 'aaaa'), await openStore('second', 'bbbb')] as const;
  const sync = async (store: (typeof stores)[number]) => {
    Object.assign(counted, { up: 0, down: 0, requests: 0 });
    await runSync({ store, access, signal, announce: () => undefined });
    return { ...counted };
  };
  const [first, second] = stores;
  await write(first, (writer) =>
    writer.set('tag', 'a'.repeat(32), { name: '年终报告', colour: 2, deleted: false }),
  );
  await sync(first);
  await sync(second);
  await write(first, (writer) => writer.set('tag', 'a'.repeat(32), { colour: 3 }));
  const own = await sync(first);
  const elsewhere = (await sync(second)).down;
  for (const { database } of stores) database.close();
  return { ...own, elsewhere };
}

/** The heads of the same in Chromium, whose requests say more of themselves than Node's, and which asks beforehand whether it may. */
export async function measureHeads(
  stand: Stand,
  profile: ChromiumProfile,
  member: SeatedMember,
): Promise<{ preflights: Heads; requests: Heads }> {
  await using counter: Counter = await countHeads(stand.service.origin);
  const page = await profile.context.newPage();
  await page.goto(profile.pageAddress('options.html'));
  await signIn(page, member, counter.origin);
  // What the sign-in began ends before this one begins; both sides are compared ten minutes later, which nobody waits for here.
  await page.evaluate(() => chrome.runtime.sendMessage({ name: 'sync-now' }));
  counter.take();
  await page.evaluate(async (database) => {
    const opened = await new Promise<IDBDatabase>((done) => {
      const opening = indexedDB.open(database);
      opening.onsuccess = () => done(opening.result);
    });
    const transaction = opened.transaction(['records', 'outbox'], 'readwrite');
    const own = { kind: 'tag', id: 'b'.repeat(32), version: 1 };
    const stamp = `${Date.now()}-0000-bench001`;
    const fields = { name: [stamp, '年终报告'], colour: [stamp, 3], deleted: [stamp, false] };
    transaction.objectStore('records').put({ ...own, fields, notes: {}, links: [] });
    transaction.objectStore('outbox').put({ ...own, unsent: [stamp], offered: [], since: Date.now() });
    await new Promise((done) => {
      transaction.oncomplete = done;
    });
    opened.close();
    await chrome.runtime.sendMessage({ name: 'sync-now' });
  }, `library-${member.id}`);
  await page.close();
  return counter.take();
}
