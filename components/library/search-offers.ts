import type { ListRow, Tag } from '../../utils/library/library.ts';
import { foldWords } from '../../utils/search/fold-search.ts';
import { parseQuery } from '../../utils/search/parse-query.ts';
import { OPERATORS, type Operator } from '../../utils/search/query.ts';

export interface Offer {
  /** What is shown. */
  label: string;
  /** The whole of the box once it is taken. */
  text: string;
}

const MOST = 8;

/**
 * What can follow in the search box: where an operator stands at the end, the tags, authors, sources or channels that fit it, the most used first; else the operators
 * themselves. `nameOf` gives them in the reader's language.
 */
export function offersFor(
  text: string,
  {
    rows,
    tags,
    nameOf,
  }: { rows: readonly ListRow[]; tags: readonly Tag[]; nameOf: (operator: Operator) => string },
): Offer[] {
  const last = /(?:^|\s)(-?[\p{L}]{1,10}[:：])(\S*)$/u.exec(text);
  const field = last ? (parseQuery(`${last[1]}x`).words[0]?.field ?? null) : null;
  if (last && field !== null) {
    const typed = foldWords((last[2] ?? '').replace(/^["“「]/, ''));
    const before = text.slice(0, text.length - (last[2] ?? '').length);
    return valuesOf(field, rows, tags)
      .filter((value) => foldWords(value).includes(typed))
      .slice(0, MOST)
      .map((value) => ({ label: value, text: `${before}${/\s/.test(value) ? `"${value}"` : value} ` }));
  }
  const before = text === '' || /\s$/.test(text) ? text : `${text} `;
  return OPERATORS.map((operator) => {
    const name = nameOf(operator);
    return { label: name, text: `${before}${name}${name.endsWith(':') ? '' : ' '}` };
  });
}

function valuesOf(field: string, rows: readonly ListRow[], tags: readonly Tag[]): string[] {
  if (field === 'tag') return tags.toSorted((a, b) => b.count - a.count).map(({ name }) => name);
  const counts = new Map<string, number>();
  for (const row of rows) {
    const values = field === 'author' ? row.authors : [field === 'source' ? row.source : row.category];
    for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([value]) => value);
}
