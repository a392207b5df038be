import { foldWords } from '../../../utils/search/fold-search.ts';
import { PEERS, type Peer } from './peers/peers.mjs';
import { articleMaker, foldedTexts } from './sample-articles.ts';

/** What `bench:search` runs in a page for the others, as `searchPeers`. They get the same folded texts. */

const make = articleMaker();
let peer: Peer | null = null;

/** Adds articles; answers the milliseconds it took. */
export function add(name: string, from: number, to: number): number {
  peer ??= PEERS[name]?.() ?? null;
  const texts = Array.from({ length: to - from }, (_, index) => foldedTexts(make(from + index)).join('\n'));
  const start = performance.now();
  for (const [index, text] of texts.entries()) peer?.add(from + index, text);
  return performance.now() - start;
}

export function query(typed: string): { numbers: number[]; ms: number } {
  const start = performance.now();
  const numbers = peer?.search(foldWords(typed)) ?? [];
  return { numbers, ms: performance.now() - start };
}
