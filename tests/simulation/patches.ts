import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Words of a source file of the product, and what stands there while the simulation runs. */
export interface Change {
  /** From the project's root. */
  file: string;
  find: string;
  replace: string;
}

const ROOT = new URL('../../', import.meta.url);

/** Has every module that is loaded from now on read with these changes; the files stay as they are. Throws where a change fits nowhere. */
export function patchModules(changes: Change[]): void {
  for (const { file } of changes) patched(readSource(file), file, changes);
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      const file = url.startsWith(ROOT.href) ? url.slice(ROOT.href.length) : '';
      if (!changes.some((change) => change.file === file)) return loaded;
      return { ...loaded, source: patched(readSource(file), file, changes) };
    },
  });
}

/** The source with each change for this file made, in order. Throws where the words are not there exactly once: the product has moved on. */
export function patched(source: string, file: string, changes: Change[]): string {
  return changes
    .filter((change) => change.file === file)
    .reduce((text, { find, replace }) => {
      const pieces = text.split(find);
      if (pieces.length !== 2) {
        throw new Error(`${file} holds these words ${pieces.length - 1} times instead of once:\n${find}`);
      }
      return pieces.join(replace);
    }, source);
}

export function readSource(file: string): string {
  return readFileSync(fileURLToPath(new URL(file, ROOT)), 'utf8');
}
