import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildSegment } from '../../../utils/search/build-segment.ts';
import type { SearchDocument } from '../../../utils/search/document.ts';
import { rankOf } from '../../../utils/search/fields.ts';
import { findInDocuments, findInSegment, inOrder } from '../../../utils/search/find-articles.ts';
import { keysOf, listIn } from '../../../utils/search/find-words.ts';
import { mergeSegments } from '../../../utils/search/merge-segments.ts';
import { openTable, packTable } from '../../../utils/search/pack-table.ts';
import type { Query } from '../../../utils/search/query.ts';
import { type Block, lastNotAbove, type SegmentTable } from '../../../utils/search/segment.ts';

interface Segment {
  table: SegmentTable;
  blocks: Block[];
}

/** Few letters, so that words are found often; one of them of two UTF-16 units. */
const letters = fc.constantFrom('的', '等', '待', 'a', 'b', '1', '𠮷');
const text = (maxLength: number) => fc.string({ unit: letters, minLength: 1, maxLength });
const documents = fc.array(
  fc.record({
    runs: fc.array(fc.record({ field: fc.nat(8), text: text(30) }), { minLength: 1, maxLength: 5 }),
    savedAt: fc.nat(1000),
    day: fc.constantFrom(20240101, 20240615, 20250101),
    flags: fc.nat(127),
  }),
  { maxLength: 12 },
);
const words = fc.array(
  fc.record({
    text: text(8),
    field: fc.constantFrom(null, null, null, 'title', 'tag', 'body'),
    isExcluded: fc.boolean(),
  }),
  { maxLength: 3 },
);
const facts = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constantFrom('after', 'before'),
      day: fc.constantFrom(20240101, 20240615),
      isExcluded: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant('is'),
      what: fc.constantFrom('unread', 'favourite'),
      isExcluded: fc.boolean(),
    }),
  ),
  { maxLength: 1 },
);
const queries = fc.record({ words, facts, problems: fc.constant<Query['problems']>([]) });

describe('a segment', () => {
  it('finds what reading every text finds, in the same order', () => {
    fc.assert(
      fc.property(documents, queries, (given, query) => {
        const all = named(given);
        expect(search(buildSegment(all), query)).toEqual(scan(all, query));
      }),
      { numRuns: 1000 },
    );
  });

  it('finds the same after it was merged, without what had died', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(documents, { maxLength: 4 }),
        fc.nat(),
        queries,
        async (given, seed, query) => {
          const all = given.map((each, index) => named(each, `${index}-`));
          const isDead = (document: SearchDocument) => (document.savedAt + seed) % 3 === 0;
          const sources = all.map((each) => {
            const { table, blocks } = buildSegment(each);
            return { table, dead: Uint8Array.from(each, (one) => Number(isDead(one))), blocks: from(blocks) };
          });
          const blocks: Block[] = [];
          const table = await mergeSegments(sources, (block) => void blocks.push(block));
          const living = all.flat().filter((one) => !isDead(one));
          expect(search({ table, blocks }, query)).toEqual(scan(living, query));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('keeps lists of many blocks in order', () => {
    const long = Array.from({ length: 40_000 }, (_, at) => String.fromCharCode(0x4e00 + ((at * at) % 9973)));
    const document = { ...plain('long'), runs: [{ field: rankOf('body'), text: long.join('') }] };
    const segment = buildSegment([document]);
    expect(segment.blocks.length).toBeGreaterThan(5);
    expect([...segment.table.blockKeys]).toEqual([...segment.table.blockKeys].sort((a, b) => a - b));
    const wanted = document.runs[0]?.text.slice(31_000, 31_008) ?? '';
    const query: Query = {
      words: [{ text: wanted, field: null, isExcluded: false }],
      facts: [],
      problems: [],
    };
    expect(search(segment, query)).toEqual([{ id: 'long', field: 'body' }]);
  });
});

function named(given: Omit<SearchDocument, 'id'>[], prefix = ''): SearchDocument[] {
  return given.map((document, index) => ({ ...document, id: `${prefix}${index}` }));
}

function plain(id: string): SearchDocument {
  return { id, runs: [], savedAt: 0, day: 20240101, flags: 0 };
}

function search({ table, blocks }: Segment, query: Query) {
  const keys = query.words.flatMap(({ text }) => keysOf(text).map(({ key }) => key));
  const lists = new Map(
    keys.map((key) => {
      const block = blocks[lastNotAbove(table.blockKeys, key)];
      return [key, block ? listIn(block, key) : new Uint8Array()] as const;
    }),
  );
  return inOrder([findInSegment(openTable(packTable(table)), query, lists, {})], query);
}

function scan(all: SearchDocument[], query: Query) {
  return inOrder([findInDocuments(all, query)], query);
}

async function* from(blocks: Block[]): AsyncGenerator<Block, void> {
  yield* blocks;
}
