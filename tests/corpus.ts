import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..', process.env.CORPUS_DIR ?? '../shared/corpus');

/** Whether there is a collection of pages at all; a file that tries nothing else is left out where there is none. */
export function hasCorpus(): boolean {
  return existsSync(ROOT);
}

/**
 * A folder of the collection of pages to learn from, or null where it isn't at hand (it is third-party material and no part of the project).
 * `CORPUS_DIR` says where it is; by default beside the project.
 */
export function corpusFolder(name: string): string | null {
  const folder = resolve(ROOT, name);
  if (existsSync(folder)) return folder;
  console.info(
    `No pages in ${folder}: what needs them is skipped. CORPUS_DIR names the folder of the corpus.`,
  );
  return null;
}
