import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { keepFetchedBlob } from '../../../utils/library/blob-outbox.ts';
import { gzip } from '../../../utils/library/compress.ts';
import { sha256Hex } from '../../../utils/library/hash.ts';
import { openStore, type Store } from '../../../utils/library/store.ts';
import { SERVICE_OFFSET, write } from '../../../utils/library/write.ts';
import { runSync } from '../../../utils/sync/run-sync.ts';
import { isDue, noteFailure, readSyncStatus } from '../../../utils/sync/sync-status.ts';

const EPOCH = 'epoch-one';
const YEAR_MS = 365 * 24 * 60 * 60_000;

/** What a service, or what stands before it, answers to each call; the calls as they came. */
type Answers = Partial<
  Record<'pull' | 'push' | 'HEAD' | 'PUT', (body: string) => Response | Error | Promise<Response>>
>;

let store: Store;
let now = 1_750_000_000_000;
let calls: string[] = [];

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  now = 1_750_000_000_000;
  calls = [];
  store = await openStore('member', 'zzzz', () => now);
});

const answer = (body: unknown) => Response.json(body);
const emptyPage = () => answer({ epoch: EPOCH, now, records: [], next: 0, more: false });
const allStored = (body: string) => {
  const { records } = JSON.parse(body);
  return answer({ epoch: EPOCH, now, results: records.map(() => 'stored') });
};

function sync(answers: Answers): Promise<void> {
  const all: Required<Answers> = {
    pull: emptyPage,
    push: allStored,
    HEAD: () => new Response(null, { status: 404 }),
    PUT: () => new Response(null, { status: 201 }),
    ...answers,
  };
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { method } = init ?? {};
    const name =
      method === 'HEAD' || method === 'PUT' ? method : String(input).includes('push') ? 'push' : 'pull';
    calls.push(name);
    const reply = await all[name](typeof init?.body === 'string' ? init.body : '');
    if (reply instanceof Error) throw reply;
    return reply;
  };
  const access = { address: 'https://service.example/', token: 't', fetch };
  const { signal } = new AbortController();
  return runSync({ store, access, signal, announce: () => undefined });
}

/** A text or image that waits to be sent. */
async function keepBlob(words: string, type = 'application/json'): Promise<string> {
  const content = new TextEncoder().encode(words);
  const hash = await sha256Hex(content);
  await keepFetchedBlob(store, { hash, type, bytes: await gzip(content), size: content.byteLength });
  await store.database.put('blobOutbox', { hash, since: now });
  return hash;
}

/** An article that names a blob, and a tag that names none. */
async function keepArticleAndTag(): Promise<string> {
  const hash = await keepBlob('正文');
  await write(store, async (writer) => {
    const version = { savedAt: now, characters: 2, images: [] };
    await writer.set('article', 'a1', { address: 'https://example.cn/1', [`snapshot:${hash}`]: version });
    await writer.set('tag', 't1', { name: '年终报告' });
  });
  return hash;
}

const waiting = async () => (await store.database.getAllKeys('outbox')).map(([kind]) => kind);

describe('a blob that does not go through', () => {
  it.each([
    ['which the service fails on', () => new Response(null, { status: 500 })],
    ['which is too much for the line', () => new TypeError('the connection was cut')],
  ])('%s holds back the article that names it, and nothing else', async (_, PUT) => {
    const hash = await keepArticleAndTag();
    await expect(sync({ PUT })).rejects.toMatchObject({ name: 'ServiceError' });
    expect(await waiting()).toEqual(['article']);
    expect(await store.database.getAllKeys('blobOutbox')).toEqual([hash]);
    await sync({});
    expect(await waiting()).toEqual([]);
  });

  it.each([
    ['which the service can not keep', () => Response.json({ error: { code: 'internal' } }, { status: 500 })],
    ['which something before the service answers for', () => new Response('?', { status: 418 })],
  ])('%s holds back the article that names it for some minutes, and fails no sync', async (_, PUT) => {
    const hash = await keepArticleAndTag();
    await sync({ PUT });
    expect(await waiting()).toEqual(['article']);
    calls = [];
    await sync({});
    expect(calls).toEqual(['pull']);
    expect(await store.database.getAllKeys('blobOutbox')).toEqual([hash]);
    now += 60_000;
    await sync({});
    expect(calls).toEqual(['pull', 'pull', 'HEAD', 'PUT', 'push']);
    expect(await waiting()).toEqual([]);
  });

  it('that a proxy finds too large is set aside, and its article goes through', async () => {
    const hash = await keepArticleAndTag();
    await sync({ PUT: () => new Response('<h1>413 Request Entity Too Large</h1>', { status: 413 }) });
    expect(await waiting()).toEqual([]);
    expect(await store.database.getAll('refused')).toMatchObject([
      { kind: 'blob', id: hash, reason: 'too-large' },
    ]);
  });

  it('is asked for again when a month lay between it and the article that names it', async () => {
    await keepArticleAndTag();
    await expect(sync({ push: () => new TypeError('the line was cut') })).rejects.toThrow();
    now += 31 * 24 * 60 * 60_000;
    calls = [];
    await sync({});
    expect(calls).toEqual(['pull', 'push', 'HEAD', 'PUT', 'push']);
  });

  it('is not tried on a service that is out of reach', async () => {
    await keepArticleAndTag();
    await expect(sync({ HEAD: () => new TypeError('offline') })).rejects.toMatchObject({
      code: 'unreachable',
    });
    expect(calls).toEqual(['pull', 'push', 'HEAD']);
  });
});

describe('what the account had no room for', () => {
  const DAY_MS = 24 * 60 * 60_000;
  const full = () => Response.json({ error: { code: 'quota-exceeded' } }, { status: 413 });
  const puts = () => calls.filter((name) => name === 'PUT').length;
  const refused = () => store.database.count('refused');
  beforeEach(async () => {
    for (let index = 0; index < 50; index += 1) await keepBlob(`图 ${index}`, 'image/png');
    await write(store, (writer) => writer.set('tag', 't1', { name: '年终报告' }));
    const push = () => answer({ epoch: EPOCH, now, results: [{ refused: 'quota-exceeded' }] });
    await sync({ PUT: full, push });
    expect(await refused()).toBe(51);
    calls = [];
  });

  it('goes out by itself a day later where there is room by then, all of it', async () => {
    now += DAY_MS - 1;
    await sync({});
    expect(calls).toEqual(['pull']);
    now += 1;
    await sync({});
    expect([await refused(), await waiting(), puts()]).toEqual([0, [], 50]);
  });

  it('is offered by a few where there is none yet, once a day', async () => {
    now += DAY_MS;
    for (let time = 0; time < 3; time += 1) await sync({ PUT: full });
    expect(puts()).toBe(20);
    now += DAY_MS;
    await sync({ PUT: full });
    expect(puts()).toBe(40);
  });
});

describe('many texts and images on a slow line', () => {
  beforeEach(async () => {
    for (const words of ['图一', '图二', '图三', '图四']) await keepBlob(words, 'image/png');
  });
  /** The service's answer to one that took a while, in which `meanwhile` was done. */
  const slowly = (meanwhile: () => Promise<unknown>) => async () => {
    now += 20_000;
    await meanwhile();
    return new Response(null, { status: 201 });
  };

  it('hold up no record, neither one that waited nor one of meanwhile', async () => {
    await write(store, (writer) => writer.set('tag', 't1', { name: '年终报告' }));
    const edits = ['t2', 't3'];
    const edit = async () => {
      const id = edits.shift();
      if (id) await write(store, (writer) => writer.set('tag', id, { name: id }));
    };
    await sync({ PUT: slowly(edit) });
    const blob = ['HEAD', 'PUT', 'pull'];
    expect(calls).toEqual(['pull', 'push', ...blob, 'push', ...blob, 'push', ...blob, ...blob]);
    expect(await waiting()).toEqual([]);
  });

  it('hold up no article, whose text goes before all images', async () => {
    await keepArticleAndTag();
    await sync({ PUT: slowly(async () => undefined) });
    expect(calls.slice(0, 6)).toEqual(['pull', 'push', 'HEAD', 'PUT', 'pull', 'push']);
    expect(await waiting()).toEqual([]);
  });

  it('are begun once each, though none goes through', async () => {
    const PUT = () => {
      now += 20_000;
      return new TypeError('the connection was cut');
    };
    await expect(sync({ PUT })).rejects.toMatchObject({ code: 'unreachable' });
    expect(calls.filter((name) => name === 'PUT')).toHaveLength(4);
    expect(await store.database.count('blobOutbox')).toBe(4);
  });

  it('take no request more than they need where the line is fast', async () => {
    await sync({});
    expect(calls).toEqual(['pull', ...Array.from({ length: 4 }, () => ['HEAD', 'PUT']).flat()]);
    calls = [];
    await sync({});
    expect(calls).toEqual(['pull']);
  });
});

it('sends less at a time after failures, until a slow line carries it', async () => {
  await write(store, async (writer) => {
    for (let index = 0; index < 20; index += 1) {
      await writer.set('tag', `t${index}`, { name: '长'.repeat(10_000) });
    }
  });
  const push = (body: string) => (body.length > 120_000 ? new TypeError('took too long') : allStored(body));
  for (let round = 0; (await waiting()).length > 0 && round < 10; round += 1) {
    await sync({ push }).catch(() => noteFailure(store, 'service-unreachable'));
  }
  expect(await waiting()).toEqual([]);
});

describe('a service that answers oddly', () => {
  it('is not asked for ever when its feed does not move on', async () => {
    const pull = () => answer({ epoch: EPOCH, now, records: [], next: 0, more: true });
    await expect(sync({ pull })).rejects.toMatchObject({ code: 'bad-answer' });
    expect(calls).toEqual(['pull']);
  });

  it('may refuse a record for a reason that only a newer version knows', async () => {
    await write(store, (writer) => writer.set('tag', 't1', { name: '年终报告' }));
    await sync({ push: () => answer({ epoch: EPOCH, now, results: [{ refused: 'out-of-season' }] }) });
    expect(await waiting()).toEqual([]);
    expect(await store.database.getAll('refused')).toMatchObject([{ kind: 'tag', id: 't1' }]);
  });
});

describe('a clock that was wrong', () => {
  it('is followed by the service time of now, not of when it was found out', async () => {
    const truth = now;
    now += YEAR_MS;
    await store.database.put('meta', -YEAR_MS, SERVICE_OFFSET);
    now = truth + 60_000;
    await sync({});
    expect(await store.database.get('meta', SERVICE_OFFSET)).toBe(0);
  });

  it('leaves no pause behind that would last for years', async () => {
    now += YEAR_MS;
    await noteFailure(store, 'service-unreachable');
    expect(isDue(await readSyncStatus(store), now)).toBe(false);
    now -= YEAR_MS;
    expect(isDue(await readSyncStatus(store), now)).toBe(true);
  });

  it('is no different from a service that asks for a pause of a year', async () => {
    await noteFailure(store, 'service-unreachable', YEAR_MS / 1000);
    expect(isDue(await readSyncStatus(store), now)).toBe(false);
    expect(isDue(await readSyncStatus(store), now + 25 * 60 * 60_000)).toBe(true);
  });
});
