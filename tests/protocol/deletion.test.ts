import { expect, test } from 'vitest';
import { deletedAt, emptyDeleted } from '../../protocol/deletion.ts';
import { joinRecords } from '../../protocol/merge.ts';
import type { SyncRecord } from '../../protocol/records.ts';

const BEFORE = '1790000000000-0000-bbbbbbbb';
const DELETION = '1790000000001-0000-cccccccc';
const REPLACED = '1790000000002-0000-cccccccc';
const AFTER = '1790000000003-0000-cccccccc';

/** Deleted by the device that went on writing into its note, without ever having seen the other device's. */
const deleted: SyncRecord = {
  kind: 'article',
  id: 'a',
  fields: { deleted: [DELETION, true], title: [BEFORE, '题'] },
  notes: {
    note: [
      { stamp: BEFORE, text: '先写的', seen: {} },
      { stamp: AFTER, text: '删后写的', seen: { cccccccc: REPLACED } },
    ],
  },
};

test('an emptying takes hold of a note wherever it meets the words, and leaves what was written after the deletion', () => {
  const emptied = emptyDeleted(deleted);
  const words = emptied.notes.note?.map(({ text }) => text);
  expect(words).toEqual(['', '删后写的']);
  expect(joinRecords(deleted, emptied)).toEqual(emptied);
  expect(joinRecords(emptied, deleted)).toEqual(emptied);
});

test('copies that met an emptying in another order are the same', () => {
  const emptied = emptyDeleted(deleted);
  const writersOwn = { ...deleted, notes: { note: deleted.notes.note?.slice(1) ?? [] } };
  const orders = [
    joinRecords(joinRecords(deleted, emptied), writersOwn),
    joinRecords(joinRecords(deleted, writersOwn), emptied),
    joinRecords(deleted, joinRecords(emptied, writersOwn)),
  ];
  for (const copy of orders) expect(copy).toEqual(orders[0]);
});

test('what is empty has nothing left to empty', () => {
  expect(deletedAt(deleted)).toEqual(new Date(1790000000001));
  expect(deletedAt(emptyDeleted(deleted))).toBeNull();
});
