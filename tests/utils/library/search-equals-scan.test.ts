import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { articleIdOf } from '../../../utils/library/hash.ts';
import { indexPending } from '../../../utils/library/index-pending.ts';
import type { Library } from '../../../utils/library/library.ts';
import { localLibrary } from '../../../utils/library/local-library.ts';
import { mergeIndex } from '../../../utils/library/merge-index.ts';
import { readSearchTexts } from '../../../utils/library/search-texts.ts';
import { openStore, type Store } from '../../../utils/library/store.ts';
import { FIELDS, rankOf } from '../../../utils/search/fields.ts';
import { foldWords } from '../../../utils/search/fold-search.ts';
import { initialsOf } from '../../../utils/search/initials.ts';
import { sampleReading } from './sample-reading.ts';

/** Small enough that a handful of articles is merged several times. */
const SIZES = { fresh: 2, freshUnits: 10_000, alike: 2 };
const ARTICLES = 6;

type Step = (place: { store: Store; library: Library }) => Promise<unknown>;

it('a search equals reading everything, after any saves, edits, deletions and merges', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(text, { minLength: ARTICLES, maxLength: ARTICLES }),
      fc.array(step, { minLength: 10, maxLength: 40, size: 'max' }),
      fc.array(word, { minLength: 4, maxLength: 6 }),
      async (bodies, steps, words) => {
        vi.stubGlobal('indexedDB', new IDBFactory());
        const store = await openStore('guest', 'aaaa');
        const place = { store, library: localLibrary(store, () => undefined) };
        for (const [at, body] of bodies.entries()) await save(at, '夜', body)(place);
        for (const take of steps) await take(place);
        for (const [at, wanted] of words.entries()) {
          expect((await place.library.search(wanted)).hits, wanted).toEqual(await scan(place, wanted));
          const unwanted = words[at + 1] ?? 'd';
          const typed = `${wanted} -${unwanted}`;
          expect((await place.library.search(typed)).hits, typed).toEqual(
            await scan(place, wanted, unwanted),
          );
        }
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);

const word = fc.string({ unit: fc.constantFrom('夜', '班', '等', 'a', 'd'), minLength: 1, maxLength: 3 });
const text = fc.string({
  unit: fc.constantFrom('夜', '班', '等', '待', 'A', '，'),
  minLength: 1,
  maxLength: 20,
});
const which = fc.nat(ARTICLES - 1);

const edits: fc.Arbitrary<Step>[] = [
  fc.tuple(which, text, text).map(([at, title, body]) => save(at, title, body)),
  fc.tuple(which, text).map(([at, title]) => on(at, ({ library }, id) => library.editArticle(id, { title }))),
  fc
    .tuple(which, text)
    .map(([at, note]) => on(at, ({ library }, id) => library.writeNote({ kind: 'article', id }, note, []))),
  fc.tuple(which, text).map(([at, quote]) => on(at, ({ library }, id) => mark(library, id, quote))),
  which.map((at) => on(at, ({ library }) => library.deleteMark(markOf(at)))),
  fc
    .tuple(which, text)
    .map(([at, note]) =>
      on(at, ({ library }) => library.writeNote({ kind: 'mark', id: markOf(at) }, note, [])),
    ),
  fc
    .tuple(which, fc.constantFrom('夜班', '等/a'))
    .map(([at, name]) => on(at, ({ library }, id) => library.addTag({ kind: 'article', id }, name))),
  which.map((at) => on(at, ({ library }, id) => library.deleteArticle(id))),
  which.map((at) => on(at, ({ library }, id) => library.restoreArticle(id))),
];
const tending: fc.Arbitrary<Step>[] = [
  fc.constant(({ store }) => indexPending(store)),
  fc.constant(({ store }) => mergeIndex(store, SIZES)),
  fc.constant(async ({ store }) => {
    while ((await indexPending(store)) || (await mergeIndex(store, SIZES)));
  }),
  // Several contexts at once.
  fc.constant(({ store, library }) =>
    Promise.all([
      library.search('夜'),
      indexPending(store),
      mergeIndex(store, SIZES),
      library.editArticle('none', {}).catch(() => undefined),
      indexPending(store),
    ]),
  ),
];
const step = fc.oneof({ weight: 2, arbitrary: fc.oneof(...edits) }, fc.oneof(...tending));

function save(at: number, title: string, body: string): Step {
  const reading = sampleReading({ title }, { text: body });
  return ({ library }) => library.saveArticle({ address: addressOf(at), savedAt: 1000 + at, reading });
}

/** What has gone cannot be edited: then nothing happens. */
function on(at: number, work: (place: Parameters<Step>[0], id: string) => Promise<unknown>): Step {
  return async (place) => work(place, await articleIdOf(addressOf(at))).catch(() => undefined);
}

async function mark(library: Library, articleId: string, quote: string): Promise<void> {
  const pageSelectors = [{ type: 'TextQuoteSelector' as const, exact: quote, prefix: '', suffix: '' }];
  const id = markOf(Number((await library.article(articleId))?.address.at(-1)));
  await library.saveMark({ articleId, id, pageSelectors, colour: 1, style: 'ground' });
  await library.restoreMark(id);
}

function markOf(at: number): string {
  return `mark${at}aaaaaaaaaaaaa`;
}

function addressOf(at: number): string {
  return `https://news.example/${at}`;
}

/** What reading every article's texts finds, in the promised order. `without` is to be nowhere in them; whose initials it is does not matter. */
async function scan({ store, library }: Parameters<Step>[0], typed: string, without?: string) {
  const wanted = foldWords(typed);
  const found = await Promise.all(
    (await library.articles()).map(async ({ id, savedAt }) => {
      const texts = (await readSearchTexts(store, id))?.texts ?? [];
      if (without !== undefined && texts.some(({ text }) => foldWords(text).includes(foldWords(without))))
        return [];
      const ranks = texts.flatMap(({ field, text: written }) => {
        const folded = foldWords(written);
        const initials = field === 'title' || field === 'tag' ? initialsOf(folded) : [];
        return [
          ...(folded.includes(wanted) ? [rankOf(field)] : []),
          ...(initials.some((one) => one.includes(wanted)) ? [rankOf('initials')] : []),
        ];
      });
      return ranks.length > 0 ? [{ id, savedAt, rank: Math.min(...ranks) }] : [];
    }),
  );
  return found
    .flat()
    .sort((a, b) => a.rank - b.rank || b.savedAt - a.savedAt || (a.id < b.id ? -1 : 1))
    .map(({ id, rank }) => ({ id, field: FIELDS[rank] }));
}
