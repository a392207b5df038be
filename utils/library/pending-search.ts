import type { SyncRecord } from '../../protocol/records.ts';
import { linksOf } from './links.ts';
import { readText } from './record-schemas.ts';
import type { PendingRow } from './search-rows.ts';

/** What has to be searched anew when a record was or becomes this one. */
export function searchKeysOf(record: SyncRecord): string[] {
  if (record.kind === 'article') {
    // Whether that one stands for itself hangs on this one too: devices may merge in a circle.
    const into = readText(record, 'mergedInto');
    return [`article:${record.id}`, ...(into ? [`article:${into}`] : [])];
  }
  if (record.kind === 'tag') return [`tag:${record.id}`];
  if (record.kind !== 'mark' && record.kind !== 'tagging') return [];
  return linksOf(record).filter((link) => link.startsWith('article:') || link.startsWith('mark:'));
}

/** Notes them for the index, in the transaction of the change. */
export async function putPending(
  transaction: { objectStore(name: 'searchPending'): { put(row: PendingRow): Promise<unknown> } },
  keys: Iterable<string>,
): Promise<void> {
  const all = [...new Set(keys)];
  if (all.length > 0) await transaction.objectStore('searchPending').put({ keys: all });
}
