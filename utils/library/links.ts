import type { SyncRecord } from '../../protocol/records.ts';

/** What a record belongs to, as `kind:id`: for the index that finds an article's marks, or what carries a tag. */
export function linksOf(record: SyncRecord): string[] {
  if (record.kind === 'mark') return textOf(record, 'article').map((id) => `article:${id}`);
  if (record.kind === 'tagging') {
    return [...textOf(record, 'owner'), ...textOf(record, 'tag').map((id) => `tag:${id}`)];
  }
  return [];
}

function textOf(record: SyncRecord, field: string): string[] {
  const value = record.fields[field]?.[1];
  return typeof value === 'string' && value !== '' ? [value] : [];
}
