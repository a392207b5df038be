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
import { damagedBlobs } from '../../../utils/sync/damaged-blobs.ts';
import { fetchSnapshot } from '../../../utils/sync/fetch-snapshot.ts';
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
/** What it sends to no end, and how often it will. */
let cut: Map<string, number>;
/** What it found to be damaged when it was asked for it by itself. */
let lost: Set<string>;
/** A network that wants a sign-in answers in its place. */
let isPortal: boolean;
let fetched: string[];
let atOnce: number;
let most: number;
let freeBytes: number;
let members = 0;
/** What a clock shows more than it is. */
let later: number;
const now = Date.now;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  [kept, tampered, fetched, atOnce, most] = [new Map(), new Set(), [], 0, 0];
  [cut, lost, isPortal] = [new Map(), new Set(), false];
  freeBytes = 1024 * MIB;
  later = 0;
  vi.spyOn(Date, 'now').mockImplementation(() => now() + later);
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
  vi.restoreAllMocks();
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
  if (hash === 'healthz') return void response.end(isPortal ? '<p>请先登录' : 'ok');
  if (request.method === 'HEAD') {
    response.writeHead(kept.has(hash) && !lost.has(hash) ? 200 : 404, { 'Content-Type': 'application/json' });
    return void response.end();
  }
  fetched.push(hash);
  atOnce += 1;
  most = Math.max(most, atOnce);
  await new Promise((resolve) => setTimeout(resolve, 10));
  atOnce -= 1;
  const content = tampered.has(hash) ? 'a page of the network' : (kept.get(hash) ?? '');
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' });
  const times = cut.get(hash) ?? 0;
  cut.set(hash, times - 1);
  response.end(times > 0 ? gzipSync(content).subarray(0, -12) : gzipSync(content));
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

it('brings the others where one is not what its hash names, and asks for that one again after a day', async () => {
  const hashes = await receiveArticles(8);
  const [bad = ''] = (await missingBlobs(store)).slice(4);
  tampered = new Set([bad]);
  await chooseAll();
  expect(await stepOffline()).toEqual({ status: 'idle', left: 0, isGoingOn: false });
  expect(await here()).toEqual(hashes.filter((hash) => hash !== bad));
  expect(await damagedBlobs(store)).toEqual(new Set([bad]));
  expect(await fetchSnapshot(bad)).toBe('damaged');
  tampered = new Set();
  fetched = [];
  await stepOffline();
  expect(fetched).toEqual([]);
  later = 25 * 60 * 60_000;
  await stepOffline();
  expect(fetched).toEqual([bad]);
  expect(await here()).toEqual(hashes);
});

it('asks at once for what was damaged where the reader says so', async () => {
  const hashes = await receiveArticles(2);
  tampered = new Set((await missingBlobs(store)).slice(0, 1));
  await chooseAll();
  await stepOffline();
  tampered = new Set();
  await chooseAll();
  await stepOffline();
  expect(await here()).toEqual(hashes);
});

it('asks no more where nothing is what its hash names, as in a network that wants a sign-in', async () => {
  await receiveArticles(8);
  tampered = new Set(await missingBlobs(store));
  isPortal = true;
  await chooseAll();
  expect(await stepOffline()).toMatchObject({ status: 'unreachable', isGoingOn: false });
  expect(new Set(fetched).size).toBeLessThan(tampered.size);
  expect(await damagedBlobs(store)).toEqual(new Set());
});

it('brings the others where one after the other is damaged at a service that answers, and asks for those again after a day', async () => {
  const hashes = await receiveArticles(8);
  const bad = (await missingBlobs(store)).slice(0, 9);
  tampered = new Set(bad.slice(0, 5));
  cut = new Map(bad.slice(5).map((hash) => [hash, Number.POSITIVE_INFINITY]));
  await chooseAll();
  expect(await stepOffline()).toEqual({ status: 'idle', left: 0, isGoingOn: false });
  expect(await damagedBlobs(store)).toEqual(new Set(bad));
  expect(await here()).toEqual(hashes.filter((hash) => !bad.includes(hash)));
  [tampered, cut, later] = [new Set(), new Map(), 25 * 60 * 60_000];
  await stepOffline();
  expect(await here()).toEqual(hashes);
});

it('asks once more for what was cut off on the way, and calls damaged what comes broken each time', async () => {
  const [hash = '', broken = ''] = await receiveArticles(1);
  cut = new Map([
    [hash, 1],
    [broken, 3],
  ]);
  expect(await fetchSnapshot(hash)).toBe('fetched');
  expect(await fetchSnapshot(broken)).toBe('damaged');
  isPortal = true;
  expect(await fetchSnapshot(broken)).toBe('fetched');
  await store.database.delete('snapshots', broken);
  tampered = new Set([broken]);
  expect(await fetchSnapshot(broken)).toBe('unreachable');
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

it('removes nothing that the service finds to be damaged there once it looks at it', async () => {
  const hashes = await receiveArticles(2);
  await chooseAll();
  await stepOffline();
  lost = new Set(hashes.slice(0, 1));
  expect(await makeRoom(store, access, signal)).toMatchObject({ count: 3 });
  expect(await here()).toEqual([...lost]);
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
