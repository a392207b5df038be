import fc from 'fast-check';
import { joinNotes } from '../../protocol/merge.ts';
import type { Json, NoteValue, Register, SyncRecord } from '../../protocol/records.ts';
import { replaceValues } from '../../utils/library/replace-values.ts';

/** So few that copies often carry equal stamps, and stamps that differ in the device alone. */
export const stamps = fc
  .tuple(
    fc.integer({ min: 1, max: 6 }),
    fc.integer({ min: 0, max: 2 }),
    fc.constantFrom('aaaa0001', 'bbbb0001', 'cccc0001'),
  )
  .map(([time, counter, device]) => `170000000000${time}-000${counter}-${device}`);

/** Names that every object has as well, and ones that only a newer version knows. */
const names = fc.constantFrom(
  'title',
  'state',
  'constructor',
  'toString',
  'hasOwnProperty',
  'mood',
  'snapshot:aa',
);

const values: fc.Arbitrary<Json> = fc.oneof(
  fc.string({ maxLength: 2 }),
  fc.integer({ max: 3 }),
  fc.constant(null),
  fc.boolean(),
  // Parsed, because as a literal it would name the prototype instead of a key.
  fc.constantFrom<Json>(...['{"__proto__":1}', '{"a":[1,{"b":2}]}', '{"a":[1,{"b":3}]}'].map(parse)),
);

export const registers: fc.Arbitrary<Register> = fc.tuple(stamps, values);

const deletions: fc.Arbitrary<Register> = fc.tuple(stamps, fc.boolean());

const fields = fc
  .tuple(fc.dictionary(names, registers), fc.option(deletions, { nil: null }))
  .map(([named, deleted]): SyncRecord['fields'] => (deleted ? { ...named, deleted } : named));

/** Each step writes on one of three devices, having seen some or all of what that device holds, or carries one's copy to another. */
const histories = fc.array(
  fc.record({
    device: fc.nat({ max: 2 }),
    from: fc.option(fc.nat({ max: 2 }), { nil: null }),
    /** Which of the values before them the writer has seen; the others came into view of another window alone. */
    blind: fc.oneof(fc.constant(0), fc.nat({ max: 7 })),
  }),
  { minLength: 1, maxLength: 20 },
);

/** A note as three devices come to hold it, each by the product's own way of writing. */
export const notes: fc.Arbitrary<Three<NoteValue[]>> = histories.map((history) => {
  const held: Three<NoteValue[]> = [[], [], []];
  for (const [time, { device, from, blind }] of history.entries()) {
    const own = held[device] ?? [];
    if (from !== null) {
      held[device] = joinNotes(own, held[from] ?? []);
      continue;
    }
    let counter = 0;
    const next = () => `${1_700_000_000_000 + time}-000${counter++}-device0${device}`;
    const seen = own.filter((_, index) => ((blind >> index) & 1) === 0).map(({ stamp }) => stamp);
    held[device] = joinNotes(own, replaceValues(own, { text: `${time}`, seen }, next));
  }
  return held;
});

export type Three<T> = [T, T, T];

/** Three copies of one record, of a kind that not every version knows. */
export const copies: fc.Arbitrary<Three<SyncRecord>> = fc
  .tuple(
    fc.constantFrom('article', 'mark', 'reading-list'),
    fc.tuple(fields, fields, fields),
    fc.dictionary(fc.constantFrom('note', 'constructor', 'summary'), notes),
  )
  .map(([kind, each, noted]) => {
    const copyOf = (index: 0 | 1 | 2): SyncRecord => ({
      kind,
      id: 'a',
      fields: each[index],
      notes: Object.fromEntries(Object.entries(noted).map(([name, held]) => [name, held[index]])),
    });
    return [copyOf(0), copyOf(1), copyOf(2)];
  });

function parse(text: string): Json {
  return JSON.parse(text);
}
