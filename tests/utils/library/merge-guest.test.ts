import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openBackup } from '../../../utils/keeping/read-backup.ts';
import { restoreBackup } from '../../../utils/keeping/restore-backup.ts';
import { writeBackup } from '../../../utils/keeping/write-backup.ts';
import { readUnmerged } from '../../../utils/library/guest-records.ts';
import type { Library } from '../../../utils/library/library.ts';
import { localLibrary } from '../../../utils/library/local-library.ts';
import { mergeStores } from '../../../utils/library/merge-guest.ts';
import { openStore, type Store } from '../../../utils/library/store.ts';
import { undoMerge } from '../../../utils/library/undo-guest-merge.ts';
import { ADDRESS, image, sampleReading } from './sample-reading.ts';

const MARK = {
  id: 'guestmark0000001',
  pageSelectors: [{ type: 'TextQuoteSelector' as const, exact: '来电人', prefix: '', suffix: '' }],
  colour: 1 as const,
  style: 'ground' as const,
};

let guestStore: Store;
let memberStore: Store;
let guest: Library;
let member: Library;
let now: number;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  now = 1_750_000_000_000;
  const clock = () => {
    now += 1000;
    return now;
  };
  guestStore = await openStore('guest', 'gggg', clock);
  memberStore = await openStore('member-1', 'mmmm', clock);
  guest = localLibrary(guestStore, () => undefined);
  member = localLibrary(memberStore, () => undefined);
});

const merge = () => mergeStores(guestStore, memberStore, () => undefined);

async function keepAsGuest(address = ADDRESS) {
  const photo = 'https://news.example/a.png';
  const reading = sampleReading({}, { images: [image(photo)], text: `正文 ${address}` });
  const article = await guest.saveArticle({ address, reading, savedAt: now });
  await guest.keepImages(
    article.id,
    article.snapshots[0]?.hash ?? '',
    new Map([[photo, new Blob([address], { type: 'image/png' })]]),
  );
  return article;
}

describe('merging what a guest kept into an account', () => {
  it('brings articles with text, images, notes, tags and marks, and leaves the guest everything', async () => {
    const { id } = await keepAsGuest();
    await guest.addTag({ kind: 'article', id }, '引用');
    await guest.writeNote({ kind: 'article', id }, '先存着', []);
    await guest.saveMark({ ...MARK, articleId: id });
    const before = await guest.article(id);

    expect(await merge()).toEqual({ articles: 1, marks: 1, tags: 1 });
    expect(await member.article(id)).toEqual(before);
    expect(await member.marks(id)).toEqual(await guest.marks(id));
    const content = await member.snapshot(before?.snapshots[0]?.hash ?? '');
    expect(content?.text).toBe(`正文 ${ADDRESS}`);
    const [imageHash] = Object.values(content?.images ?? {});
    expect(await (await member.image(imageHash ?? ''))?.text()).toBe(ADDRESS);
    expect(await guest.article(id)).toEqual(before);
  });

  it('sends all of it to the service', async () => {
    const { id } = await keepAsGuest();
    await guest.addTag({ kind: 'article', id }, '引用');
    await merge();
    const kinds = (await memberStore.database.getAll('outbox')).map((row) => row.kind).sort();
    expect(kinds).toEqual(['article', 'tag', 'tagging']);
    expect(await memberStore.database.count('blobOutbox')).toBe(2);
  });

  it('is offered once, and again only for what came later', async () => {
    await keepAsGuest();
    await merge();
    expect(await merge()).toEqual({ articles: 0, marks: 0, tags: 0 });
    const later = await keepAsGuest('https://news.example/later.html');
    expect(await merge()).toEqual({ articles: 1, marks: 0, tags: 0 });
    expect((await member.articles()).map(({ id }) => id)).toContain(later.id);
  });

  it('loses and doubles nothing when it is cut in the middle', async () => {
    for (let index = 0; index < 130; index += 1) {
      const address = `https://news.example/${index}.html`;
      const reading = sampleReading({}, { text: '同一段文字' });
      await guest.saveArticle({ address, reading, savedAt: now });
    }
    let transactions = 0;
    const cut = mergeStores(guestStore, memberStore, () => {
      transactions += 1;
      if (transactions === 1) throw new Error('the worker was killed');
    });
    await expect(cut).rejects.toThrow('the worker was killed');
    expect((await member.articles()).length).toBe(100);

    expect(await merge()).toEqual({ articles: 130, marks: 0, tags: 0 });
    expect((await member.articles()).length).toBe(130);
    const versions = (await memberStore.database.getAll('records')).map((row) => row.version);
    expect(new Set(versions)).toEqual(new Set([2]));
  });

  it("keeps both notes, and the member's newer edits", async () => {
    const { id } = await keepAsGuest();
    await guest.writeNote({ kind: 'article', id }, '访客写的', []);
    await member.saveArticle({ address: ADDRESS, reading: sampleReading(), savedAt: now });
    await member.writeNote({ kind: 'article', id }, '会员写的', []);
    await member.editArticle(id, { title: '会员改过的标题' });
    await merge();
    const merged = await member.article(id);
    expect(merged?.title).toBe('会员改过的标题');
    expect(merged?.note.values.map(({ text }) => text).sort()).toEqual(['会员写的', '访客写的']);
    expect(merged?.snapshots).toHaveLength(2);
  });

  it("never deletes the member's own, and brings back what the guest kept and the member had deleted", async () => {
    const kept = await keepAsGuest();
    const deleted = await keepAsGuest('https://news.example/deleted.html');
    for (const address of [kept.address, deleted.address]) {
      await member.saveArticle({ address, reading: sampleReading(), savedAt: now });
    }
    await member.deleteArticle(kept.id);
    await guest.deleteArticle(deleted.id);
    await merge();
    expect((await member.articles()).map(({ id }) => id).sort()).toEqual([kept.id, deleted.id].sort());
  });

  it('leaves behind what the guest had deleted, with its marks and tags', async () => {
    const { id } = await keepAsGuest();
    await guest.saveMark({ ...MARK, articleId: id });
    await guest.addTag({ kind: 'mark', id: MARK.id }, '引用');
    await guest.deleteArticle(id);
    expect(await merge()).toEqual({ articles: 0, marks: 0, tags: 1 });
    expect(await member.articles({ deleted: true })).toEqual([]);
    const kinds = (await memberStore.database.getAll('records')).map((row) => row.kind);
    expect(kinds).toEqual(['tag']);
  });

  it('brings the marks and tags of an article that the guest took out of 回收站 after a merge', async () => {
    const { id } = await keepAsGuest();
    await guest.saveMark({ ...MARK, articleId: id });
    await guest.addTag({ kind: 'mark', id: MARK.id }, '引用');
    await guest.deleteArticle(id);
    await keepAsGuest('https://news.example/guancha/other.html');
    await merge();
    await guest.restoreArticle(id);
    expect(await merge()).toEqual({ articles: 1, marks: 1, tags: 0 });
    expect(await member.marks(id)).toMatchObject([{ id: MARK.id, tags: [{ name: '引用' }] }]);
  });

  it('brings the article of a new mark when another member signs in', async () => {
    const { id } = await keepAsGuest();
    await merge();
    await guest.saveMark({ ...MARK, articleId: id });
    memberStore = await openStore('member-2', 'nnnn', () => now);
    member = localLibrary(memberStore, () => undefined);
    expect(await merge()).toEqual({ articles: 0, marks: 1, tags: 0 });
    expect(await member.articles()).toMatchObject([{ id, marks: [{ colour: 1, count: 1 }] }]);
  });

  it('brings what came out of a backup after the last merge, though it is older, and offers it anew when that is taken back', async () => {
    const elsewhere = await openStore('elsewhere', 'eeee', () => now);
    const there = localLibrary(elsewhere, () => undefined);
    const address = 'https://news.example/backed-up.html';
    const old = await there.saveArticle({ address, reading: sampleReading(), savedAt: now });
    const pipe = new TransformStream<Uint8Array, Uint8Array>();
    const archive = new Response(pipe.readable).blob();
    await writeBackup(elsewhere, pipe.writable);

    await keepAsGuest();
    await merge();
    await restoreBackup(guestStore, await openBackup(await archive));
    expect(await merge()).toEqual({ articles: 1, marks: 0, tags: 0 });
    expect((await member.articles()).map(({ id }) => id)).toContain(old.id);
    expect((await readUnmerged(guestStore)).map(({ id }) => id)).toEqual([]);
    await undoMerge(guestStore, memberStore, () => undefined);
    expect((await member.articles()).map(({ id }) => id)).not.toContain(old.id);
    expect((await readUnmerged(guestStore)).map(({ id }) => id)).toEqual([old.id]);
  });
});
