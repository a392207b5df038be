import type { Library } from '../../utils/library/library.ts';
import type { Snippet } from '../../utils/library/search-snippets.ts';

/** The lines that show why articles were found, for one query: read once each, those asked for at the same time together. */
export interface SnippetShelf {
  /** What is here already. */
  get(id: string): Snippet[] | undefined;
  ask(id: string): Promise<Snippet[]>;
}

export async function openSnippetShelf(
  library: Library,
  typed: string,
  first: readonly string[],
): Promise<SnippetShelf> {
  const known = await library.snippets(typed, first);
  let waiting: Promise<void> | null = null;
  const wanted = new Set<string>();
  const fetch = async () => {
    await new Promise(requestAnimationFrame);
    waiting = null;
    const ids = [...wanted];
    wanted.clear();
    for (const [id, lines] of await library.snippets(typed, ids)) known.set(id, lines);
  };
  return {
    get: (id) => known.get(id),
    async ask(id) {
      if (!known.has(id)) {
        wanted.add(id);
        waiting ??= fetch();
        await waiting;
      }
      return known.get(id) ?? [];
    },
  };
}
