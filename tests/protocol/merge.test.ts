import { describe, expect, it } from 'vitest';
import { contextOf, emptyRecord, joinNotes, joinRecords, newestStamp } from '../../protocol/merge.ts';
import type { NoteValue, Register, SyncRecord } from '../../protocol/records.ts';
import { EARLIEST_STAMP } from '../../protocol/stamps.ts';

describe('joining records', () => {
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
