import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Json, SyncRecord } from '../../../protocol/records.ts';
import { readArticleView } from '../../../utils/library/article-view.ts';
import { articleFields, readField, versionSchema } from '../../../utils/library/record-schemas.ts';

const HASH = 'a'.repeat(64);
const STAMP = '1700000000000-0000-aaaabbbb';

/** Values as they are, nearly so, and not at all. */
const anything: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(null, true, '', '夜班', 0, -1, 3.5, []),
  fc.array(fc.constantFrom<Json>('林远', 7, null), { maxLength: 3 }),
);
const near = (shape: Record<string, fc.Arbitrary<Json>>) =>
  fc.record({ ...shape, more: fc.constantFrom<Json>(1, '多出来的') }, { requiredKeys: [] });
const numbers = fc.constantFrom<Json>(0, 1, 2.5, -3, '四', null);
const item = near({
  level: numbers,
  text: fc.constantFrom<Json>('一', 2),
  id: fc.constantFrom<Json>('h1', null),
});
const fields = {
  address: fc.constant('https://news.example/1'),
  title: anything,
  authors: anything,
  favourite: anything,
  lengths: fc.oneof(anything, near({ characters: numbers, minutes: numbers })),
  outline: fc.oneof(anything, fc.array(item, { maxLength: 3 })),
  savedAt: fc.oneof(anything, numbers),
  position: fc.oneof(anything, numbers),
  [`snapshot:${HASH}`]: fc.oneof(
    anything,
    near({ savedAt: numbers, characters: numbers, images: fc.array(fc.constantFrom<Json>(HASH, null, 5)) }),
  ),
};

it('reads by plain checks what the schemas read', () => {
  fc.assert(
    fc.property(fc.record(fields, { requiredKeys: ['address'] }), (values) => {
      const record = recordOf(values);
      const version = readField(record, `snapshot:${HASH}`, versionSchema);
      const view = readArticleView(record, []);
      expect(view).toMatchObject({
        title: readField(record, 'title', articleFields.title) ?? 'https://news.example/1',
        authors: readField(record, 'authors', articleFields.authors) ?? [],
        favourite: readField(record, 'favourite', articleFields.favourite) ?? false,
        outline: readField(record, 'outline', articleFields.outline) ?? [],
        position: readField(record, 'position', articleFields.position) ?? 0,
        savedAt: readField(record, 'savedAt', articleFields.savedAt) ?? version?.savedAt ?? 0,
        minutes: readField(record, 'lengths', articleFields.lengths)?.minutes ?? 1,
        snapshots: version ? [{ hash: HASH, savedAt: version.savedAt, characters: version.characters }] : [],
      });
    }),
    { numRuns: 2000 },
  );
});

function recordOf(values: object): SyncRecord {
  const registers = Object.entries(values).map(([name, value]): [string, [string, Json]] => [
    name,
    [STAMP, value],
  ]);
  return { kind: 'article', id: 'one', fields: Object.fromEntries(registers), notes: {} };
}
