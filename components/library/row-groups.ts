import type { Language } from '../../locales/define-texts.ts';
import type { ListRow } from '../../utils/library/library.ts';
import { monthName, rowDate } from './months.ts';
import type { ListShape, RowGroup, RowOrder } from './row-order.ts';

export interface GroupOfRows {
  /** `2026-11`, or the name of a channel, source or author; empty where the rows have none. */
  key: string;
  rows: ListRow[];
}

/** The rows in order, and in groups where there are some: months as they come, names the fullest first, and what has none last. */
export function groupRows(rows: readonly ListRow[], shape: ListShape): GroupOfRows[] {
  const ordered = orderRows(rows, shape.order);
  if (shape.group === 'none') return ordered.length > 0 ? [{ key: '', rows: ordered }] : [];
  const groups = Map.groupBy(ordered, (row) => keyOf(row, shape));
  const all = [...groups].map(([key, own]) => ({ key, rows: own }));
  const isByMonth = shape.group === 'month';
  const isOldestFirst = shape.order === 'saved-oldest';
  return all.sort((a, b) => {
    if ((a.key === '') !== (b.key === '')) return a.key === '' ? 1 : -1;
    if (!isByMonth) return b.rows.length - a.rows.length || (a.key < b.key ? -1 : 1);
    return a.key < b.key === isOldestFirst ? -1 : 1;
  });
}

/** What a group is called in its heading; null where the list has no groups. */
export function groupName(
  key: string,
  { group }: ListShape,
  { language, missing }: { language: Language; missing: Record<Exclude<RowGroup, 'none'>, string> },
): string | null {
  if (group === 'none') return null;
  if (key === '') return missing[group];
  return group === 'month' ? monthName(key, language) : key;
}

function keyOf(row: ListRow, { group, order }: ListShape): string {
  switch (group) {
    case 'month':
      return rowDate(row, order).slice(0, 7);
    case 'channel':
      return row.category ?? '';
    case 'source':
      return row.source ?? '';
    // An article of several authors stands with the first of them: once in a list.
    case 'author':
      return row.authors[0] ?? '';
    case 'none':
      return '';
  }
}

function orderRows(rows: readonly ListRow[], order: RowOrder): ListRow[] {
  switch (order) {
    case 'saved':
      return rows.toSorted(newestFirst);
    case 'saved-oldest':
      return rows.toSorted((a, b) => newestFirst(b, a));
    case 'published':
      return rows.toSorted((a, b) => descending(publishedOn(a), publishedOn(b)) || newestFirst(a, b));
    case 'title':
      return rows.toSorted((a, b) => byName.compare(a.title, b.title) || newestFirst(a, b));
    case 'length':
      return rows.toSorted((a, b) => b.characters - a.characters || newestFirst(a, b));
  }
}

/** Chinese by pronunciation. */
const byName = new Intl.Collator('zh-CN', { numeric: true });

function newestFirst(a: ListRow, b: ListRow): number {
  return b.savedAt - a.savedAt || (a.id < b.id ? -1 : 1);
}

function publishedOn(row: ListRow): string {
  return (row.publishedAt ?? '').slice(0, 10);
}

function descending(a: string, b: string): number {
  return a === b ? 0 : a < b ? 1 : -1;
}
