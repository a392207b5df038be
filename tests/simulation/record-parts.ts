import { newestStamp } from '../../protocol/merge.ts';
import type { SyncRecord } from '../../protocol/records.ts';
import { millisecondsOf } from '../../protocol/stamps.ts';
import { recordOf, type Writer } from '../../utils/library/write.ts';
import { nameOf } from './ledger.ts';

/** What stood in a field before a reader's eyes. */
export function seenIn(record: SyncRecord | null, field: string): string[] {
  const value = record?.fields[field]?.[1] ?? null;
  return value === null ? [] : [nameOf(value)];
}

/** What of the record is stamped beyond `limit`, in milliseconds. */
export function aheadIn(record: SyncRecord, limit: number): SyncRecord {
  const isAhead = (stamp: string) => millisecondsOf(stamp) > limit;
  const fields = Object.entries(record.fields).filter(([, [stamp]]) => isAhead(stamp));
  const notes = Object.entries(record.notes).map(([name, values]) => [
    name,
    values.filter(({ stamp }) => isAhead(stamp)),
  ]);
  return { ...record, fields: Object.fromEntries(fields), notes: Object.fromEntries(notes) };
}

/** The latest stamp of any record of the library. */
export async function newestHere(writer: Writer): Promise<string> {
  const rows = await writer.transaction.objectStore('records').getAll();
  return rows.map((row) => newestStamp(recordOf(row))).reduce((a, b) => (a < b ? b : a), '');
}
