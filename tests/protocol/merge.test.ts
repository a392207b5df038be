import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contextOf,
  emptyRecord,
  isSameRecord,
  joinNotes,
  joinRecords,
  newestStamp,
} from '../../protocol/merge.ts';
import type { NoteValue, Register, SyncRecord } from '../../protocol/records.ts';
import { EARLIEST_STAMP } from '../../protocol/stamps.ts';

const stamps = fc
  .tuple(
    fc.integer({ min: 1, max: 6 }),
    fc.integer({ min: 0, max: 2 }),
    fc.constantFrom('aaaa0001', 'bbbb0001', 'cccc0001'),
  )
  .map(([time, counter, device]) => `170000000000${time}-000${counter}-${device}`);
const registers = fc.tuple(
  stamps,
  fc.oneof(fc.string({ maxLength: 2 }), fc.integer({ max: 3 }), fc.constant(null)),
);
/** Each step writes on one of three devices, having seen all that device holds, or carries one device's copy to another. */
const histories = fc.array(
  fc.record({ device: fc.nat({ max: 2 }), from: fc.option(fc.nat({ max: 2 }), { nil: null }) }),
  { minLength: 1, maxLength: 20 },
);
const fields = fc.dictionary(fc.constantFrom('title', 'state', 'deleted'), registers);
/** Three copies of one record, with notes as three devices come to hold them. */
const copies = fc
  .tuple(histories, fields, fields, fields)
  .map(([history, ...fieldsOf]) =>
    play(history).map(
      (note, index): SyncRecord => ({
        kind: 'article',
        id: 'a',
        fields: fieldsOf[index] ?? {},
        notes: { note },
      }),
    ),
  )
  .map(([a, b, c]) => [a, b, c] as [SyncRecord, SyncRecord, SyncRecord]);

describe('joining records', () => {
  it('gives the same whichever copy comes first, and however they are grouped', () => {
    fc.assert(
      fc.property(copies, ([a, b, c]) => {
        expect(isSameRecord(joinRecords(a, b), joinRecords(b, a))).toBe(true);
        const left = joinRecords(joinRecords(a, b), c);
        expect(isSameRecord(left, joinRecords(a, joinRecords(b, c)))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('changes nothing when a copy arrives twice', () => {
    fc.assert(
      fc.property(copies, ([a, b]) => {
        const once = joinRecords(a, b);
        expect(isSameRecord(joinRecords(once, b), once)).toBe(true);
        expect(isSameRecord(joinRecords(a, a), a)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps the later field and never an earlier one', () => {
    const early: SyncRecord = {
      ...emptyRecord('article', 'a'),
      fields: { title: ['1700000000001-0000-aaaa0001', '旧'] },
    };
    const late: SyncRecord = {
      ...emptyRecord('article', 'a'),
      fields: { title: ['1700000000002-0000-bbbb0001', '新'] },
    };
    expect(joinRecords(early, late).fields.title?.[1]).toBe('新');
    expect(joinRecords(late, early).fields.title?.[1]).toBe('新');
  });

  it('keeps fields that are called like something every object has', () => {
    const register: Register = ['1700000000001-0000-aaaa0001', 'x'];
    const fields = Object.fromEntries([['constructor', register]]);
    const newer: SyncRecord = { ...emptyRecord('article', 'a'), fields };
    expect(joinRecords(emptyRecord('article', 'a'), newer)).toEqual(newer);
    expect(joinRecords(newer, emptyRecord('article', 'a'))).toEqual(newer);
  });

  it('refuses to join two different records', () => {
    expect(() => joinRecords(emptyRecord('article', 'a'), emptyRecord('article', 'b'))).toThrow(
      /can't be joined/,
    );
  });

  it('tells the latest stamp of fields and notes alike', () => {
    expect(newestStamp(emptyRecord('tag', 't'))).toBe(EARLIEST_STAMP);
    const note: NoteValue = { stamp: '1700000000009-0000-aaaa0001', text: '', seen: {} };
    const record: SyncRecord = {
      ...emptyRecord('article', 'a'),
      fields: { title: ['1700000000002-0000-bbbb0001', '题'] },
      notes: { note: [note] },
    };
    expect(newestStamp(record)).toBe(note.stamp);
  });
});

describe('joining notes', () => {
  it('drops a value only when its successor was written by someone who had seen it', () => {
    const first: NoteValue = { stamp: '1700000000001-0000-aaaa0001', text: '一', seen: {} };
    const unseen: NoteValue = { stamp: '1700000000002-0000-bbbb0001', text: '二', seen: {} };
    const successor: NoteValue = {
      stamp: '1700000000003-0000-aaaa0001',
      text: '三',
      seen: contextOf([first]),
    };
    expect(joinNotes([first, unseen], [successor]).map((value) => value.text)).toEqual(['二', '三']);
    const settled: NoteValue = {
      stamp: '1700000000004-0000-aaaa0001',
      text: '四',
      seen: contextOf([unseen, successor]),
    };
    expect(joinNotes([unseen, successor], [settled])).toEqual([settled]);
    expect(joinNotes([settled], [first])).toEqual([settled]);
  });
});

function play(history: { device: number; from: number | null }[]): [NoteValue[], NoteValue[], NoteValue[]] {
  const held: [NoteValue[], NoteValue[], NoteValue[]] = [[], [], []];
  for (const [time, { device, from }] of history.entries()) {
    const own = held[device] ?? [];
    if (from !== null) held[device] = joinNotes(own, held[from] ?? []);
    else {
      const stamp = `${1_700_000_000_000 + time}-0000-device0${device}`;
      held[device] = joinNotes(own, [{ stamp, text: String(time), seen: contextOf(own) }]);
    }
  }
  return held;
}
