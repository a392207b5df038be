import { beforeEach, describe, expect, it } from 'vitest';
import type { Library, MarkSave } from '../../../utils/library/library.ts';
import { ADDRESS, image, sampleReading } from './sample-reading.ts';

const MARK: Omit<MarkSave, 'articleId'> = {
  id: 'mark0000000000a1',
  pageSelectors: [
    { type: 'TextQuoteSelector', exact: '来电人', prefix: '先看一眼', suffix: '上一次' },
    { type: 'TextPositionSelector', start: 20, end: 23 },
  ],
  colour: 2,
  style: 'ground',
};

/** What every implementation of `Library` must do. `open` gives an empty one; all it gives within a test share their contents. */
export function describeLibrary(name: string, open: () => Promise<Library>): void {
  describe(name, () => {
    let library: Library;

    beforeEach(async () => {
      library = await open();
    });

    const save = (address = ADDRESS, savedAt = 1_700_000_000_000, reading = sampleReading()) =>
      library.saveArticle({ address, reading, savedAt });

    describe('keeping', () => {
      it('gives back what was read from the page', async () => {
        const article = await save();
        expect(article).toMatchObject({
          address: ADDRESS,
          title: '接起电话之前',
          category: '服务观察',
          breadcrumb: ['首页', '观察', '服务观察'],
          authors: ['林远'],
          source: '坐席笔记',
          publishedAt: '2024-03-05',
          summary: null,
          state: 'unread',
          favourite: false,
          savedAt: 1_700_000_000_000,
          isDeleted: false,
        });
        expect(await library.article(article.id)).toEqual(article);
        expect(await library.articleAt(ADDRESS)).toEqual(article);
        const content = await library.snapshot(article.snapshots[0]?.hash ?? '');
        expect(content).toEqual({
          html: sampleReading().html,
          text: sampleReading().text,
          outline: sampleReading().outline,
          images: {},
          missingImages: [],
        });
      });

      it('makes one article with two versions of a page saved twice', async () => {
        const first = await save();
        const later = sampleReading({}, { text: '文章后来补了一段。' });
        const second = await save(ADDRESS, 1_700_000_100_000, later);
        expect(second.id).toBe(first.id);
        expect(second.snapshots.map((version) => version.savedAt)).toEqual([
          1_700_000_000_000, 1_700_000_100_000,
        ]);
        const texts = await Promise.all(second.snapshots.map(({ hash }) => library.snapshot(hash)));
        expect(texts.map((content) => content?.text)).toEqual([sampleReading().text, '文章后来补了一段。']);
        expect(await library.articles()).toHaveLength(1);
      });

      it('adds no version when the text is the same', async () => {
        const first = await save();
        const second = await save(ADDRESS, 1_700_000_100_000);
        expect(second.snapshots).toEqual(first.snapshots);
      });

      it('keeps each text with its own address when two pages are saved at once', async () => {
        const addresses = Array.from(
          { length: 6 },
          (_, index) => `https://news.example/guancha/${index}.html`,
        );
        const saved = await Promise.all(
          addresses.map((address) => save(address, 1, sampleReading({ title: address }, { text: address }))),
        );
        for (const article of saved) {
          const content = await library.snapshot(article.snapshots[0]?.hash ?? '');
          expect([article.address, article.title, content?.text]).toEqual(Array(3).fill(article.address));
        }
      });

      it('keeps a field as the reader corrected it, and what a later reading lacks', async () => {
        const { id } = await save();
        await library.editArticle(id, { source: '坐席手记' });
        const again = await save(
          ADDRESS,
          2,
          sampleReading({ source: '坐席笔记', authors: null, category: '侃柴' }),
        );
        expect(again).toMatchObject({ source: '坐席手记', authors: ['林远'], category: '侃柴' });
      });

      it('changes state, favourite and position', async () => {
        const { id } = await save();
        await library.editArticle(id, { state: 'reading', favourite: true, position: 0.4 });
        expect(await library.article(id)).toMatchObject({ state: 'reading', favourite: true, position: 0.4 });
      });

      it('is being read once the reader has come some way, unless its state was chosen with that', async () => {
        const { id } = await save();
        await library.editArticle(id, { position: 0.01 });
        expect(await library.article(id)).toMatchObject({ state: 'unread' });
        await library.editArticle(id, { position: 0.3 });
        expect(await library.article(id)).toMatchObject({ state: 'reading' });
        await library.editArticle(id, { position: 0.4, state: 'archived' });
        await library.editArticle(id, { position: 0.5 });
        expect(await library.article(id)).toMatchObject({ state: 'archived' });
      });

      it('is known by each of its pages, and says which of them it lacks', async () => {
        const second = ADDRESS.replace('.html', '_2.html');
        const pages = { addresses: [ADDRESS, second], missing: [2], reason: 'failed' as const };
        const reading = { ...sampleReading(), pages };
        const article = await library.saveArticle({ address: ADDRESS, reading, savedAt: 1 });
        expect(article.pages).toEqual(pages);
        expect((await library.articleAt(second))?.id).toBe(article.id);
        await library.deleteArticle(article.id);
        expect(await library.articleAt(second)).toBeNull();
      });

      it('has no pages any more when it is saved as one', async () => {
        const pages = { addresses: [ADDRESS, `${ADDRESS}?page=2`], missing: [], reason: null };
        await library.saveArticle({ address: ADDRESS, reading: { ...sampleReading(), pages }, savedAt: 1 });
        const saved = await library.saveArticle({ address: ADDRESS, reading: sampleReading(), savedAt: 2 });
        expect(saved.pages).toBeNull();
        expect(await library.articleAt(`${ADDRESS}?page=2`)).toBeNull();
      });

      it('knows nothing of an address that was never saved', async () => {
        expect(await library.articleAt('https://news.example/none.html')).toBeNull();
        expect(await library.article('0'.repeat(32))).toBeNull();
        expect(await library.snapshot('0'.repeat(64))).toBeNull();
        expect(await library.image('0'.repeat(64))).toBeNull();
        await expect(library.editArticle('0'.repeat(32), { state: 'archived' })).rejects.toMatchObject({
          code: 'not-found',
        });
      });
    });

    describe('deleting', () => {
      it('moves to 回收站 and brings back everything', async () => {
        const article = await save();
        const owner = { kind: 'article', id: article.id } as const;
        await library.addTag(owner, '年终报告');
        await library.writeNote(owner, '第三节可以引用', []);
        await library.saveMark({ ...MARK, articleId: article.id });
        const whole = await library.article(article.id);

        await library.deleteArticle(article.id);
        expect(await library.articles()).toEqual([]);
        expect(await library.articleAt(ADDRESS)).toBeNull();
        expect(await library.tags()).toEqual([]);
        const [inTrash] = await library.articles({ deleted: true });
        expect(inTrash).toMatchObject({ id: article.id, isDeleted: true });
        expect(inTrash?.deletedAt).toBeGreaterThan(1_600_000_000_000);

        await library.restoreArticle(article.id);
        const restored = await library.article(article.id);
        expect(restored?.note.text).toBe('第三节可以引用');
        expect({ ...restored, note: null }).toEqual({ ...whole, note: null });
        expect(await library.marks(article.id)).toHaveLength(1);
      });

      it('brings a deleted article back when it is saved again', async () => {
        const { id } = await save();
        await library.writeNote({ kind: 'article', id }, '留着', []);
        await library.deleteArticle(id);
        const again = await save(ADDRESS, 1_700_000_900_000);
        expect(again).toMatchObject({ id, isDeleted: false, savedAt: 1_700_000_900_000 });
        expect(again.note.text).toBe('留着');
        expect(again.snapshots).toHaveLength(1);
      });

      it('may be asked twice', async () => {
        const { id } = await save();
        await library.deleteArticle(id);
        await library.deleteArticle(id);
        await library.restoreArticle(id);
        await library.restoreArticle(id);
        expect(await library.articles()).toHaveLength(1);
      });
    });

    describe('marks', () => {
      it('are kept with their place, colour and note', async () => {
        const article = await save();
        const mark = await library.saveMark({ ...MARK, articleId: article.id });
        expect(mark).toMatchObject({
          id: MARK.id,
          quote: '来电人',
          colour: 2,
          pageSelectors: MARK.pageSelectors,
        });
        await library.editMark(mark.id, { colour: 4, style: 'wavy' });
        await library.writeNote({ kind: 'mark', id: mark.id }, '这里说的是主叫', []);
        const [kept] = await library.marks(article.id);
        expect(kept).toMatchObject({ colour: 4, style: 'wavy', note: { text: '这里说的是主叫' } });
        const [row] = await library.articles();
        expect(row?.marks).toEqual([{ colour: 4, count: 1 }]);
      });

      it('are one when the message is repeated, and stay deleted', async () => {
        const article = await save();
        await library.saveMark({ ...MARK, articleId: article.id });
        await library.editMark(MARK.id, { colour: 5 });
        await library.saveMark({ ...MARK, articleId: article.id });
        expect(await library.marks(article.id)).toMatchObject([{ id: MARK.id, colour: 5 }]);
        await library.deleteMark(MARK.id);
        await library.saveMark({ ...MARK, articleId: article.id });
        expect(await library.marks(article.id)).toEqual([]);
        await library.restoreMark(MARK.id);
        expect(await library.marks(article.id)).toHaveLength(1);
      });

      it('come in the order of the text', async () => {
        const article = await save();
        const at = (id: string, start: number) =>
          library.saveMark({
            ...MARK,
            id,
            articleId: article.id,
            pageSelectors: [{ type: 'TextPositionSelector', start, end: start + 2 }],
          });
        await at('mark000000000late', 40);
        await at('mark00000000early', 3);
        const ids = (await library.marks(article.id)).map((mark) => mark.id);
        expect(ids).toEqual(['mark00000000early', 'mark000000000late']);
      });

      it('lie in 回收站 with their note when they are deleted, until they are brought back', async () => {
        const article = await save();
        await library.saveMark({ ...MARK, articleId: article.id });
        await library.writeNote({ kind: 'mark', id: MARK.id }, '这里说的是主叫', []);
        expect(await library.marksInBin()).toEqual([]);
        const before = Date.now();
        await library.deleteMark(MARK.id);
        const [deleted] = await library.marksInBin();
        expect(deleted).toMatchObject({
          id: MARK.id,
          quote: '来电人',
          note: { text: '这里说的是主叫' },
          article: { id: article.id, title: '接起电话之前', isDeleted: false },
        });
        expect(deleted?.deletedAt).toBeGreaterThanOrEqual(before);
        await library.restoreMark(MARK.id);
        expect(await library.marksInBin()).toEqual([]);
      });

      it('are shown in 回收站 when they were added after their article was deleted, not when they went with it', async () => {
        const { id } = await save();
        await library.saveMark({ ...MARK, articleId: id });
        await library.deleteArticle(id);
        expect(await library.marksInBin()).toEqual([]);
        await library.saveMark({ ...MARK, id: 'mark00000000later', articleId: id });
        expect(await library.marksInBin()).toMatchObject([
          { id: 'mark00000000later', isDeleted: false, deletedAt: null, article: { isDeleted: true } },
        ]);
        await library.restoreArticle(id);
        expect(await library.marksInBin()).toEqual([]);
      });

      it('need an article that is kept', async () => {
        const saving = library.saveMark({ ...MARK, articleId: '0'.repeat(32) });
        await expect(saving).rejects.toMatchObject({ code: 'not-found' });
      });
    });

    describe('notes', () => {
      it('replace what their writer had seen', async () => {
        const { id } = await save();
        const first = await library.writeNote({ kind: 'article', id }, '初稿', []);
        const second = await library.writeNote({ kind: 'article', id }, '定稿', stampsOf(first));
        expect(second.text).toBe('定稿');
        expect(second.values).toHaveLength(1);
        // nothing to write: a field that lost focus unchanged
        expect(await library.writeNote({ kind: 'article', id }, '定稿', stampsOf(second))).toEqual(second);
      });

      it('stand side by side when two writers had not seen each other, until one settles it', async () => {
        const { id } = await save();
        const owner = { kind: 'article', id } as const;
        const base = await library.writeNote(owner, '共同的开头', []);
        await library.writeNote(owner, '甲改的', stampsOf(base));
        const conflict = await library.writeNote(owner, '乙改的', stampsOf(base));
        expect(conflict.values.map((value) => value.text)).toEqual(['甲改的', '乙改的']);
        expect(conflict.text).toBe('甲改的\n\n乙改的');
        const settled = await library.writeNote(owner, '合在一起', stampsOf(conflict));
        expect(settled.values.map((value) => value.text)).toEqual(['合在一起']);
      });

      it('stay beside what one of two windows of a device goes on writing, who has not seen the other', async () => {
        const { id } = await save();
        const owner = { kind: 'article', id } as const;
        await library.writeNote(owner, '书库里写的', []);
        const beside = await library.writeNote(owner, '小窗里写的', []);
        const own = stampsOf({ ...beside, values: beside.values.slice(1) });
        const more = await library.writeNote(owner, '小窗里写的，又添一句', own);
        expect(more.values.map((value) => value.text).sort()).toEqual(['书库里写的', '小窗里写的，又添一句']);
        const again = await library.writeNote(
          owner,
          '小窗里写的，再添一句',
          stampsOf({ ...more, values: more.values.filter(({ text }) => text.startsWith('小窗')) }),
        );
        expect(again.values.map((value) => value.text).sort()).toEqual([
          '书库里写的',
          '小窗里写的，再添一句',
        ]);
        const settled = await library.writeNote(owner, '合在一起', stampsOf(again));
        expect(settled.values.map((value) => value.text)).toEqual(['合在一起']);
      });

      it('are not doubled when a request is repeated, not even beside another value', async () => {
        const { id } = await save();
        const owner = { kind: 'article', id } as const;
        const base = await library.writeNote(owner, '共同的开头', []);
        await library.writeNote(owner, '甲改的', stampsOf(base));
        const conflict = await library.writeNote(owner, '乙改的', stampsOf(base));
        expect(await library.writeNote(owner, '乙改的', stampsOf(base))).toEqual(conflict);
        const settled = await library.writeNote(owner, '甲改的', stampsOf(conflict));
        expect(settled.values.map((value) => value.text)).toEqual(['甲改的']);
      });

      it('hold 20,000 characters and refuse one more, keeping what was there', async () => {
        const { id } = await save();
        const owner = { kind: 'article', id } as const;
        const full = await library.writeNote(owner, '字'.repeat(20_000), []);
        expect(full.text).toHaveLength(20_000);
        const more = library.writeNote(owner, '字'.repeat(20_001), stampsOf(full));
        await expect(more).rejects.toMatchObject({ code: 'note-too-long' });
        expect((await library.article(id))?.note.text).toHaveLength(20_000);
      });
    });

    describe('tags', () => {
      it('are one tag on several articles, counted and found by filter', async () => {
        const first = await save();
        const second = await save('https://news.example/guancha/102.html', 2);
        const tag = await library.addTag({ kind: 'article', id: first.id }, ' 年终　报告 ');
        await library.addTag({ kind: 'article', id: second.id }, '年终 报告');
        expect(await library.tags()).toEqual([{ id: tag.id, name: '年终 报告', colour: null, count: 2 }]);
        expect(await library.articles({ tagId: tag.id })).toHaveLength(2);
        await library.removeTag({ kind: 'article', id: first.id }, tag.id);
        expect((await library.articles({ tagId: tag.id })).map(({ id }) => id)).toEqual([second.id]);
        await library.addTag({ kind: 'article', id: first.id }, '年终 报告');
        expect((await library.article(first.id))?.tags).toEqual([{ ...tag, count: 2 }]);
      });

      it('are carried by marks too', async () => {
        const article = await save();
        await library.saveMark({ ...MARK, articleId: article.id });
        await library.addTag({ kind: 'mark', id: MARK.id }, '引用');
        const [mark] = await library.marks(article.id);
        expect(mark?.tags.map(({ name }) => name)).toEqual(['引用']);
      });

      it('need a name and something to carry them', async () => {
        const { id } = await save();
        const nameless = library.addTag({ kind: 'article', id }, ' / ');
        await expect(nameless).rejects.toMatchObject({ code: 'bad-name' });
        const homeless = library.addTag({ kind: 'article', id: '0'.repeat(32) }, '引用');
        await expect(homeless).rejects.toMatchObject({ code: 'not-found' });
      });
    });

    describe('lists', () => {
      it('come newest first, by channel, and by words in title, source or author', async () => {
        await save('https://news.example/1.html', 1, sampleReading({ title: '远程银行的夜班' }));
        await save(
          'https://news.example/2.html',
          2,
          sampleReading({ title: '排队', category: '侃柴', authors: ['周岭'] }),
        );
        const titles = async (filter: Parameters<Library['articles']>[0]) =>
          (await library.articles(filter)).map(({ title }) => title);
        expect(await titles({})).toEqual(['排队', '远程银行的夜班']);
        expect(await titles({ category: '侃柴' })).toEqual(['排队']);
        expect(await titles({ text: '银行' })).toEqual(['远程银行的夜班']);
        expect(await titles({ text: '周岭' })).toEqual(['排队']);
        expect(await titles({ text: '没有这个词' })).toEqual([]);
      });
    });

    describe('sites, preferences and drafts', () => {
      it('remember which sites are on', async () => {
        await library.switchSite('https://news.example/*', true);
        await library.switchSite('https://other.example/*', true);
        await library.switchSite('https://other.example/*', false);
        const sites = (await library.sites()).map(({ pattern, on }) => [pattern, on]);
        expect(sites).toEqual([
          ['https://news.example/*', true],
          ['https://other.example/*', false],
        ]);
      });

      it('remember a setting', async () => {
        expect(await library.preference('reader-size')).toBeNull();
        await library.setPreference('reader-size', 18);
        expect(await library.preference('reader-size')).toBe(18);
      });

      it('keep what is being typed until it is taken away', async () => {
        await library.setDraft('note:article:1', '写到一半');
        expect(await library.draft('note:article:1')).toBe('写到一半');
        await library.setDraft('note:article:1', null);
        expect(await library.draft('note:article:1')).toBeNull();
      });

      it('count what waits to be sent', async () => {
        expect(await library.outbox()).toEqual({ waiting: 0, rows: [], refused: [] });
        await save();
        // the article, which its text goes with
        expect(await library.outbox()).toMatchObject({ waiting: 1, rows: [{ what: 'article', texts: 1 }] });
      });
    });

    it('holds what the reader corrected until it is taken back', async () => {
      const { id } = await save();
      const changes = { editor: '方知行', language: 'zh-TW', breadcrumb: ['观察'], source: null };
      const corrected = await library.editArticle(id, changes);
      expect(corrected.corrected.sort()).toEqual(['breadcrumb', 'editor', 'language', 'source']);
      expect(await save(ADDRESS, 2)).toMatchObject(changes);

      const read = { source: '坐席笔记', title: '没有更正过的标题' };
      expect(await library.takeBackCorrections(id, read)).toMatchObject({
        title: '接起电话之前',
        source: '坐席笔记',
        editor: '方知行',
      });
      const later = await save(ADDRESS, 3, sampleReading({ source: '夜班手记', editor: '别人' }));
      expect(later).toMatchObject({ source: '夜班手记', editor: '方知行' });
    });

    it('keeps images by the address they have in the text', async () => {
      const addresses = ['https://news.example/a.png', 'https://news.example/b.png'];
      const reading = sampleReading({}, { images: addresses.map(image) });
      const first = await save(ADDRESS, 1, reading);
      const hash = first.snapshots[0]?.hash ?? '';
      expect((await library.snapshot(hash))?.images).toEqual({});

      const images = new Map([[addresses[1] ?? '', new Blob(['png bytes'], { type: 'image/png' })]]);
      const second = await library.keepImages(first.id, hash, images);
      expect(second.snapshots).toEqual(first.snapshots);
      const kept = (await library.snapshot(hash))?.images ?? {};
      expect(Object.keys(kept)).toEqual([addresses[1]]);
      const blob = await library.image(kept[addresses[1] ?? ''] ?? '');
      expect([blob?.type, await blob?.text()]).toEqual(['image/png', 'png bytes']);

      const more = new Map(addresses.map((address) => [address, new Blob([address], { type: 'image/png' })]));
      await library.keepImages(first.id, hash, more);
      const both = (await library.snapshot(hash))?.images ?? {};
      expect(Object.keys(both)).toEqual(addresses);
      expect(both[addresses[1] ?? '']).toBe(kept[addresses[1] ?? '']);
    });

    it('does not bring an article back for the sake of its images', async () => {
      const address = 'https://news.example/a.png';
      const article = await save(ADDRESS, 1, sampleReading({}, { images: [image(address)] }));
      await library.deleteArticle(article.id);
      const waiting = (await library.outbox()).waiting;
      const images = new Map([[address, new Blob(['png bytes'], { type: 'image/png' })]]);
      await library.keepImages(article.id, article.snapshots[0]?.hash ?? '', images);
      expect((await library.article(article.id))?.isDeleted).toBe(true);
      expect((await library.outbox()).waiting).toBe(waiting);
      expect((await library.snapshot(article.snapshots[0]?.hash ?? ''))?.images).toEqual({});
    });
  });
}

function stampsOf(note: { values: { stamp: string }[] }): string[] {
  return note.values.map((value) => value.stamp);
}
