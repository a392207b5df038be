import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Library, Owner } from '../../../utils/library/library.ts';
import { localLibrary } from '../../../utils/library/local-library.ts';
import { openStore } from '../../../utils/library/store.ts';
import { ADDRESS, sampleReading } from './sample-reading.ts';

let library: Library;
let articleId: string;
const MARK: Owner = { kind: 'mark', id: 'mark000000000001' };

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  library = localLibrary(await openStore('member', 'zzzz'), () => undefined);
  articleId = (await library.saveArticle({ address: ADDRESS, reading: sampleReading(), savedAt: 1 })).id;
  await library.saveMark({
    articleId,
    id: MARK.id,
    pageSelectors: [{ type: 'TextQuoteSelector', exact: '来电人上一次', prefix: '', suffix: '' }],
    colour: 2,
    style: 'ground',
  });
});

/** Each written without having seen the others. */
async function writeApart(owner: Owner, ...texts: string[]): Promise<void> {
  for (const text of texts) await library.writeNote(owner, text, []);
}

const textsOf = async () =>
  (await library.conflicts([articleId])).conflicts.map(({ note }) => note.values.map(({ text }) => text));

describe('notes that were written apart', () => {
  it('are listed, of articles and of marks, and counted in the library', async () => {
    const article: Owner = { kind: 'article', id: articleId };
    await writeApart(article, '写在办公室', '写在火车上');
    await writeApart(MARK, '甲', '乙', '丙');
    const { conflicts, device } = await library.conflicts([articleId]);
    expect(conflicts).toMatchObject([
      { owner: article, articleId, title: '接起电话之前', quote: null },
      { owner: MARK, articleId, title: '接起电话之前', quote: '来电人上一次', colour: 2 },
    ]);
    expect(conflicts[1]?.note.values.map(({ stamp }) => stamp.slice(19, 23))).toEqual([
      device,
      device,
      device,
    ]);
    expect(await library.articles()).toMatchObject([{ conflicts: 2 }]);
    expect(await library.conflictCount()).toBe(2);
  });

  it('are gone from the list once one is chosen, and while their article lies in the bin', async () => {
    await writeApart(MARK, '甲', '乙');
    await library.deleteArticle(articleId);
    expect(await textsOf()).toEqual([]);
    expect(await library.conflictCount()).toBe(0);
    await library.restoreArticle(articleId);
    expect(await textsOf()).toEqual([['甲', '乙']]);
    const [conflict] = (await library.conflicts([articleId])).conflicts;
    await library.writeNote(MARK, '甲', conflict?.note.values.map(({ stamp }) => stamp) ?? []);
    expect(await textsOf()).toEqual([]);
    expect(await library.conflictCount()).toBe(0);
    expect(await library.articles()).toMatchObject([{ conflicts: 0 }]);
  });
});

describe('taking a choice back', () => {
  async function settle(text: string): Promise<string> {
    const [conflict] = (await library.conflicts([articleId])).conflicts;
    const seen = conflict?.note.values.map(({ stamp }) => stamp) ?? [];
    return (await library.writeNote(MARK, text, seen)).values[0]?.stamp ?? '';
  }

  it.each(['甲', '乙'])('puts the others beside “%s” again', async (chosen) => {
    await writeApart(MARK, '甲', '乙', '丙');
    const settled = await settle(chosen);
    await library.reopenNote(MARK, ['甲', '乙', '丙'], settled);
    expect((await textsOf()).map((texts) => [...texts].sort())).toEqual([['丙', '乙', '甲']]);
  });

  it('puts what was joined apart again', async () => {
    await writeApart(MARK, '甲', '乙');
    const settled = await settle('甲和乙');
    await library.reopenNote(MARK, ['甲', '乙'], settled);
    expect(await textsOf()).toEqual([['甲', '乙']]);
  });

  it('leaves standing what was written since', async () => {
    await writeApart(MARK, '甲', '乙');
    const settled = await settle('甲和乙');
    await library.writeNote(MARK, '后来又改', [settled]);
    await library.reopenNote(MARK, ['甲', '乙'], settled);
    expect((await textsOf())[0]).toEqual(expect.arrayContaining(['甲', '乙', '后来又改']));
  });

  it('twice is once', async () => {
    await writeApart(MARK, '甲', '乙');
    const settled = await settle('甲');
    await library.reopenNote(MARK, ['甲', '乙'], settled);
    await library.reopenNote(MARK, ['甲', '乙'], settled);
    expect(await textsOf()).toEqual([['甲', '乙']]);
  });
});
