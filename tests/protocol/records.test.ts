import { describe, expect, it } from 'vitest';
import { memberSchema } from '../../protocol/account.ts';
import { digestRecords } from '../../protocol/digest.ts';
import { isTooLarge, MAX_RECORD_BYTES, type SyncRecord, syncRecordSchema } from '../../protocol/records.ts';

const stamp = '1700000000001-0000-aaaa0001';
const tagging: SyncRecord = {
  kind: 'tagging',
  id: 'f00d',
  fields: { owner: [stamp, 'article:1'], tag: [stamp, 't1'], present: [stamp, true] },
  notes: {},
};

describe('the wire format of a record', () => {
  it('is what released versions send', () => {
    // A change here breaks devices in the field: it needs a new field or kind instead.
    expect(JSON.stringify(syncRecordSchema.parse(tagging))).toBe(
      '{"kind":"tagging","id":"f00d","fields":{"owner":["1700000000001-0000-aaaa0001","article:1"],' +
        '"tag":["1700000000001-0000-aaaa0001","t1"],"present":["1700000000001-0000-aaaa0001",true]},"notes":{}}',
    );
  });

  it('keeps fields and kinds that only a newer version knows', () => {
    const newer = {
      ...tagging,
      kind: 'constellation',
      fields: { ...tagging.fields, 'shape:x': [stamp, { a: [1] }] },
    };
    expect(syncRecordSchema.parse(newer)).toEqual(newer);
  });

  it('reads a record without notes', () => {
    const { notes: _, ...bare } = tagging;
    expect(syncRecordSchema.parse(bare)).toEqual(tagging);
  });

  it.each([
    ['no kind', { ...tagging, kind: undefined }],
    ['a kind that is an address', { ...tagging, kind: 'https://x' }],
    ['an id with a slash', { ...tagging, id: '../etc' }],
    ['a field without a stamp', { ...tagging, fields: { tag: ['t1'] } }],
    ['a stamp out of form', { ...tagging, fields: { tag: ['yesterday', 't1'] } }],
    ['a field named like code', { ...tagging, fields: { 'a b()': [stamp, 1] } }],
    ['a note value without context', { ...tagging, notes: { note: [{ stamp, text: '' }] } }],
    ['a note too long', { ...tagging, notes: { note: [{ stamp, text: '长'.repeat(20_001), seen: {} }] } }],
    ['not an object', 'tagging'],
  ])('refuses %s', (_name, value) => {
    expect(syncRecordSchema.safeParse(value).success).toBe(false);
  });
});

it('lets no service call a member what guests are called, or by the name of a path', () => {
  const member = { name: '沈若溪', phone: '138 **** 4071' };
  expect(memberSchema.safeParse({ ...member, id: 'Yk3_b-9' }).success).toBe(true);
  for (const id of ['guest', '', '../guest', 'a b', 'x'.repeat(65)]) {
    expect(memberSchema.safeParse({ ...member, id }).success, id).toBe(false);
  }
});

it('never lets a field reach a prototype', () => {
  const fields = JSON.parse(`{"__proto__":["${stamp}",1],"present":["${stamp}",true]}`);
  const read = syncRecordSchema.parse({ ...tagging, fields });
  expect(Object.getPrototypeOf(read.fields)).toBe(Object.prototype);
  expect(Object.keys(read.fields)).toEqual(['present']);
});

describe('how large a record may be', () => {
  const note = (device: string) => ({
    stamp: `1700000000001-0000-${device}`,
    text: '注'.repeat(20_000),
    seen: {},
  });

  it('lets three full notes stand side by side until the reader settles them', () => {
    const notes = { note: [note('aaaa0001'), note('bbbb0001'), note('cccc0001')] };
    expect(isTooLarge({ ...tagging, notes })).toBe(false);
  });

  it('ends at 64 KB of fields', () => {
    const fields = { name: [stamp, 'x'.repeat(MAX_RECORD_BYTES)] } satisfies SyncRecord['fields'];
    expect(isTooLarge({ ...tagging, fields })).toBe(true);
  });
});

describe('the digest', () => {
  const other: SyncRecord = { ...tagging, id: 'beef' };

  it('does not depend on order', () => {
    expect(digestRecords([tagging, other])).toEqual(digestRecords([other, tagging]));
  });

  it('differs when a record has a newer stamp or is missing', () => {
    const newer: SyncRecord = { ...tagging, fields: { present: ['1700000000002-0000-aaaa0001', false] } };
    const whole = digestRecords([tagging, other]);
    expect(digestRecords([newer, other])).not.toEqual(whole);
    expect(digestRecords([other])).not.toEqual(whole);
    expect(whole.tagging?.count).toBe(2);
  });
});
