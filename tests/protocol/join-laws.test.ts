import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deletedAt, emptyDeleted } from '../../protocol/deletion.ts';
import { digestRecords } from '../../protocol/digest.ts';
import {
  emptyRecord,
  isCovered,
  isSameRecord,
  joinNotes,
  joinRecords,
  newestStamp,
} from '../../protocol/merge.ts';
import { type NoteValue, type SyncRecord, syncRecordSchema } from '../../protocol/records.ts';
import type { Stamp } from '../../protocol/stamps.ts';
import { copies, notes } from './arbitrary-records.ts';

const often = { numRuns: 500 };

/** Asserts with both records in view where they differ. */
function same(a: SyncRecord, b: SyncRecord): void {
  if (!isSameRecord(a, b)) expect(a).toEqual(b);
}

describe('the join', () => {
  it('is commutative', () => {
    fc.assert(
      fc.property(copies, ([a, b]) => same(joinRecords(a, b), joinRecords(b, a))),
      often,
    );
  });

  it('is associative', () => {
    fc.assert(
      fc.property(copies, ([a, b, c]) =>
        same(joinRecords(joinRecords(a, b), c), joinRecords(a, joinRecords(b, c))),
      ),
      often,
    );
  });

  it('is idempotent, also after other joins', () => {
    fc.assert(
      fc.property(copies, ([a, b, c]) => {
        const all = joinRecords(joinRecords(a, b), c);
        same(joinRecords(a, a), a);
        for (const part of [a, b, c, joinRecords(a, b)]) same(joinRecords(all, part), all);
      }),
      often,
    );
  });

  it('takes nothing from a record by joining it with an empty one', () => {
    fc.assert(
      fc.property(copies, ([a]) => {
        same(joinRecords(a, emptyRecord(a.kind, a.id)), a);
        same(joinRecords(emptyRecord(a.kind, a.id), a), a);
      }),
      often,
    );
  });

  it('never lowers a stamp, and makes up no value', () => {
    fc.assert(
      fc.property(copies, ([a, b]) => {
        const joined = joinRecords(a, b);
        for (const copy of [a, b]) {
          expect(newestStampOfFields(joined) >= newestStampOfFields(copy)).toBe(true);
          for (const [name, [stamp]] of Object.entries(copy.fields)) {
            expect((own(joined.fields, name)?.[0] ?? '') >= stamp, name).toBe(true);
          }
        }
        for (const [name, register] of Object.entries(joined.fields)) {
          expect([own(a.fields, name), own(b.fields, name)]).toContainEqual(register);
        }
      }),
      often,
    );
  });

  it('keeps every field and note of either side by its own name', () => {
    fc.assert(
      fc.property(copies, ([a, b]) => {
        const joined = joinRecords(a, b);
        expect([joined.kind, joined.id]).toEqual([a.kind, a.id]);
        for (const part of ['fields', 'notes'] as const) {
          const wanted = new Set([...Object.keys(a[part]), ...Object.keys(b[part])]);
          expect(new Set(Object.keys(joined[part]))).toEqual(wanted);
        }
      }),
      often,
    );
  });

  it('leaves the copies it was given as they were', () => {
    fc.assert(
      fc.property(copies, ([a, b]) => {
        const before = JSON.stringify([a, b]);
        joinRecords(a, b);
        expect(JSON.stringify([a, b])).toBe(before);
      }),
      often,
    );
  });

  it('gives what the schema reads, and what travels unchanged', () => {
    fc.assert(
      fc.property(copies, ([a, b]) => {
        const sent = JSON.stringify(joinRecords(a, b)).replaceAll('__proto__', 'proto');
        expect(JSON.stringify(syncRecordSchema.parse(JSON.parse(sent)))).toBe(sent);
      }),
      often,
    );
  });
});

describe('a name that means the prototype', () => {
  it('is no name of a field: such a record changes nothing but itself', () => {
    const text =
      '{"kind":"tag","id":"t","fields":{"__proto__":["1700000000001-0000-aaaa0001","x"]},"notes":{}}';
    const read = syncRecordSchema.safeParse(JSON.parse(text));
    const joined = joinRecords(emptyRecord('tag', 't'), read.success ? read.data : emptyRecord('tag', 't'));
    expect(Object.getPrototypeOf(joined.fields)).toBe(Object.prototype);
    expect(Object.keys(joined.fields)).toEqual([]);
    expect({}).not.toHaveProperty('0');
  });
});

describe('a note', () => {
  it('loses no value but to one whose writer had seen it', () => {
    fc.assert(
      fc.property(notes, ([a, b]) => {
        const joined = joinNotes(a, b);
        for (const value of [...a, ...b]) {
          const isKept = joined.some(({ stamp }) => stamp === value.stamp);
          const isReplaced = joined.some((other) => isCovered(value.stamp, other.seen));
          expect(isKept || isReplaced, value.text).toBe(true);
        }
      }),
      often,
    );
  });

  it('holds no value that another one covers, each value once, the oldest first', () => {
    fc.assert(
      fc.property(notes, ([a, b]) => {
        const joined = joinNotes(a, b);
        const stamped = joined.map(({ stamp }) => stamp);
        expect(stamped).toEqual([...new Set(stamped)].sort());
        for (const value of joined) {
          expect(joined.some((other) => other !== value && isCovered(value.stamp, other.seen))).toBe(false);
        }
      }),
      often,
    );
  });

  it('keeps side by side what two devices wrote without having seen each other', () => {
    fc.assert(
      fc.property(notes, ([a, b]) => {
        const apart = (values: NoteValue[], others: NoteValue[]) =>
          values.filter(
            ({ stamp }) => !others.some((other) => other.stamp === stamp || isCovered(stamp, other.seen)),
          );
        const joined = joinNotes(a, b).map(({ stamp }) => stamp);
        for (const { stamp } of [...apart(a, b), ...apart(b, a)]) expect(joined).toContain(stamp);
      }),
      often,
    );
  });
});

describe('emptying a deleted record', () => {
  it('changes no living record', () => {
    fc.assert(
      fc.property(copies, ([a]) => {
        if (own(a.fields, 'deleted')?.[1] !== true) expect(emptyDeleted(a)).toBe(a);
      }),
      often,
    );
  });

  it('leaves nothing older than the deletion, and everything later', () => {
    fc.assert(
      fc.property(copies, ([a]) => {
        const deleted = own(a.fields, 'deleted');
        if (deleted?.[1] !== true) return;
        const emptied = emptyDeleted(a);
        expect(deletedAt(emptied)).toBeNull();
        for (const [name, [stamp, value]] of Object.entries(a.fields)) {
          const left = own(emptied.fields, name);
          if (stamp >= deleted[0]) expect(left).toEqual([stamp, value]);
          else expect(left).toEqual([deleted[0], null]);
        }
        for (const [name, all] of Object.entries(a.notes)) {
          const texts = own(emptied.notes, name)?.map(({ text }) => text);
          expect(texts).toEqual(all.map(({ stamp, text }) => (stamp < deleted[0] ? '' : text)));
        }
      }),
      often,
    );
  });

  it('is the same twice, never lowers a stamp, and agrees with an emptying elsewhere whichever comes first', () => {
    fc.assert(
      fc.property(copies, ([a, b]) => {
        const emptied = emptyDeleted(a);
        same(emptyDeleted(emptied), emptied);
        expect(newestStamp(emptied) >= newestStamp(a)).toBe(true);
        same(joinRecords(emptied, b), joinRecords(b, emptied));
        same(joinRecords(joinRecords(a, b), emptied), joinRecords(a, joinRecords(b, emptied)));
      }),
      often,
    );
  });

  it('is not undone by a copy that was not emptied', () => {
    fc.assert(
      fc.property(copies, ([a]) => same(joinRecords(a, emptyDeleted(a)), emptyDeleted(a))),
      often,
    );
  });

  it('loses against a restore that wrote every field anew, whenever the two meet', () => {
    fc.assert(
      fc.property(copies, ([a]) => {
        if (own(a.fields, 'deleted')?.[1] !== true) return;
        const restored = renew(a, '1800000000000-0000-dddd0001');
        same(joinRecords(joinRecords(a, restored), emptyDeleted(a)), joinRecords(emptyDeleted(a), restored));
        const met = joinRecords(emptyDeleted(a), restored);
        for (const [name, register] of Object.entries(restored.fields)) {
          expect(own(met.fields, name)).toEqual(register);
        }
      }),
      often,
    );
  });
});

describe('digests', () => {
  it('agree on both sides once each has what the other had', () => {
    fc.assert(
      fc.property(copies, ([a, b]) => {
        const [here, there] = [joinRecords(a, b), joinRecords(b, a)];
        expect(digestRecords([here])).toEqual(digestRecords([there]));
      }),
      often,
    );
  });

  it('differ where one side lacks the newest write or the record, whatever the order', () => {
    fc.assert(
      fc.property(copies, ([a, b]) => {
        const other = { ...b, id: 'b' };
        const later = joinRecords(a, renew(a, '1800000000000-0000-dddd0001'));
        expect(digestRecords([a, other])).toEqual(digestRecords([other, a]));
        expect(digestRecords([later, other])).not.toEqual(digestRecords([a, other]));
        expect(digestRecords([a])).not.toEqual(digestRecords([a, other]));
      }),
      often,
    );
  });
});

/** The record with `deleted` taken back and every field written again. */
function renew(record: SyncRecord, stamp: Stamp): SyncRecord {
  const names = [...Object.keys(record.fields), 'deleted'];
  const fields = names.map((name): [string, [Stamp, SyncRecord['fields'][string][1]]] => [
    name,
    [stamp, name === 'deleted' ? false : (own(record.fields, name)?.[1] ?? null)],
  ]);
  return { ...record, fields: Object.fromEntries(fields) };
}

function newestStampOfFields(record: SyncRecord): Stamp {
  return newestStamp({ ...record, notes: {} });
}

function own<T>(values: Record<string, T>, name: string): T | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
