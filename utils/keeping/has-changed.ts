import type { Reading } from '../article/reading.ts';
import type { Article, Library } from '../library/library.ts';

/**
 * Whether the page says something else than the newest kept version: compared by the words of its paragraphs, whatever space is between them. Of an article
 * of several pages one is at hand: it has changed where it has a paragraph that is not kept. False where the kept text is not on this device.
 */
export async function hasChanged(
  library: Library,
  article: Article,
  reading: Pick<Reading, 'text' | 'pages'>,
): Promise<boolean> {
  const newest = article.snapshots.at(-1);
  const kept = newest ? await library.snapshot(newest.hash) : null;
  const now = paragraphsOf(reading.text);
  // A page without text is one that was not read: it tells nothing.
  if (!kept || now.length === 0) return false;
  const then = paragraphsOf(kept.text);
  if (article.pages !== null || reading.pages !== undefined) {
    const known = new Set(then);
    return now.some((paragraph) => !known.has(paragraph));
  }
  return now.length !== then.length || now.some((paragraph, at) => paragraph !== then[at]);
}

function paragraphsOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/\s+/g, ''))
    .filter((line) => line !== '');
}
