/** Where in an article something is found, best first: the order of results. `initials` are those of the pinyin of titles and tags. */
export const FIELDS = [
  'title',
  'mark',
  'note',
  'tag',
  'author',
  'source',
  'channel',
  'body',
  'initials',
] as const;
export type Field = (typeof FIELDS)[number];

/** The place of a field in `FIELDS`, as the index keeps it. */
export function rankOf(field: Field): number {
  return FIELDS.indexOf(field);
}
