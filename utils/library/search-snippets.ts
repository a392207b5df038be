import { type Field, rankOf } from '../search/fields.ts';
import { parseQuery } from '../search/parse-query.ts';
import type { Word } from '../search/query.ts';
import { cutSnippet, type Piece } from '../search/snippet.ts';
import type { SearchText } from './search-rows.ts';
import { isShownInLines, readSearchTexts } from './search-texts.ts';
import type { Store } from './store.ts';

/** A line that shows why an article was found. */
export interface Snippet {
  field: Field;
  pieces: Piece[];
}

/** Lines an article is shown with at most. */
const MOST = 3;

/** Per article the lines that show why the query found it, the best first, one a field. */
export async function readSnippets(
  store: Store,
  typed: string,
  ids: readonly string[],
): Promise<Map<string, Snippet[]>> {
  const words = parseQuery(typed).words.filter((word) => !word.isExcluded);
  if (words.length === 0) return new Map(ids.map((id) => [id, []]));
  const kept = store.database.transaction('searchTexts').store;
  const texts = await Promise.all(ids.map((id) => kept.get(id)));
  const all = ids.map(async (id, at): Promise<[string, Snippet[]]> => {
    // What the index has not taken in yet was found by nothing, unless it was taken in before the format changed.
    const own = texts[at] ?? (await readSearchTexts(store, id))?.texts ?? [];
    return [id, linesOf(own, words)];
  });
  return new Map(await Promise.all(all));
}

function linesOf(texts: readonly SearchText[], words: readonly Word[]): Snippet[] {
  const snippets = new Map<Field, Snippet>();
  for (const { field, text } of texts) {
    if (snippets.has(field) || !isShownInLines(field)) continue;
    const wanted = words.filter((word) => word.field === null || word.field === field);
    const pieces = cutSnippet(
      text,
      wanted.map((word) => word.text),
    );
    if (pieces) snippets.set(field, { field, pieces });
  }
  return [...snippets.values()].sort((a, b) => rankOf(a.field) - rankOf(b.field)).slice(0, MOST);
}
