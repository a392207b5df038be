import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isSameJson } from '../../protocol/json.ts';
import { parseSyncRecord } from '../../protocol/parse-record.ts';
import { MAX_NOTE_LENGTH, syncRecordSchema } from '../../protocol/records.ts';

/** Right nine times in ten, so that whole records are. */
const mostly = (right: fc.Arbitrary<unknown>, wrong: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 9, arbitrary: right }, { weight: 1, arbitrary: wrong });

const stamp = mostly(
  fc.constantFrom('1700000000001-0000-aaaa0001', '1700000000001-00zz-zzzz0001'),
  fc.constantFrom('no stamp', '', 7),
);
const name = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom('title', 'snapshot:ab', 'constructor', 'x') },
  {
    weight: 1,
    arbitrary: fc.oneof(
      fc.constantFrom('a b', '', '__proto__', '9', 'x'.repeat(129)),
      fc.string({ maxLength: 4 }),
    ),
  },
);
/** Whatever JSON can say, and what it can't. */
const value = mostly(
  fc.jsonValue(),
  fc.oneof(
    fc.constantFrom(undefined, Number.NaN, Number.POSITIVE_INFINITY, -0, new Date(0), new Map(), () => 1),
    fc.constant(JSON.parse('{"__proto__":1,"a":2}')),
  ),
);
const noteValue = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record(
      {
        stamp,
        text: fc.string(),
        seen: fc.dictionary(fc.constantFrom('aaaa0001', 'bbbb0001'), stamp, { noNullPrototype: true }),
      },
      { noNullPrototype: true },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      stamp,
      text: fc.constant('长'.repeat(MAX_NOTE_LENGTH + 1)),
      seen: fc.constant({}),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ stamp, text: fc.string(), seen: fc.constant({}), more: fc.integer() }),
  },
  { weight: 1, arbitrary: value },
);
const register = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(stamp, value) },
  { weight: 1, arbitrary: fc.tuple(stamp) },
  { weight: 1, arbitrary: fc.tuple(stamp, value, value) },
  { weight: 1, arbitrary: value },
);
const notes = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.dictionary(name, fc.array(noteValue, { maxLength: 3 }), {
      maxKeys: 2,
      noNullPrototype: true,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constant({
      note: Array(65).fill({ stamp: '1700000000001-0000-aaaa0001', text: '', seen: {} }),
    }),
  },
  { weight: 1, arbitrary: value },
);
const fields = mostly(fc.dictionary(name, register, { maxKeys: 3, noNullPrototype: true }), value);
const kind = mostly(fc.constantFrom('tag', 'of-a-newer-version'), fc.constantFrom('https://x', 7));
const id = mostly(fc.constantFrom('t1', 'f00d'), fc.constantFrom('../etc', '', null));
const record = fc.oneof(
  { weight: 9, arbitrary: fc.record({ kind, id, fields, notes }, { noNullPrototype: true }) },
  { weight: 1, arbitrary: fc.record({ kind, id, fields, notes, more: fc.integer() }, { requiredKeys: [] }) },
);

it('reads and refuses what the schema does, and gives the same', () => {
  let ordinary = 0;
  fc.assert(
    fc.property(fc.oneof({ weight: 9, arbitrary: record }, { weight: 1, arbitrary: value }), (given) => {
      const read = syncRecordSchema.safeParse(given);
      const parsed = parseSyncRecord(given);
      if (parsed === given) ordinary += 1;
      expect(parsed).toEqual(read.success ? read.data : null);
    }),
    { numRuns: 5000 },
  );
  // Else it would only have been compared with itself.
  expect(ordinary).toBeGreaterThan(500);
});

it('refuses what is deeper than anything could follow', () => {
  const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`);
  const fields = { a: ['1700000000001-0000-aaaa0001', deep] };
  expect(parseSyncRecord({ kind: 'tag', id: 't', fields, notes: {} })).toBeNull();
});

it('calls values the same whatever the order of their keys, and no others', () => {
  const shuffled = (json: unknown): unknown =>
    json !== null && typeof json === 'object' && !Array.isArray(json)
      ? Object.fromEntries(
          Object.entries(json)
            .reverse()
            .map(([key, inner]) => [key, shuffled(inner)]),
        )
      : json;
  const json = fc.jsonValue().map((one) => JSON.parse(JSON.stringify(one)));
  fc.assert(fc.property(json, (one) => isSameJson(one, JSON.parse(JSON.stringify(shuffled(one))))));
  fc.assert(
    fc.property(json, json, (one, other) => {
      const sorted = (each: unknown): unknown =>
        Array.isArray(each)
          ? each.map(sorted)
          : each !== null && typeof each === 'object'
            ? Object.fromEntries(
                Object.entries(each)
                  .sort(([a], [b]) => (a < b ? -1 : 1))
                  .map(([key, inner]) => [key, sorted(inner)]),
              )
            : each;
      expect(isSameJson(one, other)).toBe(JSON.stringify(sorted(one)) === JSON.stringify(sorted(other)));
    }),
  );
});
