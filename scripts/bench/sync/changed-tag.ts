import 'fake-indexeddb/auto';
import { openStore } from '../../../utils/library/store.ts';
import { write } from '../../../utils/library/write.ts';
import { runSync } from '../../../utils/sync/run-sync.ts';
import type { SeatedMember, Stand } from './stand.ts';

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
