import type { RecordRow } from './database.ts';
import { idOf } from './hash.ts';
import { kindRange } from './read-records.ts';
import { readFields, siteFields } from './record-schemas.ts';
import type { Store } from './store.ts';
import { type Written, write } from './write.ts';

export interface Site {
  id: string;
  pattern: string;
  on: boolean;
}

/** Sites the reader has ever switched, on or off, by pattern. */
export async function readSites(store: Store): Promise<Site[]> {
  const rows = await store.database.getAll('records', kindRange('site'));
  return rows.flatMap(readSite).sort((left, right) => (left.pattern < right.pattern ? -1 : 1));
}

export async function switchSite(store: Store, pattern: string, on: boolean): Written<Site> {
  const id = await idOf(pattern);
  return write(store, async (writer) => {
    const record = await writer.read('site', id);
    const known = record ? readFields(record, siteFields) : null;
    if (known?.pattern !== pattern || known.on !== on) await writer.set('site', id, { pattern, on });
    return { id, pattern, on };
  });
}

function readSite(row: RecordRow): Site[] {
  const { pattern, on } = readFields(row, siteFields);
  return pattern === null ? [] : [{ id: row.id, pattern, on: on ?? false }];
}
