import 'fake-indexeddb/auto';
import { createHash } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ServiceAccess } from '../../../utils/account/service-fetch.ts';
import { storeSession } from '../../../utils/account/session.ts';
import { keepFetchedBlob } from '../../../utils/library/blob-outbox.ts';
import { missingBlobs } from '../../../utils/library/needed-blobs.ts';
import { openAccountStore } from '../../../utils/library/open-library.ts';
import type { Store } from '../../../utils/library/store.ts';
import { write } from '../../../utils/library/write.ts';
import { makeRoom, stepOffline } from '../../../utils/sync/keep-offline.ts';
import { chooseOffline } from '../../../utils/sync/offline-choice.ts';

const MIB = 1024 * 1024;
const signal = new AbortController().signal;

let server: Server;
let store: Store;
let access: ServiceAccess;
/** What the service keeps. */
let kept: Map<string, string>;
let tampered: Set<string>;
let fetched: string[];
let atOnce: number;
let most: number;
let freeBytes: number;
let members = 0;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  [kept, tampered, fetched, atOnce, most] = [new Map(), new Set(), [], 0, 0];
  freeBytes = 1024 * MIB;
  const storage = { estimate: async () => ({ quota: 2048 * MIB, usage: 2048 * MIB - freeBytes }) };
  vi.stubGlobal('navigator', { locks: navigator.locks, onLine: true, storage });
  server = createServer(service);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const place = server.address();
  const serviceAddress = `http://127.0.0.1:${place !== null && typeof place === 'object' ? place.port : 0}/`;
  access = { address: serviceAddress, token: 't' };
  members += 1;
  const member = { id: `reader-${members}`, name: '沈若溪', phone: '138 **** 4071' };
  await storeSession({ memberId: member.id, token: 't', member, serviceAddress });
  store = await openAccountStore(member.id);
});
afterEach(async () => {
  vi.unstubAllGlobals();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const service: RequestListener = async (request, response) => {
  const hash = request.url?.split('/').at(-1) ?? '';
  if (request.method === 'POST') {
    const { hashes }: { hashes: string[] } = JSON.parse(await text(request));
    const sizes = hashes.flatMap((each) => {
      const content = kept.get(each);
      return content === undefined ? [] : [[each, gzipSync(content).byteLength]];
    });
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ sizes: Object.fromEntries(sizes) }));
    return;
  }
  fetched.push(hash);
  atOnce += 1;
  most = Math.max(most, atOnce);
  await new Promise((resolve) => setTimeout(resolve, 10));
  atOnce -= 1;
  const content = tampered.has(hash) ? 'a page of the network' : (kept.get(hash) ?? '');
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' });
  response.end(gzipSync(content));
};

/** Articles of another device, each with a text and an image that the service keeps. */
async function receiveArticles(count: number): Promise<string[]> {
  const hashes: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const contents = [`正文 ${index}`, `image ${index}`];
    const [of, image] = contents.map((content) => {
      const hash = createHash('sha256').update(content).digest('hex');
      kept.set(hash, content);
      hashes.push(hash);
      return hash;
    });
    await write(store, (writer) =>
      writer.set('article', `a${index}`, {
        address: `https://example.cn/${index}`,
        [`snapshot:${of}`]: { savedAt: 1, characters: 4, images: [image ?? null, null] },
      }),
    );
  }
  return hashes.sort();
}

const here = () => store.database.getAllKeys('snapshots');
const chooseAll = () => chooseOffline(store, { choice: 'all', isStopped: false });

it('brings nothing where texts are to come when they are opened', async () => {
  await receiveArticles(2);
  expect(await stepOffline()).toEqual({ status: 'idle', left: 0, isGoingOn: false });
  expect(fetched).toEqual([]);
});

it('brings every text and image here, four at a time, and then has nothing left', async () => {
  const hashes = await receiveArticles(10);
  await chooseAll();
  expect(await stepOffline()).toEqual({ status: 'idle', left: 0, isGoingOn: false });
  expect(await here()).toEqual(hashes);
  expect(most).toBe(4);
  expect(await missingBlobs(store)).toEqual([]);
  await stepOffline();
  expect(fetched).toHaveLength(20);
});

it('leaves out what lies in the recycle bin, and what no device has sent yet', async () => {
  const hashes = await receiveArticles(2);
  await write(store, (writer) => writer.set('article', 'a1', { deleted: true }));
  kept.delete(hashes[0] ?? '');
  await chooseAll();
  await stepOffline();
  expect(fetched).not.toContain(hashes[0]);
  expect((await here()).length).toBeLessThanOrEqual(2);
});

it('keeps nothing that is not what its hash names, and goes on where it was', async () => {
  const hashes = await receiveArticles(5);
  const missing = await missingBlobs(store);
  tampered = new Set(missing.slice(4, 5));
  await chooseAll();
  expect(await stepOffline()).toMatchObject({ status: 'unreachable', isGoingOn: false });
  const before = await here();
  expect(before.length).toBeGreaterThan(0);
  expect(before).not.toContain(missing[4]);
  tampered = new Set();
  fetched = [];
  await stepOffline();
  expect(await here()).toEqual(hashes);
  expect(fetched).toHaveLength(hashes.length - before.length);
});

it('stops when the reader says so, and when the disk is nearly full; goes on when there is room', async () => {
  const hashes = await receiveArticles(3);
  await chooseOffline(store, { choice: 'all', isStopped: true });
  expect(await stepOffline()).toMatchObject({ status: 'idle' });
  await chooseAll();
  freeBytes = 20 * MIB;
  expect(await stepOffline()).toEqual({ status: 'full', left: 6, isGoingOn: false });
  expect(await here()).toEqual([]);
  freeBytes = 500 * MIB;
  await stepOffline();
  expect(await here()).toEqual(hashes);
});

it('makes room by removing what the service confirms to keep, and nothing that waits to be sent', async () => {
  const hashes = await receiveArticles(2);
  await chooseAll();
  await stepOffline();
  const waiting = hashes[0] ?? '';
  await store.database.put('blobOutbox', { hash: waiting, since: 1 });
  const own = createHash('sha256').update('only here').digest('hex');
  const bytes = new Uint8Array(gzipSync('only here'));
  await keepFetchedBlob(store, { hash: own, type: 'application/json', bytes, size: 9 });
  const removed = await makeRoom(store, access, signal);
  expect(removed.count).toBe(3);
  expect(removed.bytes).toBeGreaterThan(0);
  expect(await here()).toEqual([own, waiting].sort());
});

it('removes nothing while the service can not be asked', async () => {
  const hashes = await receiveArticles(1);
  await chooseAll();
  await stepOffline();
  server.removeAllListeners('request');
  server.on('request', (_, response) => response.writeHead(200).end('<p>请先登录'));
  await expect(makeRoom(store, access, signal)).rejects.toMatchObject({ code: 'bad-answer' });
  expect(await here()).toEqual(hashes);
});
