import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * A folder of the collection of pages to learn from, or null where it isn't at hand (it is third-party material and no part of the project).
 * `CORPUS_DIR` says where it is; by default beside the project.
 */
export function corpusFolder(name: string): string | null {
  const root = resolve(import.meta.dirname, '..', process.env.CORPUS_DIR ?? '../shared/corpus');
  const folder = resolve(root, name);
  if (existsSync(folder)) return folder;
  console.info(
    `No pages in ${folder}: what needs them is skipped. CORPUS_DIR names the folder of the corpus.`,
  );
  return null;
}
