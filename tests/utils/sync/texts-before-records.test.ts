import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { discardRefused, undoDiscard } from '../../../utils/library/discard-refused.ts';
import type { Library } from '../../../utils/library/library.ts';
import { localLibrary } from '../../../utils/library/local-library.ts';
import { followMerges } from '../../../utils/library/merge-articles.ts';
import { startOver } from '../../../utils/library/start-over.ts';
import { openStore, type Store } from '../../../utils/library/store.ts';
import { sweepBlobs } from '../../../utils/library/sweep-blobs.ts';
import { bringBlob } from '../../../utils/sync/fetch-snapshot.ts';
import { pushBlobs } from '../../../utils/sync/push-blobs.ts';
import { runSync, type SyncContext } from '../../../utils/sync/run-sync.ts';
import { fetchBlob } from '../../../utils/sync/sync-calls.ts';
import { trySync } from '../../../utils/sync/try-sync.ts';
import { ADDRESS as SERVICE, SimulatedService } from '../../simulation/service.ts';
import { ADDRESS, image, sampleReading } from '../library/sample-reading.ts';

const DAY_MS = 24 * 60 * 60_000;

const MARK = {
  id: 'mark0000000000a1',
  pageSelectors: [{ type: 'TextQuoteSelector' as const, exact: '正文', prefix: '', suffix: '' }],
  colour: 1 as const,
  style: 'ground' as const,
};

/** The service's own routes and jobs, over a database in memory. */
let service: SimulatedService;
beforeAll(async () => {
  service = await SimulatedService.start();
});
afterAll(() => service.stop());

let store: Store;
let library: Library;
let context: SyncContext;
let uploads: string[];
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime('2026-01-01T08:00:00Z');
  vi.stubGlobal('indexedDB', new IDBFactory());
  await service.beginSeed();
  store = await openStore('member-1', 'zzzz');
  library = localLibrary(store, () => undefined);
  uploads = [];
  const fetch: typeof globalThis.fetch = (input, init = {}) => {
    if (init.method === 'PUT') uploads.push(String(input));
    return service.fetch(String(input), init);
  };
  const access = { address: `${SERVICE}/`, token: await service.signIn('member-1'), fetch };
  context = { store, access, signal: new AbortController().signal, announce: () => undefined };
});
afterEach(() => {
  vi.useRealTimers();
});

const save = (address = ADDRESS) =>
  library.saveArticle({ address, reading: sampleReading(), savedAt: Date.now() });

/** An article that the service had no room for: its text came, its record lies aside. */
async function saveWithoutRoom(): Promise<string> {
  service.isFull = true;
  const { id } = await save();
  await runSync(context);
  expect(await store.database.getAll('refused')).toMatchObject([{ id, reason: 'quota-exceeded' }]);
  return id;
}

/** The same for a reason for which nothing is offered again by itself. */
async function saveAside(): Promise<string> {
  const id = await saveWithoutRoom();
  for (const row of await store.database.getAll('refused'))
    await store.database.put('refused', { ...row, reason: 'too-large' });
  return id;
}

/** After which the service keeps no text that no record names, and has room; the device has asked for what waited on that day. */
async function letMonthPass(): Promise<void> {
  vi.setSystemTime(Date.now() + 31 * DAY_MS);
  await service.removeUnnamedBlobs();
  service.isFull = false;
  await runSync(context);
}

async function expectTextsThere(): Promise<void> {
  const named = await service.namedBlobs('member-1');
  expect(named).toHaveLength(1);
  for (const hash of named) await fetchBlob(context.access, hash, context.signal);
}

describe('an article that lay aside for a month goes behind its text, which the service has removed', () => {
  it('after an edit', async () => {
    const id = await saveAside();
    await letMonthPass();
    await library.editArticle(id, { title: '接起之前' });
    await runSync(context);
    await expectTextsThere();
  });

  it('put back after it was given up', async () => {
    const id = await saveAside();
    const { result } = await discardRefused(store, { kind: 'article', id });
    if (!result) throw new Error('nothing was given up');
    await letMonthPass();
    await undoDiscard(store, result);
    await runSync(context);
    await expectTextsThere();
  });

  it('put back after this device has removed the text too', async () => {
    const id = await saveAside();
    const texts = await store.database.getAll('snapshots');
    const { result } = await discardRefused(store, { kind: 'article', id });
    if (!result) throw new Error('nothing was given up');
    // Not in the memory of a page that stays open.
    expect(result.texts.map(({ bytes }) => bytes instanceof Blob)).toEqual([true]);
    await letMonthPass();
    await sweepBlobs(store);
    vi.setSystemTime(Date.now() + DAY_MS);
    expect((await sweepBlobs(store)).count).toBeGreaterThan(0);
    await undoDiscard(store, result);
    expect(await store.database.getAll('snapshots')).toEqual(texts);
    await runSync(context);
    await expectTextsThere();
  });

  it('kept again after it was given up', async () => {
    const id = await saveAside();
    await discardRefused(store, { kind: 'article', id });
    await letMonthPass();
    await save();
    await runSync(context);
    await expectTextsThere();
  });

  it('though it is another article that names the text by now', async () => {
    await saveAside();
    await letMonthPass();
    await save('https://news.example/copy.html');
    await runSync(context);
    await expectTextsThere();
  });
});

it('an article that the service had no room for goes out by itself when there is some, behind its text', async () => {
  await saveWithoutRoom();
  await letMonthPass();
  await expectTextsThere();
  expect(await store.database.count('refused')).toBe(0);
});

it('a text waits on where another context heard of another epoch while it went out', async () => {
  await startOver(store, 'epoch-one');
  await save();
  const fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const answer = await service.fetch(String(input), init);
    if (init.method === 'PUT') await startOver(store, 'epoch-two');
    return answer;
  };
  await pushBlobs({ ...context, access: { ...context.access, fetch } }, new Map());
  expect(await store.database.count('blobOutbox')).toBe(1);
  await pushBlobs(context, new Map());
  expect(await store.database.count('blobOutbox')).toBe(0);
});

it('a text given up with its article is sent when the article comes back from a device that never had it', async () => {
  const restoreEmpty = await service.backUp();
  const { id } = await save();
  await runSync(context);
  const elsewhere = { ...context, store: await openStore('other', 'yyyy') };
  await runSync(elsewhere);
  service.isFull = true;
  await library.editArticle(id, { title: '一个更长的题目，服务没有地方放' });
  await runSync(context);
  await discardRefused(store, { kind: 'article', id });
  await restoreEmpty('comes back');
  await runSync(context);
  await letMonthPass();
  await runSync(elsewhere);
  await runSync(context);
  await expectTextsThere();
});

it('a text that the service has is not sent again for a second article', async () => {
  await save();
  await runSync(context);
  await save('https://news.example/copy.html');
  await runSync(context);
  expect(await service.namedBlobs('member-1')).toHaveLength(2);
  expect(uploads).toHaveLength(1);
});

it('a text that is damaged at the service is sent again by the device that has it, and then comes whole to another', async () => {
  const syncWell = async () => trySync(context, async () => 'busy');
  await save();
  await syncWell();
  const [hash = ''] = await service.namedBlobs('member-1');
  const other = await openStore('other', 'yyyy');
  // As a browser does.
  const fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const answer = await service.fetch(String(input), init);
    if (answer.headers.get('content-encoding') !== 'gzip' || !answer.body) return answer;
    return new Response(answer.body.pipeThrough(new DecompressionStream('gzip')), answer);
  };
  const bring = () => bringBlob(other, { ...context.access, fetch }, { hash, signal: context.signal });
  await syncWell();
  service.spoilBlob('member-1', hash);
  await expect(bring()).rejects.toMatchObject({ code: 'not-found' });
  vi.setSystemTime(Date.now() + DAY_MS + 60_000);
  await syncWell();
  await bring();
  expect(await other.database.getKey('snapshots', hash)).toBe(hash);
  expect(uploads).toHaveLength(2);
});

it('what has just come whole is not held against the service at once, but soon after', async () => {
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = (input, init) => {
    asked.push(new URL(String(input)).pathname);
    return service.fetch(String(input), init ?? {});
  };
  const syncWell = () => trySync({ ...context, access: { ...context.access, fetch } }, async () => 'busy');
  const compared = () => asked.filter((path) => path.endsWith('/digest')).length;
  await syncWell();
  await syncWell();
  expect([asked.length > 0, compared()]).toEqual([true, 0]);
  vi.setSystemTime(Date.now() + 11 * 60_000);
  await syncWell();
  await syncWell();
  expect(compared()).toBe(1);
});

it('marks that a merge carried over come back behind their article, which waits for its text, and stay with it', async () => {
  const other = await openStore('member-1-elsewhere', 'yyyy');
  const elsewhere = { ...context, store: other };
  const far = localLibrary(other, () => undefined);
  const one = await save();
  const reading = sampleReading({}, { text: '同一篇，另一处的正文。' });
  const two = await library.saveArticle({ address: 'https://news.example/copy.html', reading, savedAt: 2 });
  await library.saveMark({ ...MARK, articleId: two.id });
  await runSync(context);
  await runSync(elsewhere);
  const merged = await library.mergeArticles(one.id, two.id);
  await runSync(context);
  await runSync(elsewhere);
  await library.undoMerge(merged);
  // Asked for again, as once a day, and held up on the line.
  const hash = two.snapshots[0]?.hash ?? '';
  await store.database.put('blobOutbox', { hash, since: Date.now() });
  const fetch: typeof globalThis.fetch = async (input, init = {}) => {
    if (init.method === 'HEAD') return new Response(null, { status: 404 });
    if (init.method !== 'PUT') return service.fetch(String(input), init);
    return Response.json({ error: { code: 'internal' } }, { status: 500 });
  };
  await runSync({ ...context, access: { ...context.access, fetch } });
  const follow = async () => {
    vi.setSystemTime(Date.now() + 1000);
    await runSync(elsewhere);
    await followMerges(other);
    await runSync(elsewhere);
  };
  await follow();
  vi.setSystemTime(Date.now() + 60_000);
  await runSync(context);
  await follow();
  await runSync(context);
  for (const each of [library, far]) {
    expect((await each.marks(one.id)).map(({ id }) => id)).toEqual([]);
    expect((await each.marks(two.id)).map(({ id }) => id)).toEqual([MARK.id]);
  }
});

it('an image that two hosts call by two names is one, and holds nothing up', async () => {
  const picture = 'https://news.example/a.jpg';
  const keep = async (device: Store, address: string, type: string) => {
    const own = localLibrary(device, () => undefined);
    const reading = sampleReading({}, { text: address, images: [image(picture)] });
    const { id, snapshots } = await own.saveArticle({ address, reading, savedAt: Date.now() });
    const images = new Map([[picture, new Blob(['图'], { type })]]);
    await own.keepImages(id, snapshots[0]?.hash ?? '', images);
  };
  const other = await openStore('member-1-elsewhere', 'yyyy');
  await keep(other, ADDRESS, 'image/jpg');
  await runSync({ ...context, store: other });
  await keep(store, 'https://news.example/other.html', 'image/jpeg');
  await runSync(context);
  expect(await store.database.count('blobOutbox')).toBe(0);
  expect(uploads).toHaveLength(3);
});
