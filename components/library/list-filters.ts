import type { ListRow, Tag } from '../../utils/library/library.ts';

export const FILTER_KINDS = ['channel', 'source', 'author', 'year', 'tag', 'state'] as const;
export type FilterKind = (typeof FILTER_KINDS)[number];
export const STATES = ['unread', 'reading', 'archived'] as const;
/** What `state` may hold: where an article is, and the reader's star. */
export const STATE_VALUES = [...STATES, 'favourite'] as const;
export type StateValue = (typeof STATE_VALUES)[number];

/**
 * What a list is limited to: of each kind any of the values, and all kinds together; the star is asked for beside the states. A tag, by its id, stands for those below it; the empty
 * value for what has none.
 */
export type ListFilters = Record<FilterKind, string[]>;

export function filtersOf(hash: string): ListFilters {
  const given = parametersOf(hash);
  return {
    channel: given.getAll('channel'),
    source: given.getAll('source'),
    author: given.getAll('author'),
    year: given.getAll('year').filter((year) => /^(\d{4})?$/.test(year)),
    tag: given.getAll('tag').filter((id) => id !== ''),
    state: given.getAll('state').filter((state) => STATE_VALUES.some((one) => one === state)),
  };
}

/** The same place and search with other filters. */
export function withFilters(hash: string, filters: ListFilters): string {
  const [path = ''] = hash.split('?');
  const search = parametersOf(hash).get('q');
  const parameters = new URLSearchParams(search === null ? {} : { q: search });
  for (const [kind, value] of pairsOf(filters)) parameters.append(kind, value);
  const text = parameters.toString();
  const place = path === '' ? '#/' : path;
  return text === '' ? place : `${place}?${text}`;
}

/** As a saved search keeps them. */
export function filtersText(filters: ListFilters): string {
  return new URLSearchParams(pairsOf(filters)).toString();
}

export function isLimiting(filters: ListFilters): boolean {
  return FILTER_KINDS.some((kind) => filters[kind].length > 0);
}

export function toggleFilter(filters: ListFilters, kind: FilterKind, value: string): ListFilters {
  const present = filters[kind];
  const next = present.includes(value) ? present.filter((one) => one !== value) : [...present, value];
  return { ...filters, [kind]: next };
}

/** The rows that fit. */
export function filterRows(
  rows: ListRow[],
  filters: ListFilters,
  tags: readonly Pick<Tag, 'id' | 'name'>[],
): ListRow[] {
  if (!isLimiting(filters)) return rows;
  const names = filters.tag.flatMap((id) => tags.find((tag) => tag.id === id)?.name ?? []);
  const states = filters.state.filter((state) => state !== 'favourite');
  const wantsStar = filters.state.includes('favourite');
  const isAny = (wanted: string[], values: string[]) =>
    wanted.length === 0 || values.some((value) => wanted.includes(value));
  return rows.filter(
    (row) =>
      isAny(filters.channel, [row.category ?? '']) &&
      isAny(filters.source, [row.source ?? '']) &&
      isAny(filters.author, row.authors.length > 0 ? row.authors : ['']) &&
      isAny(filters.year, [yearOf(row)]) &&
      isAny(states, [row.state]) &&
      (!wantsStar || row.favourite) &&
      (filters.tag.length === 0 ||
        row.tags.some(({ name }) => names.some((one) => name === one || name.startsWith(`${one}/`)))),
  );
}

export interface FilterValue {
  value: string;
  /** Null: what has none, or the state whose name the view knows. */
  name: string | null;
  count: number;
}

/** What the rows can be limited to, the fullest first; years the latest first; what has none last. */
export function valuesOf(
  kind: FilterKind,
  rows: readonly ListRow[],
  tags: readonly Pick<Tag, 'id' | 'name'>[],
): FilterValue[] {
  if (kind === 'state')
    return STATE_VALUES.map((value) => ({
      value,
      name: null,
      count: rows.filter((row) => (value === 'favourite' ? row.favourite : row.state === value)).length,
    }));
  if (kind === 'tag')
    return tags.flatMap(({ id, name }) => {
      const count = rows.filter((row) =>
        row.tags.some((one) => one.name === name || one.name.startsWith(`${name}/`)),
      ).length;
      return count > 0 ? [{ value: id, name, count }] : [];
    });
  const counts = new Map<string, number>();
  for (const row of rows)
    for (const value of namesIn(kind, row)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({ value, name: value === '' ? null : value, count }))
    .sort((a, b) => {
      if ((a.value === '') !== (b.value === '')) return a.value === '' ? 1 : -1;
      return kind === 'year' ? (a.value < b.value ? 1 : -1) : b.count - a.count;
    });
}

function namesIn(kind: Exclude<FilterKind, 'state' | 'tag'>, row: ListRow): string[] {
  if (kind === 'author') return row.authors.length > 0 ? row.authors : [''];
  if (kind === 'year') return [yearOf(row)];
  return [(kind === 'channel' ? row.category : row.source) ?? ''];
}

/** In which it was published, else saved. */
function yearOf(row: ListRow): string {
  const published = /^\d{4}/.exec(row.publishedAt ?? '')?.[0];
  return published ?? String(new Date(row.savedAt).getFullYear());
}

function pairsOf(filters: ListFilters): [string, string][] {
  return FILTER_KINDS.flatMap((kind) => filters[kind].map((value): [string, string] => [kind, value]));
}

function parametersOf(hash: string): URLSearchParams {
  const at = hash.indexOf('?');
  return new URLSearchParams(at === -1 ? '' : hash.slice(at + 1));
}
