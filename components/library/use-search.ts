import { useEffect, useRef, useState } from 'preact/hooks';
import type { Library } from '../../utils/library/library.ts';
import type { SearchResult } from '../../utils/library/search-library.ts';
import { openSnippetShelf, type SnippetShelf } from './snippet-shelf.ts';

export interface Search extends SearchResult {
  /** What was looked for; the box may be further on. */
  typed: string;
  shelf: SnippetShelf;
}

/** Rows whose lines are read before the results show, so that nothing moves under the reader's eyes. */
const FIRST = 20;
/** While the index is being made, the same is looked for again. */
const AGAIN_MS = 1000;

/**
 * Looks for what was typed, at each key stroke, and again when the library changes (`rows`). What was found last stays until the next result is
 * there. Null where nothing is looked for.
 */
export function useSearch(
  library: Library,
  typed: string,
  rows: unknown,
): { search: Search | null; hasFailed: boolean } {
  const [state, setState] = useState<{ search: Search | null; hasFailed: boolean }>({
    search: null,
    hasFailed: false,
  });
  const turn = useRef(0);
  const wanted = typed.trim();
  useEffect(() => {
    turn.current += 1;
    const mine = turn.current;
    let timer: ReturnType<typeof setTimeout> | undefined;
    if (wanted === '') {
      setState({ search: null, hasFailed: false });
      return;
    }
    const look = async () => {
      const result = await library.search(wanted);
      if (mine !== turn.current) return;
      const first = result.hits.slice(0, FIRST).map(({ id }) => id);
      const shelf = await openSnippetShelf(library, wanted, first);
      if (mine !== turn.current) return;
      setState({ search: { ...result, typed: wanted, shelf }, hasFailed: false });
      if (result.unindexed > 0) timer = setTimeout(() => void look().catch(fail), AGAIN_MS);
    };
    const fail = () => {
      if (mine === turn.current) setState(({ search }) => ({ search, hasFailed: true }));
    };
    look().catch(fail);
    return () => clearTimeout(timer);
  }, [library, wanted, rows]);
  return wanted === '' ? { search: null, hasFailed: false } : state;
}
