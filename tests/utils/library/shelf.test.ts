import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyRecord } from '../../../protocol/merge.ts';
import type { Json } from '../../../protocol/records.ts';
import { applyPage } from '../../../utils/library/apply-page.ts';
import { idOf } from '../../../utils/library/hash.ts';
import type { Library, ListRow, Tag } from '../../../utils/library/library.ts';
import { localLibrary } from '../../../utils/library/local-library.ts';
import { tendShelf } from '../../../utils/library/shelf.ts';
import { openStore, type Store } from '../../../utils/library/store.ts';
import { readPosition } from '../../../utils/library/sync-position.ts';
import { type Random, randomFrom } from '../../simulation/random.ts';

let store: Store;
let library: Library;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  store = await openStore('guest', 'aaaa');
  library = localLibrary(store, () => undefined);
});

describe('what lists show', () => {
  it.each([1, 2, 3, 4, 5, 6])(
    'is what the records say, whatever was done and however far the shelf is (seed %i)',
    async (seed) => {
      const random = randomFrom(seed);
      await receiveArticles(40);
      for (let step = 0; step < 60; step += 1) {
        await edit(random);
        if (random.chance(0.6)) await tendShelf(store);
        if (step % 6 === 0) expect(await shown()).toEqual(await plain());
      }
      while (await tendShelf(store));
      expect(await shown()).toEqual(await plain());
      const { rows } = await library.listing();
      expect((await library.newestArticles(12)).map(comparable)).toEqual(rows.slice(0, 12).map(comparable));
      // Only what is merged into another is looked for in the records.
      await store.database.clear('records');
      const ids = (await library.listing()).rows.map(({ id }) => id);
      expect(ids).toEqual(expect.arrayContaining(rows.map(({ id }) => id)));
    },
  );

  it('is made anew where a page of another format lies', async () => {
    await receiveArticles(5);
    while (await tendShelf(store));
    await store.database.put('shelfHead', { format: 0, upTo: null, first: null }, 'head');
    await library.editArticle(await idOf('https://news.example/1'), { favourite: true });
    expect(await shown()).toEqual(await plain());
    while (await tendShelf(store));
    expect(await shown()).toEqual(await plain());
  });
});

it('counts a mark at the article that another device gave it to, and no longer where it was', async () => {
  await receiveArticles(3);
  const [from, to] = [await idOf('https://news.example/0'), await idOf('https://news.example/1')];
  const id = 'mark0000000000000001';
  await library.saveMark({ articleId: from, id, pageSelectors: [], colour: 2, style: 'ground' });
  while (await tendShelf(store));
  const moved = { ...emptyRecord('mark', id), fields: stamped({ article: to }, Date.now() + 60_000) };
  await applyPage(store, await readPosition(store), { epoch: 'one', records: [moved], next: 2 });
  while (await tendShelf(store));
  const { rows } = await library.listing();
  expect(rows.filter(({ marks }) => marks.length > 0).map((row) => row.id)).toEqual([to]);
});

async function edit(random: Random): Promise<void> {
  const id = await idOf(`https://news.example/${random.below(40)}`);
  const marks = (await library.marks(id)).map((mark) => mark.id);
  const tags = await library.tags();
  const tag = tags[random.below(Math.max(1, tags.length))];
  const some = marks[random.below(Math.max(1, marks.length))];
  const ignore = () => undefined;
  const acts: (() => Promise<unknown>)[] = [
    () => library.editArticle(id, { favourite: random.chance(0.5), title: `题目${random.below(99)}` }),
    () => library.editArticle(id, { position: random.next() }),
    () =>
      library.writeNote({ kind: 'article', id }, `记${random.below(99)}`, random.chance(0.5) ? [] : ['x']),
    () => library.addTag({ kind: 'article', id }, `标签${random.below(5)}`),
    () =>
      library.saveMark({
        articleId: id,
        id: `mark${String(random.below(1e9)).padStart(16, '0')}`,
        pageSelectors: [],
        colour: 2,
        style: 'ground',
      }),
    () => (some ? library.addTag({ kind: 'mark', id: some }, `标签${random.below(5)}`) : Promise.resolve()),
    () => (some ? library.editMark(some, { colour: 4 }) : Promise.resolve()),
    () => (some ? library.deleteMark(some) : Promise.resolve()),
    () => library.deleteArticle(id),
    () => library.restoreArticle(id),
    () => (tag ? library.renameTag(tag.id, `标签${random.below(5)}`) : Promise.resolve()),
    () => (tag ? library.deleteTag(tag.id) : Promise.resolve()),
    async () => library.mergeArticles(id, await idOf(`https://news.example/${random.below(40)}`)),
    () => library.emptyBin(),
    () => receiveArticles(random.below(40)),
  ];
  await acts[random.below(acts.length)]?.().catch(ignore);
}

async function receiveArticles(count: number): Promise<void> {
  const ids = await Promise.all(Array.from({ length: count }, (_, at) => idOf(`https://news.example/${at}`)));
  const records = ids.map((id, at) => ({
    ...emptyRecord('article', id),
    fields: stamped({ address: `https://news.example/${at}`, title: `第${at}篇`, savedAt: 5000 + at * 700 }),
  }));
  await applyPage(store, await readPosition(store), { epoch: 'one', records, next: 1 });
}

function stamped(fields: Record<string, Json>, at = 1_700_000_000_000) {
  const stamp = `${at}-0000-zzzzzzzz`;
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]): [string, [string, Json]] => [name, [stamp, value]]),
  );
}

async function shown() {
  const { rows, tags } = await library.listing();
  return { rows: rows.map((row) => ({ ...comparable(row), tags: row.tags })), tags };
}

/** By a go through all records. */
async function plain(): Promise<{ rows: unknown[]; tags: Tag[] }> {
  const rows = await library.articles();
  return {
    rows: rows.map((row) => ({ ...comparable({ ...row, isNoted: row.note.text !== '' }), tags: row.tags })),
    tags: await library.tags(),
  };
}

function comparable(row: ListRow) {
  const { id, title, favourite, position, savedAt, marks, conflicts, isNoted, tags } = row;
  return {
    id,
    title,
    favourite,
    position,
    savedAt,
    marks,
    conflicts,
    isNoted,
    tags: tags.map(({ name }) => name).sort(),
  };
}
