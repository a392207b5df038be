import 'fake-indexeddb/auto';
import {
  BlobReader,
  BlobWriter,
  TextReader,
  Uint8ArrayReader,
  ZipReader,
  ZipWriter,
} from '@zip.js/zip.js/index-native.js';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Register } from '../../../protocol/records.ts';
import { BACKUP_FORMAT, LIMITS, MANIFEST, RECORDS } from '../../../utils/keeping/backup-format.ts';
import { openBackup } from '../../../utils/keeping/read-backup.ts';
import { previewRestore, restoreBackup } from '../../../utils/keeping/restore-backup.ts';
import { writeBackup } from '../../../utils/keeping/write-backup.ts';
import { gunzip } from '../../../utils/library/compress.ts';
import type { RecordRow } from '../../../utils/library/database.ts';
import type { Library } from '../../../utils/library/library.ts';
import { localLibrary } from '../../../utils/library/local-library.ts';
import { openStore, type Store } from '../../../utils/library/store.ts';
import { recordOf } from '../../../utils/library/write.ts';
import { noteDraftKey, packDraft } from '../../../utils/note-draft.ts';
import { image, sampleReading } from '../library/sample-reading.ts';

let store: Store;
let library: Library;
let now = 1_750_000_000_000;
const clock = () => {
  now += 1000;
  return now;
};
const PHOTO = 'https://news.example/a.png';

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  store = await openStore('member-1', 'aaaa', clock);
  library = localLibrary(store, () => undefined);
});

async function keep(number: number) {
  const reading = sampleReading(
    { title: `第 ${number} 篇` },
    { images: [image(PHOTO)], text: `正文 ${number}` },
  );
  const article = await library.saveArticle({
    address: `https://news.example/${number}`,
    reading,
    savedAt: number,
  });
  const bytes = crypto.getRandomValues(new Uint8Array(3000));
  await library.keepImages(
    article.id,
    article.snapshots[0]?.hash ?? '',
    new Map([[PHOTO, new Blob([bytes], { type: 'image/png' })]]),
  );
  return article;
}

async function fill() {
  const articles = [await keep(1), await keep(2), await keep(3)];
  const [one, two, three] = articles.map(({ id }) => id);
  for (const id of [one, two, three]) await library.addTag({ kind: 'article', id: id ?? '' }, '质检/夜班');
  await library.writeNote({ kind: 'article', id: one ?? '' }, '一条笔记，有𠮷', []);
  await library.writeNote({ kind: 'article', id: one ?? '' }, '并排的另一条', []);
  await library.deleteArticle(three ?? '');
  await library.setPreference('order', 'published');
  await library.switchSite('https://news.example/*', true);
  await library.setDraft('note', '写到一半');
  await library.saveMark({
    id: 'mark0000000000a1',
    articleId: two ?? '',
    pageSelectors: [{ type: 'TextQuoteSelector', exact: '正文', prefix: '', suffix: '' }],
    colour: 4,
    style: 'wavy',
  });
  return { one: one ?? '', two: two ?? '', three: three ?? '' };
}

async function backUp(from = store): Promise<Blob> {
  const pipe = new TransformStream<Uint8Array, Uint8Array>();
  const archive = new Response(pipe.readable).blob();
  await writeBackup(from, pipe.writable);
  return archive;
}

/** Record for record, and byte for byte. */
async function contents(of: Store) {
  const snapshots = await of.database.getAll('snapshots');
  return {
    records: (await of.database.getAll('records')).map(recordOf),
    drafts: await of.database.getAll('drafts'),
    snapshots: await Promise.all(
      snapshots.map(async ({ bytes, ...row }) => ({
        ...row,
        content: Buffer.from(await gunzip(bytes)).toString('hex'),
      })),
    ),
  };
}

describe('a backup', () => {
  it('restores the same library, record for record and byte for byte', async () => {
    await fill();
    const archive = await backUp();
    const empty = await openStore('member-2', 'bbbb', clock);
    const backup = await openBackup(archive);
    expect(await previewRestore(empty, backup)).toMatchObject({
      articles: { added: 3, changed: 0, kept: 0, deletedSince: 0 },
      marks: { added: 1 },
      blobs: 6,
      drafts: 1,
      unreadable: 0,
    });
    const result = await restoreBackup(empty, backup);
    expect(result).toMatchObject({ blobs: 6, damaged: 0 });
    expect(await contents(empty)).toEqual(await contents(store));
    expect(await localLibrary(empty, () => undefined).articles()).toEqual(await library.articles());
    // Twice is once.
    expect(await restoreBackup(empty, await openBackup(archive))).toEqual({
      records: 0,
      blobs: 0,
      damaged: 0,
      tooLarge: 0,
    });
    expect(await contents(empty)).toEqual(await contents(store));
  });

  it('is an archive that other programs open, of text that people can read', async () => {
    await fill();
    const entries = await new ZipReader(new BlobReader(await backUp())).getEntries();
    const names = entries.map(({ filename }) => filename);
    expect(names.slice(0, 4)).toEqual(['backup.json', 'README.txt', 'records.jsonl', 'drafts.jsonl']);
    expect(names.filter((name) => /^blobs\/[0-9a-f]{64}\.(json|png)$/.test(name))).toHaveLength(6);
  });

  it('never overwrites what is newer here, and says so before', async () => {
    const { one, two } = await fill();
    const archive = await backUp();
    await library.editArticle(one, { title: '后来改的标题' });
    await library.deleteArticle(two);
    const kept = await contents(store);
    const preview = await previewRestore(store, await openBackup(archive));
    expect(preview.articles).toEqual({ added: 0, changed: 0, kept: 3, deletedSince: 1 });
    await restoreBackup(store, await openBackup(archive));
    expect(await contents(store)).toEqual(kept);
  });

  it('brings back what was deleted or emptied since, where the reader wants it', async () => {
    const { one, two } = await fill();
    await library.writeNote({ kind: 'mark', id: 'mark0000000000a1' }, '标注上的笔记', []);
    const archive = await backUp();
    await library.deleteMark('mark0000000000a1');
    for (const id of [one, two]) await library.deleteArticle(id);
    await library.emptyBin();
    expect(await library.article(two)).toBeNull();
    await restoreBackup(store, await openBackup(archive), { bringsBack: true });
    expect(await library.article(two)).toMatchObject({ title: '第 2 篇', isDeleted: false });
    expect((await library.marks(two)).map(({ note }) => note.text)).toEqual(['标注上的笔记']);
    // Two values that stood side by side do so again.
    const textsOf = async () => (await library.article(one))?.note.values.map(({ text }) => text);
    expect(await textsOf()).toEqual(['一条笔记，有𠮷', '并排的另一条']);
    await restoreBackup(store, await openBackup(archive), { bringsBack: true });
    expect(await textsOf()).toEqual(['一条笔记，有𠮷', '并排的另一条']);
  });

  it('brings back what was deleted as it was then, and not as the archive has it', async () => {
    const { one, two } = await fill();
    const archive = await backUp();
    await library.editArticle(one, { title: '备份以后改的标题' });
    for (const id of [one, two]) await library.deleteArticle(id);
    await restoreBackup(store, await openBackup(archive), { bringsBack: true });
    expect((await library.articles()).map(({ title }) => title)).toEqual(['第 2 篇', '备份以后改的标题']);
  });

  it('brings a deleted tag back with what carried it, also where it is cut in between', async () => {
    const { one } = await fill();
    // More than are written together, so that it can be cut among them.
    const names = Array.from({ length: 110 }, (_, at) => `月报/${at}`);
    const [first] = await Promise.all(
      ['月报', ...names].map((name) => library.addTag({ kind: 'article', id: one }, name)),
    );
    const before = await library.tags();
    const archive = await backUp();
    await library.deleteTag(first?.id ?? '');
    expect(await library.tags()).toHaveLength(1);
    expect((await previewRestore(store, await openBackup(archive))).others.deletedSince).toBe(111);

    const stopping = new AbortController();
    const cut = restoreBackup(store, await openBackup(archive), {
      bringsBack: true,
      signal: stopping.signal,
      onProgress: (done) => {
        if (done === 106) stopping.abort();
      },
    });
    await expect(cut).rejects.toThrow();
    await restoreBackup(store, await openBackup(archive), { bringsBack: true });
    expect(await library.tags()).toEqual(before);
  });

  it('leaves a tag that has become part of another as it is', async () => {
    const { one } = await fill();
    const { id } = await library.addTag({ kind: 'article', id: one }, '月报');
    await library.addTag({ kind: 'article', id: one }, '报告');
    const archive = await backUp();
    await library.renameTag(id, '报告');
    const merged = await library.tags();
    expect((await previewRestore(store, await openBackup(archive))).others.deletedSince).toBe(0);
    await restoreBackup(store, await openBackup(archive), { bringsBack: true });
    expect(await library.tags()).toEqual(merged);
    expect(await store.database.get('records', ['tag', id])).toMatchObject({
      fields: { deleted: [expect.anything(), true] },
    });
  });

  it('leaves out words that became a note since, and brings those that did not', async () => {
    const { one, two } = await fill();
    const owner = { kind: 'article', id: one } as const;
    const seen = async () => (await library.article(one))?.note.values.map(({ stamp }) => stamp) ?? [];
    const before = await seen();
    const typed = packDraft({ text: '打了一半的', seen: before });
    await library.setDraft(noteDraftKey(owner), typed);
    await library.setDraft(noteDraftKey({ kind: 'article', id: two }), '没有写成笔记的');
    const archive = await backUp();
    const other = await openStore('member-2', 'bbbb', clock);
    await restoreBackup(other, await openBackup(archive));
    expect(await other.database.get('drafts', noteDraftKey(owner))).toMatchObject({ text: typed });

    await library.writeNote(owner, '打了一半的，写完了', before);
    for (const key of await store.database.getAllKeys('drafts')) await library.setDraft(key, null);
    await library.setDraft('note', '正在写的');
    expect((await previewRestore(store, await openBackup(archive))).drafts).toBe(1);
    await restoreBackup(store, await openBackup(archive));
    expect(await store.database.getAllKeys('drafts')).toEqual([
      'note',
      noteDraftKey({ kind: 'article', id: two }),
    ]);
    // Typed over the note as it is now, they are no older than it, whatever the machine's clock says.
    const later = packDraft({ text: '又打了一半的', seen: await seen() });
    await store.database.put('drafts', { text: later, at: 0 }, noteDraftKey(owner));
    const again = await backUp();
    await library.setDraft(noteDraftKey(owner), null);
    expect((await previewRestore(store, await openBackup(again))).drafts).toBe(1);
  });

  it('brings texts that were here without a record, and are swept before theirs comes', async () => {
    await fill();
    const whole = await contents(store);
    const archive = await backUp();
    await store.database.clear('records');
    const sweeping: Promise<void>[] = [];
    await restoreBackup(store, await openBackup(archive), {
      onProgress: (done) => {
        if (done === 6) sweeping.push(store.database.clear('snapshots'));
      },
    });
    await Promise.all(sweeping);
    const byHash = ({ snapshots }: typeof whole) => snapshots.map(({ hash, content }) => [hash, content]);
    expect(byHash(await contents(store))).toEqual(byHash(whole));
  });

  it('one record that is too large together with what is here holds up no other', async () => {
    const { one, two } = await fill();
    const row = await store.database.get('records', ['article', one]);
    if (!row) throw new Error('no such record');
    const big = (from: number): RecordRow['fields'] =>
      Object.fromEntries(
        Array.from({ length: 20 }, (_, at): [string, Register] => [
          `newer:${from + at}`,
          [stampOf(at), 'x'.repeat(2000)],
        ]),
      );
    const stampOf = (at: number) => `${now}-00${String(at).padStart(2, '0')}-bbbbcccc`;
    const other = await openStore('member-2', 'bbbb', clock);
    await restoreBackup(other, await openBackup(await backUp()));
    await other.database.put('records', { ...row, fields: { ...row.fields, ...big(20) } });
    await localLibrary(other, () => undefined).editArticle(two, { title: '别处改的标题' });
    const archive = await backUp(other);
    await store.database.put('records', { ...row, fields: { ...row.fields, ...big(0) } });
    expect(await restoreBackup(store, await openBackup(archive))).toMatchObject({ tooLarge: 1 });
    expect((await library.article(two))?.title).toBe('别处改的标题');
  });

  it('holds the text of an article that is saved while it is written', async () => {
    await fill();
    const archive = new Response(
      new ReadableStream<Uint8Array<ArrayBuffer>>({
        async start(controller) {
          let saving: Promise<unknown> | null = null;
          const into = new WritableStream<Uint8Array>({
            async write(chunk) {
              saving ??= keep(4);
              await saving;
              controller.enqueue(new Uint8Array(chunk));
            },
            close: () => controller.close(),
          });
          await writeBackup(store, into);
        },
      }),
    ).blob();
    const empty = await openStore('member-2', 'bbbb', clock);
    await restoreBackup(empty, await openBackup(await archive));
    const restored = await contents(empty);
    expect(restored.records.filter(({ kind }) => kind === 'article')).toHaveLength(4);
    expect(restored).toEqual(await contents(store));
  });

  it.each([
    ['is longer than a service would take', () => noise(10_500_000)],
    ['says one thing over and over', () => '同一句话。'.repeat(200_000)],
  ])('brings back a text that %s', async (_name, makeText) => {
    const text = makeText();
    await library.saveArticle({
      address: 'https://news.example/long',
      reading: sampleReading({}, { html: `<p>${text}</p>`, text }),
      savedAt: 1,
    });
    const empty = await openStore('member-2', 'bbbb', clock);
    const result = await restoreBackup(empty, await openBackup(await backUp()));
    expect(result).toMatchObject({ blobs: 1, damaged: 0 });
    const [{ snapshots = [] } = {}] = await localLibrary(empty, () => undefined).articles();
    const content = await localLibrary(empty, () => undefined).snapshot(snapshots[0]?.hash ?? '');
    expect(content?.text === text).toBe(true);
  });

  it('begins again where it was cut', async () => {
    await fill();
    const archive = await backUp();
    const empty = await openStore('member-2', 'bbbb', clock);
    const stopping = new AbortController();
    const cut = restoreBackup(empty, await openBackup(archive), {
      signal: stopping.signal,
      onProgress: (done) => {
        if (done === 4) stopping.abort();
      },
    });
    await expect(cut).rejects.toThrow();
    await restoreBackup(empty, await openBackup(archive));
    expect(await contents(empty)).toEqual(await contents(store));
  });
});

describe('an archive from who knows where', () => {
  const manifest = (more = {}) =>
    JSON.stringify({ format: BACKUP_FORMAT, version: 1, createdAt: 0, records: 1, blobs: 0, ...more });

  async function archiveOf(files: Record<string, string | Uint8Array>): Promise<Blob> {
    const zip = new ZipWriter(new BlobWriter('application/zip'), { useWebWorkers: false });
    for (const [name, content] of Object.entries(files))
      await zip.add(
        name,
        typeof content === 'string' ? new TextReader(content) : new Uint8ArrayReader(content),
      );
    return zip.close();
  }

  it.each<[string, () => Promise<Blob>, string]>([
    ['no archive', async () => new Blob(['<html>']), 'not-a-backup'],
    ['another archive', () => archiveOf({ 'a.txt': 'a' }), 'not-a-backup'],
    ['another manifest', () => archiveOf({ [MANIFEST]: '{"format":"zip"}' }), 'not-a-backup'],
    ['a newer version', () => archiveOf({ [MANIFEST]: manifest({ version: 2 }) }), 'newer'],
    [
      'one whose names lead elsewhere',
      () => archiveOf({ [MANIFEST]: manifest(), '../../evil.json': '{}' }),
      'not-a-backup',
    ],
    [
      'one that unpacks to a thousand times its size',
      () => archiveOf({ [MANIFEST]: manifest(), [RECORDS]: new Uint8Array(8 * 1024 * 1024) }),
      'too-large',
    ],
  ])('%s is refused', async (_name, make, code) => {
    await expect(openBackup(await make())).rejects.toMatchObject({ name: 'BackupError', code });
  });

  it('cut short, it is refused or breaks off, and what is here stays', async () => {
    await fill();
    const archive = await backUp();
    const kept = await contents(store);
    for (const share of [0.2, 0.9]) {
      await expect(openBackup(archive.slice(0, Math.floor(archive.size * share)))).rejects.toMatchObject({
        name: 'BackupError',
      });
    }
    expect(await contents(store)).toEqual(kept);
  });

  it('its records are read by the schema, and none of the future is taken', async () => {
    const stamp = (ms: number) => `${ms}-0001-aaaabbbb`;
    const lines = [
      { kind: 'article', id: 'good', fields: { title: [stamp(1_700_000_000_000), '好的'] }, notes: {} },
      { kind: 'article', id: 'future', fields: { title: [stamp(9_000_000_000_000), '将来'] }, notes: {} },
      {
        kind: 'article',
        id: 'seen',
        fields: {},
        notes: {
          note: [
            {
              stamp: stamp(1_700_000_000_000),
              text: '盖过将来',
              seen: { aaaabbbb: stamp(9_000_000_000_000) },
            },
          ],
        },
      },
      { kind: 'article', id: '../bad', fields: {}, notes: {} },
      'nonsense',
    ].map((line) => JSON.stringify(line));
    const archive = await archiveOf({
      [MANIFEST]: manifest(),
      [RECORDS]: `${lines.join('\n')}\n{broken`,
      'notes/evil.json': '{}',
    });
    const backup = await openBackup(archive);
    expect(await previewRestore(store, backup)).toMatchObject({ articles: { added: 1 }, unreadable: 5 });
    await restoreBackup(store, backup);
    expect((await store.database.getAllKeys('records')).map(([, id]) => id)).toEqual(['good']);
  });

  it('a text that is not what its name says is left out', async () => {
    const hash = 'a'.repeat(64);
    const archive = await archiveOf({
      [MANIFEST]: manifest(),
      [RECORDS]: '',
      'blobs.jsonl': JSON.stringify({ hash, type: 'application/json', size: 5, savedAt: 1 }),
      [`blobs/${hash}.json`]: 'other',
    });
    expect(await restoreBackup(store, await openBackup(archive))).toEqual({
      records: 0,
      blobs: 0,
      damaged: 1,
      tooLarge: 0,
    });
    expect(await store.database.count('snapshots')).toBe(0);
  });

  it('a line without end is not gathered without end', async () => {
    const random = Array.from({ length: 24 }, () => crypto.getRandomValues(new Uint8Array(65_536)));
    const noise = Buffer.concat(random).toString('hex');
    expect(noise.length).toBeGreaterThan(LIMITS.line);
    const backup = await openBackup(await archiveOf({ [MANIFEST]: manifest(), [RECORDS]: noise }));
    await expect(previewRestore(store, backup)).rejects.toMatchObject({ code: 'too-large' });
  });
});

/** Digits without a pattern. */
function noise(length: number): string {
  const bytes = new Uint8Array(length / 2);
  for (let from = 0; from < bytes.length; from += 65_536)
    crypto.getRandomValues(bytes.subarray(from, Math.min(from + 65_536, bytes.length)));
  return Buffer.from(bytes).toString('hex');
}
