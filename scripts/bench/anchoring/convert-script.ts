import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Edit, textsOf } from './stage.ts';

/** Simplified ↔ traditional, as OpenCC converts whole phrases: whichever changes more of the page. Needs the peers installed. */
export async function scriptEdit(peers: string): Promise<Edit> {
  const path = join(peers, 'node_modules', 'opencc-js', 'dist', 'esm', 'full.js');
  const { Converter }: { Converter(of: { from: string; to: string }): (text: string) => string } =
    await import(pathToFileURL(path).href);
  const ways = [Converter({ from: 'cn', to: 'tw' }), Converter({ from: 'tw', to: 'cn' })];
  return ({ paragraphs, followed }) => {
    const nodes = paragraphs.flatMap(textsOf);
    const text = nodes.map((node) => node.data).join('');
    const [convert] = ways.toSorted((a, b) => changes(text, b(text)) - changes(text, a(text)));
    if (!convert) return;
    for (const node of nodes) {
      const converted = convert(node.data);
      if (converted.length === node.length && converted !== node.data)
        followed.replace(node, 0, node.length, converted);
    }
  };
}

function changes(before: string, after: string): number {
  return [...before].filter((character, at) => after[at] !== character).length;
}
