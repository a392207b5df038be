import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { newestStamp } from '../../../protocol/merge.ts';
import { millisecondsOf } from '../../../protocol/stamps.ts';
import { applyPage } from '../../../utils/library/apply-page.ts';
import { readUnmerged } from '../../../utils/library/guest-records.ts';
import type { Library } from '../../../utils/library/library.ts';
import { localLibrary } from '../../../utils/library/local-library.ts';
import { mergeStores } from '../../../utils/library/merge-guest.ts';
import { readMergeHead } from '../../../utils/library/merge-log.ts';
import { previewStores } from '../../../utils/library/preview-guest.ts';
import { restampAhead } from '../../../utils/library/restamp.ts';
import { openStore, type Store } from '../../../utils/library/store.ts';
import { undoMerge } from '../../../utils/library/undo-guest-merge.ts';
import { recordOf } from '../../../utils/library/write.ts';
import { ADDRESS, sampleReading } from './sample-reading.ts';

const selectors = [{ type: 'TextQuoteSelector' as const, exact: '来电人', prefix: '', suffix: '' }];
const mark = (id: string, articleId: string) => ({
  id,
  articleId,
  pageSelectors: selectors,
  colour: 1 as const,
  style: 'ground' as const,
});
const OTHER = 'https://news.example/guancha/other.html';

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
const undo = () => undoMerge(guestStore, memberStore, () => undefined);
const save = (library: Library, address: string, title = '接起电话之前') =>
  library.saveArticle({ address, reading: sampleReading({ title }), savedAt: now });

/** What the member sees of everything. */
async function seen(library: Library) {
  const articles = (await library.articles()).sort((left, right) => (left.id < right.id ? -1 : 1));
  const whole = await Promise.all(articles.map(({ id }) => library.article(id)));
  return {
    articles: whole.map((article) => ({
      title: article?.title,
      note: article?.note.text,
      tags: article?.tags.map(({ name }) => name),
      versions: article?.snapshots.length,
    })),
    marks: await Promise.all(articles.map(async ({ id }) => (await library.marks(id)).map((one) => one.id))),
    tags: (await library.tags()).map(({ name }) => name),
    sites: (await library.sites()).filter(({ on }) => on).map(({ pattern }) => pattern),
  };
}

/** A member with one article of their own and one that the guest has too; the guest with that one and another. */
async function prepare() {
  const both = await save(member, ADDRESS, '会员存的标题');
  await member.writeNote({ kind: 'article', id: both.id }, '会员写的', []);
  await member.addTag({ kind: 'article', id: both.id }, '两边都有');
  await save(member, 'https://news.example/guancha/own.html', '会员自己的');
  await save(guest, ADDRESS, '访客存的标题');
  await guest.writeNote({ kind: 'article', id: both.id }, '访客写的', []);
  await guest.addTag({ kind: 'article', id: both.id }, '两边都有');
  await guest.addTag({ kind: 'article', id: both.id }, '访客的标签');
  await guest.saveMark(mark('guestmark0000001', both.id));
  const other = await save(guest, OTHER, '访客自己的');
  await guest.saveMark(mark('guestmark0000002', other.id));
  await guest.addTag({ kind: 'mark', id: 'guestmark0000002' }, '访客的标签');
  await guest.switchSite('https://news.example/*', true);
  return { both, other };
}

describe('what merging a guest’s library would bring', () => {
  it('is told before: how much comes, and what is there already or lies in 回收站', async () => {
    const { both, other } = await prepare();
    const binned = await save(member, 'https://news.example/guancha/binned.html', '会员删了的');
    await member.deleteArticle(binned.id);
    await save(guest, 'https://news.example/guancha/binned.html', '会员删了的');
    const before = await seen(member);
    const preview = await previewStores(guestStore, memberStore);
    expect(preview.articles).toEqual({ all: 3, there: 1 });
    expect(preview.marks).toEqual({ all: 2, there: 0 });
    expect(preview.tags).toEqual({ all: 2, there: 1 });
    expect(preview.list).toEqual([
      { id: binned.id, title: '会员删了的', state: 'in-bin' },
      { id: other.id, title: '访客自己的', state: 'new' },
      { id: both.id, title: '访客存的标题', state: 'there' },
    ]);
    expect(await seen(member)).toEqual(before);
    expect(await merge()).toEqual({ articles: 3, marks: 2, tags: 2 });
  });
});

describe('taking a merge back', () => {
  it('leaves the member what they had before, the guest everything, and offers it anew', async () => {
    await prepare();
    const [before, guestBefore] = [await seen(member), await seen(guest)];
    await merge();
    const merged = await seen(member);
    expect(merged).not.toEqual(before);
    expect((await readMergeHead(memberStore))?.status).toBe('merged');
    expect(await undo()).toEqual({ stayed: 0 });
    expect(await seen(member)).toEqual(before);
    expect(await seen(guest)).toEqual(guestBefore);
    expect(await readMergeHead(memberStore)).toBeNull();
    expect(await merge()).toEqual({ articles: 2, marks: 2, tags: 2 });
    expect(await seen(member)).toEqual(merged);
    expect(await undo()).toEqual({ stayed: 0 });
    expect(await seen(member)).toEqual(before);
  });

  it('does not keep a later merge from bringing all of it, but for what the member changed meanwhile', async () => {
    const { both, other } = await prepare();
    await merge();
    await undo();
    await member.restoreArticle(other.id);
    await member.deleteArticle(other.id);
    await member.editArticle(both.id, { title: '会员后来改的' });
    const cut = mergeStores(guestStore, memberStore, () => {
      throw new Error('killed');
    });
    await expect(cut).rejects.toThrow('killed');
    await undo();
    await merge();
    expect((await member.article(both.id))?.title).toBe('会员后来改的');
    expect((await member.article(both.id))?.note.text).toContain('访客写的');
    expect((await member.marks(both.id)).map(({ id }) => id)).toEqual(['guestmark0000001']);
    expect(await member.marks(other.id)).toMatchObject([{ tags: [{ name: '访客的标签' }] }]);
  });

  it('leaves an article that came back from 回收站 and was edited since', async () => {
    const deleted = await save(member, OTHER, '会员删了的');
    await member.deleteArticle(deleted.id);
    await save(guest, OTHER, '会员删了的');
    await merge();
    await member.writeNote({ kind: 'article', id: deleted.id }, '归入以后写的', []);
    expect(await undo()).toEqual({ stayed: 1 });
    expect(await member.articles()).toMatchObject([{ id: deleted.id, note: { text: '归入以后写的' } }]);
  });

  it('comes to the same when it, or the merge, is cut behind any transaction', async () => {
    await prepare();
    for (let index = 0; index < 230; index += 1) await save(guest, `https://news.example/${index}.html`);
    const before = await seen(member);
    const cutAfter = (transactions: number) => {
      let left = transactions;
      return () => {
        left -= 1;
        if (left <= 0) throw new Error('killed');
      };
    };
    for (const transactions of [1, 2, 3]) {
      const merging = mergeStores(guestStore, memberStore, cutAfter(transactions));
      await expect(merging).rejects.toThrow('killed');
      expect((await readMergeHead(memberStore))?.status).toBe('merging');
      await expect(undoMerge(guestStore, memberStore, cutAfter(1))).rejects.toThrow('killed');
      expect((await readMergeHead(memberStore))?.status).toBe('undoing');
      await undo();
      expect(await seen(member)).toEqual(before);
    }
    await expect(mergeStores(guestStore, memberStore, cutAfter(2))).rejects.toThrow('killed');
    expect(await merge()).toEqual({ articles: 232, marks: 2, tags: 2 });
    expect((await member.articles()).length).toBe(233);
    expect(await readUnmerged(guestStore)).toEqual([]);
    for (const transactions of [1, 2]) {
      const undoing = undoMerge(guestStore, memberStore, cutAfter(transactions));
      await expect(undoing).rejects.toThrow('killed');
    }
    // Merging anew ends what was cut first.
    expect((await merge()).articles).toBe(232);
    await undo();
    expect(await seen(member)).toEqual(before);
  });

  it('leaves what was edited since, and an article that something was put on', async () => {
    const { both, other } = await prepare();
    const third = await save(guest, 'https://news.example/guancha/third.html', '第三篇');
    await merge();
    await member.editArticle(both.id, { title: '归入以后改的' });
    await member.saveMark(mark('membermark000001', other.id));
    await member.editArticles([third.id], { state: 'reading' });
    expect(await undo()).toEqual({ stayed: 1 });
    const ids = (await member.articles()).map(({ id }) => id);
    expect(ids).toContain(other.id);
    // Only read since, and so not kept.
    expect(ids).not.toContain(third.id);
    expect((await member.article(both.id))?.title).toBe('归入以后改的');
    expect((await member.marks(other.id)).map(({ id }) => id)).toEqual(['membermark000001']);
  });

  it('never deletes what the member had and this device had not heard of yet', async () => {
    const { other } = await prepare();
    const elsewhere = await openStore('elsewhere', 'eeee', () => now);
    await save(
      localLibrary(elsewhere, () => undefined),
      OTHER,
      '会员在别处存的',
    );
    const row = await elsewhere.database.get('records', ['article', other.id]);
    if (!row) throw new Error('not saved');
    await merge();
    const page = { records: [recordOf(row)], next: 1, more: false, epoch: 'e', now };
    await applyPage(memberStore, { epoch: null, cursor: 0 }, page);
    expect(await undo()).toEqual({ stayed: 1 });
    expect((await member.articles()).map(({ id }) => id)).toContain(other.id);
  });

  it('brings back what the member had deleted, and lets it lie where it lay', async () => {
    const deleted = await save(member, OTHER, '会员删了的');
    await member.deleteArticle(deleted.id);
    await save(guest, OTHER, '会员删了的');
    await merge();
    expect((await member.articles()).map(({ id }) => id)).toEqual([deleted.id]);
    await undo();
    expect(await member.articles()).toEqual([]);
    expect((await member.articles({ deleted: true })).map(({ id }) => id)).toEqual([deleted.id]);
  });

  it('finds its own edits also after a clock that ran ahead was set right', async () => {
    now += 365 * 24 * 60 * 60_000;
    await prepare();
    const before = await seen(member);
    await merge();
    const serviceNow = 1_750_000_000_000;
    await restampAhead(memberStore, serviceNow);
    const newest = (await memberStore.database.getAll('records'))
      .map(recordOf)
      .map(newestStamp)
      .sort()
      .at(-1);
    expect(millisecondsOf(newest ?? '')).toBeLessThan(serviceNow + 60_000);
    expect(await undo()).toEqual({ stayed: 0 });
    expect(await seen(member)).toEqual(before);
  });

  it('remembers one merge, the last', async () => {
    await prepare();
    await merge();
    const first = await readMergeHead(memberStore);
    const later = await save(guest, 'https://news.example/later.html');
    await merge();
    expect((await readMergeHead(memberStore))?.id).not.toBe(first?.id);
    await undo();
    expect((await member.articles()).map(({ id }) => id)).not.toContain(later.id);
    expect((await member.articles()).length).toBe(3);
  });
});
