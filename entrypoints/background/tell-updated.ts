import { hasChanged } from '../../utils/keeping/has-changed.ts';
import type { Library } from '../../utils/library/library.ts';
import { RequestError } from '../../utils/messages/answer.ts';
import { readPage } from './read-page.ts';
import { inject, type Target } from './scripts-in-tabs.ts';

/** Reads a page of which an article is kept, and has it say where it says something else by now. */
export async function tellUpdated(
  library: Library,
  knownAs: string,
  { tabId, documentId }: { tabId: number; documentId: string | null },
): Promise<void> {
  try {
    const article = await library.articleAt(knownAs);
    if (article === null || documentId === null) return;
    const { reading } = await readPage(library, { tabId, documentId });
    const target: Target = { tabId, documentIds: [documentId] };
    if (await hasChanged(library, article, reading))
      await inject(target, { files: ['/content-scripts/updated.js'] });
  } catch (error) {
    // The reader has gone on to another page, or it is none that can be read: nobody asked.
    if (!(error instanceof RequestError)) throw error;
  }
}
