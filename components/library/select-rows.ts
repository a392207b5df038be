import type { ListRow, Tag } from '../../utils/library/library.ts';
import type { LibraryRoute } from './route.ts';

export interface ChannelCount {
  name: string;
  count: number;
}

/** The rows of a place: all, one tag with the tags below it, or one channel. */
export function rowsOfPlace(rows: ListRow[], route: LibraryRoute, tags: Tag[]): ListRow[] {
  if (route.place === 'channel') return rows.filter((row) => (row.category ?? '') === route.name);
  if (route.place !== 'tag') return rows;
  const name = tags.find((tag) => tag.id === route.id)?.name;
  return rows.filter((row) =>
    row.tags.some((tag) => tag.id === route.id || (name !== undefined && tag.name.startsWith(`${name}/`))),
  );
}

/** Channels in use, the fullest first; articles without one come last under the empty name. */
export function channelsOf(rows: ListRow[]): ChannelCount[] {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(row.category ?? '', (counts.get(row.category ?? '') ?? 0) + 1);
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => Number(a.name === '') - Number(b.name === '') || b.count - a.count);
}
