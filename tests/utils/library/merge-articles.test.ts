import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { SyncRecord } from '../../../protocol/records.ts';
import { applyPage } from '../../../utils/library/apply-page.ts';
import { type Duplicates, findDuplicates, likelyToStay } from '../../../utils/library/duplicates.ts';
import type { Library } from '../../../utils/library/library.ts';
import { localLibrary } from '../../../utils/library/local-library.ts';
import { followMerges } from '../../../utils/library/merge-articles.ts';
import { standsFor } from '../../../utils/library/merged.ts';
import { DEVICE_BASE, openStore, type Store } from '../../../utils/library/store.ts';
import { recordOf, write } from '../../../utils/library/write.ts';
import { image, sampleReading } from './sample-reading.ts';

const SECURE = 'https://www.news.example/guancha/101.html';
const PLAIN = 'http://m.news.example/guancha/101.html';
const mark = (id: string, articleId: string, exact: string) => ({
  id,
  articleId,
  pageSelectors: [{ type: 'TextQuoteSelector' as const, exact, prefix: '', suffix: '' }],
  colour: 1 as const,
  style: 'ground' as const,
});

let store: Store;
let library: Library;
let now = 1_750_000_000_000;
const clock = () => {
  now += 1000;
  return now;
};
beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  store = await openStore('member-1', 'aaaa', clock);
  library = localLibrary(store, () => undefined);
});

async function keepBoth() {
  const one = await library.saveArticle({ address: SECURE, reading: sampleReading(), savedAt: 2 });
  const other = await library.saveArticle({
    address: PLAIN,
    reading: sampleReading({}, { text: '文章后来补了一段。' }),
    savedAt: 1,
  });
  await library.saveMark(mark('mark0000000000a1', one.id, '来电人'));
  await library.saveMark(mark('mark0000000000b1', other.id, '补了一段'));
  await library.addTag({ kind: 'article', id: other.id }, '引用');
  await library.addTag({ kind: 'article', id: one.id }, '质检');
  await library.writeNote({ kind: 'article', id: one.id }, '第一处的笔记', []);
  await library.writeNote({ kind: 'article', id: other.id }, '第二处的笔记', []);
  return { one: one.id, other: other.id };
}

describe('articles that are kept twice', () => {
  it('are found by addresses that lead to one page, and by the same text on one site', async () => {
    await keepBoth();
    const save = (address: string, title: string, text: string) =>
      library.saveArticle({ address, reading: sampleReading({ title }, { text }), savedAt: 5 });
    await save('https://news.example/show.php?b=2&a=1', '参数换了次序的文章', '参数一');
    await save('https://news.example/show.php?a=1&b=2', '参数换了次序的文章', '参数二');
    await save('https://news.example/copy-1', '两处登的同一篇', '一字不差的正文');
    await save('https://news.example/copy-2', '换了标题也是它', '一字不差的正文');
    await save('https://elsewhere.example/copy-3', '别处转载', '一字不差的正文');
    await save('https://news.example/guancha/102.html', '接起电话之前', '另一页');
    const groups = findDuplicates((await library.listing()).rows).map((group) =>
      group.map(({ address }) => address),
    );
    expect(groups).toHaveLength(3);
    expect(groups.map((group) => group.length)).toEqual([2, 2, 2]);
    expect(groups.flat()).not.toContain('https://elsewhere.example/copy-3');
  });

  it('the one with more of the reader in it is proposed to stay', async () => {
    const { one } = await keepBoth();
    const [group] = findDuplicates((await library.listing()).rows);
    expect(likelyToStay(group as Duplicates, (id) => (id === one ? 1 : 0)).id).toBe(one);
  });

  it('become one with the versions, marks, tags and notes of both, and two again', async () => {
    const { one, other } = await keepBoth();
    await library.editArticle(other, { favourite: true });
    const before = await everything(one, other);
    const merged = await library.mergeArticles(one, other);

    const [article, ...others] = await library.articles();
    expect(others).toEqual([]);
    expect(article?.id).toBe(one);
    expect(article?.snapshots).toHaveLength(2);
    expect(article?.note.text).toBe('第一处的笔记\n\n第二处的笔记');
    expect(article?.tags.map(({ name }) => name).sort()).toEqual(['引用', '质检'].sort());
    expect((await library.tags()).map(({ count }) => count)).toEqual([1, 1]);
    expect(article).toMatchObject({ savedAt: 1, favourite: true });
    expect((await library.marks(one)).map(({ id }) => id).sort()).toEqual([
      'mark0000000000a1',
      'mark0000000000b1',
    ]);
    expect((await library.articleAt(PLAIN))?.id).toBe(one);
    expect((await library.search('补了一段')).hits.map(({ id }) => id)).toEqual([one]);

    await library.undoMerge(merged);
    expect(withoutStamps(await everything(one, other))).toEqual(withoutStamps(before));
  });

  it('part without an empty note beside the one that was there', async () => {
    const { one, other } = await keepBoth();
    await library.writeNote({ kind: 'article', id: one }, '在别处写的', []);
    const before = await library.article(one);
    const merged = await library.mergeArticles(one, other);
    expect((await library.article(one))?.note.values).toHaveLength(3);
    await library.undoMerge(merged);
    const texts = (await library.article(one))?.note.values.map(({ text }) => text).sort();
    expect(texts).toEqual(before?.note.values.map(({ text }) => text).sort());
  });

  it('part with the images that were fetched while they were one', async () => {
    const photo = 'https://www.news.example/a.png';
    const one = await library.saveArticle({ address: SECURE, reading: sampleReading(), savedAt: 2 });
    const reading = sampleReading({}, { text: '文章后来补了一张图。', images: [image(photo)] });
    const other = await library.saveArticle({ address: PLAIN, reading, savedAt: 1 });
    const hash = other.snapshots[0]?.hash ?? '';
    const merged = await library.mergeArticles(one.id, other.id);
    await library.keepImages(one.id, hash, new Map([[photo, new Blob(['图'], { type: 'image/png' })]]));
    await library.undoMerge(merged);
    expect(Object.keys((await library.snapshot(hash))?.images ?? {})).toEqual([photo]);
  });

  it('a page saved again at the address that was merged away adds its version to the one that stayed', async () => {
    const { one, other } = await keepBoth();
    await library.mergeArticles(one, other);
    const again = await library.saveArticle({
      address: PLAIN,
      reading: sampleReading({}, { text: '第三种写法。' }),
      savedAt: 9,
    });
    expect(again.id).toBe(one);
    expect(again.address).toBe(SECURE);
    expect(again.snapshots).toHaveLength(3);
  });

  it('what was taken over from several goes back step by step, but for what the reader changed since', async () => {
    const { one, other } = await keepBoth();
    const save = (address: string, savedAt: number) =>
      library.saveArticle({ address, reading: sampleReading(), savedAt });
    const third = await save('https://news.example/guancha/101.html', 0);
    await library.editArticle(third.id, { favourite: true });
    const merges = [await library.mergeArticles(one, other), await library.mergeArticles(one, third.id)];
    expect(await library.article(one)).toMatchObject({ savedAt: 0, favourite: true });
    for (const merged of merges.toReversed()) await library.undoMerge(merged);
    expect(await library.article(one)).toMatchObject({ savedAt: 2, favourite: false });

    const again = await library.mergeArticles(one, third.id);
    await library.editArticle(one, { favourite: false });
    await library.undoMerge(again);
    expect(await library.article(one)).toMatchObject({ savedAt: 2, favourite: false });
  });

  it('another page of the article that was merged away leads to the one that stayed', async () => {
    const { one, other } = await keepBoth();
    const page = `${PLAIN}?p=2`;
    const pages = { addresses: [PLAIN, page], missing: [], reason: null };
    await library.saveArticle({ address: PLAIN, reading: { ...sampleReading(), pages }, savedAt: 3 });
    expect((await library.articleAt(page))?.id).toBe(other);
    const merged = await library.mergeArticles(one, other);
    expect((await library.articleAt(page))?.id).toBe(one);
    await library.deleteArticle(one);
    expect(await library.articleAt(page)).toBeNull();
    await library.restoreArticle(one);
    await library.undoMerge(merged);
    expect((await library.articleAt(page))?.id).toBe(other);
  });

  it('a mark that comes back from 回收站, or is made by a view that has not heard of the merge, is on the one that stayed', async () => {
    const { one, other } = await keepBoth();
    await library.deleteMark('mark0000000000b1');
    await library.mergeArticles(one, other);
    await library.restoreMark('mark0000000000b1');
    const made = await library.saveMark(mark('mark0000000000d1', other, '先看一眼'));
    expect(made.articleId).toBe(one);
    expect((await library.marks(one)).map(({ id }) => id).sort()).toEqual([
      'mark0000000000a1',
      'mark0000000000b1',
      'mark0000000000d1',
    ]);
  });

  it('what another device put on the one that was merged away follows it, whichever was merged into which', async () => {
    const { one, other } = await keepBoth();
    const far = localLibrary(await copyOf(store, 'bbbb'), () => undefined);
    await library.mergeArticles(one, other);
    await far.mergeArticles(other, one);
    await far.saveMark(mark('mark0000000000c1', other, '写在别处'));
    await far.addTag({ kind: 'article', id: other }, '别处');
    await exchange(store, (await openCopies.get('bbbb')) as Store);

    const root = await standsFor(one, (id) => store.database.get('records', ['article', id]));
    for (const each of [store, openCopies.get('bbbb') as Store]) {
      await followMerges(each);
      const there = localLibrary(each, () => undefined);
      expect((await there.articles()).map(({ id }) => id)).toEqual([root]);
      expect(await there.marks(root)).toHaveLength(3);
      expect((await there.article(root))?.tags.map(({ name }) => name)).toContain('别处');
    }
  });

  it('are two again with all that was theirs, where the news comes in several parts and the browser ends in between', async () => {
    const { one, other } = await keepBoth();
    const merged = await library.mergeArticles(one, other);
    const far = await copyOf(store, 'gggg');
    await library.undoMerge(merged);
    const rows = (await store.database.getAll('records')).map(recordOf);
    // As they come from the service: an article that waited for its text comes last.
    const last = rows.filter(({ id }) => id === other);
    const first = rows.filter(({ id }) => id !== other);
    await applyPage(far, { epoch: null, cursor: 0 }, page(first, 1, true));
    await followMerges(far);
    far.database.close();
    const woken = await openStore('copy-gggg', 'hhhh', clock);
    await followMerges(woken);
    await applyPage(woken, { epoch: 'epoch-one', cursor: 1 }, page(last, 2, false));
    await followMerges(woken);
    await exchange(store, woken);
    for (const each of [library, localLibrary(woken, () => undefined)]) {
      expect((await each.marks(other)).map(({ id }) => id)).toEqual(['mark0000000000b1']);
      expect((await each.article(one))?.snapshots).toHaveLength(1);
      expect((await each.article(other))?.tags.map(({ name }) => name)).toEqual(['引用']);
      expect((await each.article(one))?.tags.map(({ name }) => name)).toEqual(['质检']);
    }
  });

  it('what another device put on one of them follows once all of the news is here', async () => {
    const { one, other } = await keepBoth();
    const far = await copyOf(store, 'iiii');
    await localLibrary(far, () => undefined).saveMark(mark('mark0000000000c1', other, '写在别处'));
    await library.mergeArticles(one, other);
    const news = (await far.database.getAll('records')).map(recordOf);
    const mine = news.filter(({ id }) => id === 'mark0000000000c1');
    await applyPage(store, { epoch: null, cursor: 0 }, page(mine, 1, true));
    await followMerges(store);
    expect((await library.marks(one)).map(({ id }) => id)).not.toContain('mark0000000000c1');
    await applyPage(store, { epoch: 'epoch-one', cursor: 1 }, page([], 1, false));
    await followMerges(store);
    expect((await library.marks(one)).map(({ id }) => id)).toContain('mark0000000000c1');
  });

  it('a note and a version that another device wrote before it heard of the merge are in the one that stayed, once', async () => {
    const { one, other } = await keepBoth();
    const copy = await copyOf(store, 'dddd');
    const far = localLibrary(copy, () => undefined);
    await library.mergeArticles(one, other);
    const [before] = (await far.article(other))?.note.values ?? [];
    await far.writeNote({ kind: 'article', id: other }, '第二处的笔记，在路上改过', [before?.stamp ?? '']);
    await far.saveArticle({
      address: PLAIN,
      reading: sampleReading({}, { text: '路上又存的一版。' }),
      savedAt: 9,
    });
    const turn = async () => {
      await exchange(store, copy);
      for (const each of [store, copy]) await followMerges(each);
      await exchange(store, copy);
    };
    await turn();
    const words = '第一处的笔记\n\n第二处的笔记\n\n第二处的笔记，在路上改过';
    for (const each of [library, far]) {
      const article = await each.article(one);
      expect(article?.note.values.map(({ text }) => text)).toEqual([words]);
      expect(article?.snapshots).toHaveLength(3);
    }
    // What the reader makes of it stays.
    const stamps = (await library.article(one))?.note.values.map(({ stamp }) => stamp) ?? [];
    await library.writeNote({ kind: 'article', id: one }, '理过的笔记', stamps);
    await turn();
    for (const each of [library, far]) expect((await each.article(one))?.note.text).toBe('理过的笔记');
  });

  it('a note of a device that goes by another name by now is in the one that stayed after some days, once', async () => {
    const { one, other } = await keepBoth();
    const copy = await copyOf(store, 'eeee');
    await library.mergeArticles(one, other);
    const [before] = (await localLibrary(copy, () => undefined).article(other))?.note.values ?? [];
    await localLibrary(copy, () => undefined).writeNote({ kind: 'article', id: other }, '路上写的', [
      before?.stamp ?? '',
    ]);
    await copy.database.put('meta', 'name', DEVICE_BASE);
    const turn = async () => {
      for (const each of [store, copy]) {
        await exchange(store, copy);
        await followMerges(each);
      }
      await exchange(store, copy);
    };
    await turn();
    expect((await library.article(one))?.note.text).not.toContain('路上写的');
    now += 8 * 24 * 60 * 60_000;
    await turn();
    await turn();
    const values = async () => (await library.article(one))?.note.values.map(({ text }) => text);
    expect(await values()).toEqual(['第一处的笔记\n\n第二处的笔记\n\n路上写的']);
    // Words that stand there come no second time, whatever stamp they have.
    const far = localLibrary(copy, () => undefined);
    const [latest] = (await far.article(other))?.note.values ?? [];
    await far.writeNote({ kind: 'article', id: other }, '第二处的笔记', [latest?.stamp ?? '']);
    await turn();
    expect(await values()).toEqual(['第一处的笔记\n\n第二处的笔记\n\n路上写的']);
  });

  it('stays in the list where another device kept it again after the one that stayed was deleted, and follows that one when it comes back', async () => {
    const { one, other } = await keepBoth();
    const copy = await copyOf(store, 'ffff');
    const far = localLibrary(copy, () => undefined);
    await library.mergeArticles(one, other);
    const before = await store.database.getAll('records');
    await library.deleteArticle(one);
    const reading = sampleReading({}, { text: '路上又存的一版。' });
    await far.saveArticle({ address: PLAIN, reading, savedAt: 9 });
    // It hears of the merge first.
    await write(copy, async (writer) => {
      for (const row of before) await writer.adopt(recordOf(row));
    });
    expect((await far.search('接起电话')).hits.map(({ id }) => id)).toEqual([one]);
    const turn = async () => {
      await exchange(store, copy);
      for (const each of [store, copy]) await followMerges(each);
      await exchange(store, copy);
    };
    await turn();
    for (const each of [library, far]) {
      expect((await each.articles()).map(({ id }) => id)).toEqual([other]);
      expect((await each.articleAt(PLAIN))?.id).toBe(other);
      expect((await each.search('接起电话')).hits.map(({ id }) => id)).toEqual([other]);
    }
    await library.restoreArticle(one);
    await turn();
    for (const each of [library, far]) {
      expect((await each.articles()).map(({ id }) => id)).toEqual([one]);
      expect((await each.article(one))?.snapshots).toHaveLength(3);
    }
  });

  it('is found on every device that merged them the other way round', async () => {
    const save = (address: string) =>
      library.saveArticle({ address, reading: sampleReading({ title: '接电话之前' }), savedAt: 1 });
    const [one, other] = [(await save(SECURE)).id, (await save(PLAIN)).id];
    const copy = await copyOf(store, 'cccc');
    const far = localLibrary(copy, () => undefined);
    await library.mergeArticles(one, other);
    await far.mergeArticles(other, one);
    for (const each of [library, far]) expect((await each.search('接电话')).hits).toHaveLength(1);
    await exchange(store, copy);
    const root = await standsFor(one, (id) => store.database.get('records', ['article', id]));
    for (const each of [library, far])
      expect((await each.search('接电话')).hits.map(({ id }) => id)).toEqual([root]);
  });

  it('refuses to merge what is in 回收站, and changes nothing', async () => {
    const { one, other } = await keepBoth();
    await library.deleteArticle(other);
    const before = await store.database.getAll('records');
    await expect(library.mergeArticles(one, other)).rejects.toMatchObject({ code: 'not-found' });
    expect(await store.database.getAll('records')).toEqual(before);
  });
});

async function everything(...ids: string[]) {
  const articles = await Promise.all(ids.map((id) => library.article(id)));
  const marks = await Promise.all(ids.map((id) => library.marks(id)));
  return { articles, marks, rows: (await library.articles()).map(({ id }) => id).sort() };
}

/** Stamps of notes are new after an undo. */
function withoutStamps(value: Awaited<ReturnType<typeof everything>>) {
  return JSON.parse(
    JSON.stringify(value, (key, each) => (['stamp', 'seen'].includes(key) ? undefined : each)),
  );
}

/** A page of the service's feed. */
function page(records: SyncRecord[], next: number, more: boolean) {
  return { epoch: 'epoch-one', records, next, more };
}

const openCopies = new Map<string, Store>();

/** Another device of the same member that has synced. */
async function copyOf(from: Store, session: string): Promise<Store> {
  const copy = await openStore(`copy-${session}`, session, clock);
  openCopies.set(session, copy);
  await exchange(from, copy);
  return copy;
}

/** Each joins what the other holds, as by a sync. */
async function exchange(one: Store, other: Store): Promise<void> {
  const rows = [await one.database.getAll('records'), await other.database.getAll('records')];
  for (const [store, all] of [
    [other, rows[0]],
    [one, rows[1]],
  ] as const) {
    await write(store, async (writer) => {
      for (const row of all ?? []) await writer.adopt(recordOf(row));
    });
  }
}
