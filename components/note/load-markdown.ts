import type { NoteMarkdown } from './NoteMarkdown.tsx';

type Markdown = typeof NoteMarkdown;

let loaded: Markdown | null = null;

/** What draws Markdown, for pages of ours: most notes need none, so it is loaded for the first that does. Rejects under a page that is older than the extension. */
export async function loadMarkdown(): Promise<Markdown> {
  loaded ??= (await import('./NoteMarkdown.tsx')).NoteMarkdown;
  return loaded;
}

/** Null until it was loaded. */
export function markdownAtHand(): Markdown | null {
  return loaded;
}
