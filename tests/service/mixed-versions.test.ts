import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SyncRecord } from '../../protocol/records.ts';
import { renewEpoch } from '../../service/db/epoch.ts';
import { keepFetchedBlob } from '../../utils/library/blob-outbox.ts';
import { gzip } from '../../utils/library/compress.ts';
import { sha256Hex } from '../../utils/library/hash.ts';
import { openStore, type Store } from '../../utils/library/store.ts';
import { recordOf, write } from '../../utils/library/write.ts';
import { compareDigests, runSync, type SyncContext } from '../../utils/sync/run-sync.ts';
import { fetchBlob } from '../../utils/sync/sync-calls.ts';
import { got, newMember } from './client.ts';
import { DATABASES, startOn, type TestService } from './databases.ts';
import { asNewerVersion, asVersion1 } from './other-versions.ts';

/** One device of the member, which speaks through `fetch` to whatever plays the service. */
interface Device {
  store: Store;
  sync: SyncContext;
}

describe.each(DATABASES)('two devices of this version, on $name', (database) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startOn(database);
  });
  afterAll(() => service.remove());
  beforeEach(() => {
    vi.stubGlobal('indexedDB', new IDBFactory());
  });

  it('sync both ways through a service of the version before, and after it came back from a backup', async () => {
    const member = await newMember(service.address);
    const [here, there] = [
      await openDevice('here', service, member.token, asVersion1),
      await openDevice('there', service, got(await member.signIn(member.phone)).token, asVersion1),
    ];
    const hash = await keepArticle(here);
    await settle([here, there]);
    const text = await fetchBlob(there.sync.access, hash, there.sync.signal);
    expect(new TextDecoder().decode(text.bytes)).toBe(TEXT);

    await write(here.store, (writer) => writer.writeNote('article', 'a1', 'note', '办公室', []));
    await write(there.store, (writer) => writer.writeNote('article', 'a1', 'note', '火车上', []));
    await write(there.store, (writer) => writer.set('tag', 't1', { deleted: true }));
    await settle([here, there]);
    const article = (await recordsOf(here)).find(({ kind }) => kind === 'article');
    expect(article?.notes.note?.map(({ text }) => text).sort()).toEqual(['办公室', '火车上']);

    await write(here.store, (writer) =>
      writer.set('mark', 'm1', { article: 'a1', pageSelectors: WHOLE_TABLE, colour: 2 }),
    );
    await settle([here, there]);
    await write(there.store, (writer) => writer.set('mark', 'm1', { colour: 4 }));
    await settle([here, there]);
    const mark = (await recordsOf(here)).find(({ kind }) => kind === 'mark');
    expect(mark?.fields).toMatchObject({
      pageSelectors: [expect.any(String), WHOLE_TABLE],
      colour: [expect.any(String), 4],
    });

    await renewEpoch(service.context.db);
    await write(there.store, (writer) => writer.set('article', 'a1', { title: '改过的题目' }));
    await settle([here, there]);
    expect(await compareDigests(here.sync)).toBe('agrees');
  });

  it('keep and pass on what a newer service says, and lose nothing to what they do not know', async () => {
    const member = await newMember(service.address);
    const refused = { id: 't1', isBusy: false };
    const [here, there] = [
      await openDevice('here', service, member.token, asNewerVersion(refused)),
      await openDevice('there', service, got(await member.signIn(member.phone)).token, fetch),
    ];
    const list: SyncRecord = {
      kind: 'reading-list',
      id: 'r1',
      fields: { entries: ['1764000000000-0000-newerdev', [{ article: 'a1', weight: 0.5 }]] },
      notes: {},
    };
    const named: SyncRecord = {
      kind: 'article',
      id: 'a1',
      fields: { mood: ['1764000000000-0000-newerdev', '从容'] },
      notes: {},
    };
    got(await member.push(await member.epoch(), [list, named]));

    await keepArticle(here);
    refused.isBusy = true;
    await expect(runSync(here.sync)).rejects.toMatchObject({ code: 'internal', retryAfter: 5 });
    refused.isBusy = false;
    await runSync(here.sync);
    expect(await here.store.database.count('outbox')).toBe(0);
    expect(await here.store.database.getAll('refused')).toMatchObject([{ kind: 'tag', id: 't1' }]);
    const article = (await recordsOf(here)).find(({ kind }) => kind === 'article');
    expect(article?.fields).toMatchObject({ mood: named.fields.mood, title: [expect.any(String), '题目'] });

    await runSync(there.sync);
    const onBoth = (record: SyncRecord) => record.kind !== 'tag';
    expect((await recordsOf(there)).filter(onBoth)).toEqual((await recordsOf(here)).filter(onBoth));
    expect(await recordsOf(there)).toContainEqual(list);
    // The tag lies aside, which no exchange would heal.
    expect(await compareDigests(here.sync)).toBe('unknown');
  });
});

async function openDevice(
  name: string,
  service: TestService,
  token: string,
  through: typeof fetch,
): Promise<Device> {
  const store = await openStore(name, name === 'here' ? 'hhhh' : 'tttt');
  const access = { address: `${service.address}/`, token, fetch: through };
  const sync = { store, access, signal: new AbortController().signal, announce: () => undefined };
  return { store, sync };
}

/** Of kinds that version 1 did not have, beside one that it had. */
const WHOLE_TABLE = [
  { type: 'TextQuoteSelector', exact: '年份 数字', prefix: '', suffix: '' },
  { type: 'CssSelector', value: 'table' },
  { type: 'XPathSelector', value: '/html/body/table[1]' },
];

const TEXT = JSON.stringify({ html: '<p>正文</p>', images: [], outline: [], text: '正文' });

/** An article with its text, and a tag. */
async function keepArticle({ store }: Device): Promise<string> {
  const content = new TextEncoder().encode(TEXT);
  const hash = await sha256Hex(content);
  const blob = { hash, type: 'application/json', bytes: await gzip(content), size: content.byteLength };
  await keepFetchedBlob(store, blob);
  await store.database.put('blobOutbox', { hash, since: store.now() });
  await write(store, async (writer) => {
    const version = { savedAt: store.now(), characters: 2, images: [] };
    await writer.set('article', 'a1', { title: '题目', [`snapshot:${hash}`]: version });
    await writer.set('tag', 't1', { name: '年终报告' });
  });
  return hash;
}

/** Each in turn, and the first once more for what the second brought; then they hold the same, and nothing waits. */
async function settle([here, there]: [Device, Device]): Promise<void> {
  for (const device of [here, there, here]) await runSync(device.sync);
  expect(await recordsOf(there)).toEqual(await recordsOf(here));
  for (const { store } of [here, there]) {
    expect(await store.database.count('outbox')).toBe(0);
    expect(await store.database.count('blobOutbox')).toBe(0);
    expect(await store.database.getAll('refused')).toEqual([]);
  }
}

async function recordsOf({ store }: Device): Promise<SyncRecord[]> {
  return (await store.database.getAll('records')).map(recordOf);
}
