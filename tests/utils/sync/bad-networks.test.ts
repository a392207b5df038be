import 'fake-indexeddb/auto';
import { createServer, type RequestListener, type Server } from 'node:http';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { storeSession } from '../../../utils/account/session.ts';
import { keepFetchedBlob } from '../../../utils/library/blob-outbox.ts';
import { gzip } from '../../../utils/library/compress.ts';
import { sha256Hex } from '../../../utils/library/hash.ts';
import { openAccountStore } from '../../../utils/library/open-library.ts';
import type { Store } from '../../../utils/library/store.ts';
import { write } from '../../../utils/library/write.ts';
import { fetchSnapshot } from '../../../utils/sync/fetch-snapshot.ts';
import { nextTry, syncIfDue, syncNow } from '../../../utils/sync/sync.ts';

const CORS = { 'Access-Control-Allow-Origin': '*' };
const PORTAL = '<!doctype html><title>网络登录</title><p>请先登录';

let server: Server;
let answer: RequestListener;
let requests: string[];
let store: Store;
let members = 0;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('navigator', { locks: navigator.locks, onLine: true });
  requests = [];
  answer = service;
  server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url?.split('?')[0]}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const place = server.address();
  const serviceAddress = `http://127.0.0.1:${place !== null && typeof place === 'object' ? place.port : 0}/`;
  members += 1;
  const member = { id: `member-${members}`, name: '沈若溪', phone: '138 **** 4071' };
  await storeSession({ memberId: member.id, token: 't', member, serviceAddress });
  store = await openAccountStore(member.id);
});
afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** What a service that works says, as far as these tests ask. */
const service: RequestListener = (request, response) => {
  const path = request.url ?? '';
  const json = (body: unknown) => {
    response.writeHead(200, { ...CORS, 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  };
  const page = { epoch: 'epoch-one', now: Date.now(), records: [], next: 0, more: false };
  if (path === '/healthz') response.writeHead(200, CORS).end('ok');
  else if (path.startsWith('/sync/pull')) json(page);
  else if (path.startsWith('/sync/digest')) json({ epoch: 'epoch-one', revision: 1, kinds: {} });
  else if (path.startsWith('/sync/push')) {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      const { records }: { records: unknown[] } = JSON.parse(body);
      json({ epoch: 'epoch-one', now: Date.now(), results: records.map(() => 'stored') });
    });
  } else if (request.method === 'HEAD') response.writeHead(404, CORS).end();
  else {
    request.resume();
    response.writeHead(201, CORS).end();
  }
};

async function keepArticle(): Promise<string> {
  const content = new TextEncoder().encode('正文');
  const hash = await sha256Hex(content);
  await keepFetchedBlob(store, {
    hash,
    type: 'application/json',
    bytes: await gzip(content),
    size: content.byteLength,
  });
  await store.database.put('blobOutbox', { hash, since: 0 });
  await write(store, (writer) =>
    writer.set('article', 'a1', {
      address: 'https://example.cn/1',
      [`snapshot:${hash}`]: { savedAt: 1, characters: 2, images: [] },
    }),
  );
  return hash;
}

describe('a network that wants a sign-in first', () => {
  it.each<[string, RequestListener]>([
    ['a page for everything', (_, response) => response.writeHead(200, CORS).end(PORTAL)],
    [
      'a page without the headers that would let us read it',
      (_, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end(PORTAL),
    ],
    ['a redirect', (_, response) => response.writeHead(302, { ...CORS, Location: '/sign-in' }).end()],
    ['401 with a page', (_, response) => response.writeHead(401, CORS).end(PORTAL)],
    ['404 with a page', (_, response) => response.writeHead(404, CORS).end(PORTAL)],
    ['511', (_, response) => response.writeHead(511, CORS).end(PORTAL)],
    ['JSON of its own', (_, response) => response.writeHead(200, CORS).end('{"status":"login"}')],
  ])('and answers with %s loses nothing, is called what it is, and ends by itself', async (_, portal) => {
    const hash = await keepArticle();
    answer = portal;
    expect(await syncNow()).toMatchObject({ status: 'offline', reason: 'portal', waiting: 1 });
    expect(await nextTry()).not.toBeNull();
    answer = service;
    expect(await syncNow()).toMatchObject({ status: 'synced', reason: null, waiting: 0 });
    expect(requests).toContain(`PUT /blobs/${hash}`);
  });

  it('takes no text for sent because a page answered in place of the service', async () => {
    const hash = await keepArticle();
    answer = (request, response) =>
      request.url?.startsWith('/blobs/')
        ? response.writeHead(200, { ...CORS, 'Content-Type': 'text/html' }).end(PORTAL)
        : service(request, response);
    expect(await syncNow()).toMatchObject({ status: 'waiting', waiting: 1 });
    expect(await store.database.getAllKeys('blobOutbox')).toEqual([hash]);
    vi.setSystemTime((await nextTry()) ?? 0);
    answer = (request, response) =>
      request.method === 'PUT'
        ? response.writeHead(200, { ...CORS, 'Content-Type': 'text/html' }).end(PORTAL)
        : service(request, response);
    expect(await syncNow()).toMatchObject({ status: 'waiting', waiting: 1 });
    expect(requests.at(-1)).toBe(`PUT /blobs/${hash}`);
    expect(await store.database.getAllKeys('blobOutbox')).toEqual([hash]);
  });

  it('never passes for the text that was asked for', async () => {
    answer = (_, response) => response.writeHead(200, { ...CORS, 'Content-Type': 'text/html' }).end(PORTAL);
    expect(await fetchSnapshot('0'.repeat(64))).toBe('unreachable');
    expect(await store.database.getAllKeys('snapshots')).toEqual([]);
  });
});

it('does not blame the service where this device has no room for a text', async () => {
  const content = new TextEncoder().encode('正文');
  answer = (_, response) =>
    response.writeHead(200, { ...CORS, 'Content-Type': 'application/json' }).end(content);
  const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('no room', 'QuotaExceededError');
  });
  expect(await fetchSnapshot(await sha256Hex(content))).toBe('full');
  full.mockRestore();
  expect(await fetchSnapshot(await sha256Hex(content))).toBe('fetched');
});

it('calls a line that nobody answers on out of reach, and not a network that wants a sign-in', async () => {
  answer = (_, response) => response.destroy();
  expect(await syncNow()).toMatchObject({ status: 'offline', reason: 'service-unreachable' });
});

describe('a service that asks to come later', () => {
  const inSeconds = () => '120';
  const asDate = () => new Date(Date.now() + 121_000).toUTCString();

  it.each([
    ['in seconds', inSeconds],
    ['by a date', asDate],
  ])('%s is asked nothing before, by nobody, and everything after', async (_, retryAfter) => {
    const hash = await keepArticle();
    answer = (_request, response) =>
      response.writeHead(503, { ...CORS, 'Retry-After': retryAfter() }).end('busy');
    const before = Date.now();
    const state = await syncNow();
    expect(state).toMatchObject({ status: 'offline', reason: 'busy', waiting: 1 });
    expect(state.retryAt).toBeGreaterThan(before + 118_000);
    const asked = requests.length;
    answer = service;
    expect(await syncNow()).toMatchObject({ reason: 'busy' });
    expect(await syncIfDue()).toMatchObject({ reason: 'busy' });
    expect(await fetchSnapshot('0'.repeat(64))).toBe('unreachable');
    expect(requests).toHaveLength(asked);
    expect(await nextTry()).toBe(state.retryAt);

    vi.setSystemTime((state.retryAt ?? 0) + 1);
    expect(await syncNow()).toMatchObject({ status: 'synced', retryAt: null, waiting: 0 });
    expect(requests).toContain(`PUT /blobs/${hash}`);
  });
});
