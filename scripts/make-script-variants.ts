import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PEERS } from './bench/anchoring/peers.ts';
import { installPeers } from './bench/install-peers.ts';
import { PROJECT_FOLDER } from './build-extension.ts';
import { reportFailure } from './complaint.ts';

/**
 * Writes `utils/packed-variants.ts`: traditional and variant characters, each with its simplified form, from OpenCC's table as `opencc-js` ships it.
 * Only those whose simplified form is in the first level of GB 2312, the 3,755 characters of everyday writing: a page has to load the table.
 * `node scripts/run.mjs make-script-variants.ts`
 */
async function main(): Promise<void> {
  await installPeers('anchoring/peers', console.log, ['--ignore-scripts']);
  const path = join(PEERS, 'node_modules', 'opencc-js', 'dist', 'esm-lib', 'dict', 'TSCharacters.js');
  const { default: table }: { default: string } = await import(pathToFileURL(path).href);
  const everyday = new Map(everydayCharacters().map((character, at) => [character, at]));
  const pairs = table
    .split('|')
    .map((entry) => entry.split(' '))
    .flatMap(([from = '', to = '']) => {
      const at = everyday.get(to);
      return from.length === 1 && from <= '\u9fff' && at !== undefined
        ? [{ from: from.charCodeAt(0), at }]
        : [];
    })
    .sort((a, b) => a.from - b.from);
  let packed = '';
  let before = 0;
  for (const { from, at } of pairs) {
    const step = from - before;
    packed += step < SYMBOLS - 1 ? symbol(step) : symbol(SYMBOLS - 1) + pair(step);
    packed += pair(at);
    before = from;
  }
  const file = join(PROJECT_FOLDER, 'utils', 'packed-variants.ts');
  await writeFile(file, `${HEAD}export const PACKED_VARIANTS =\n  '${packed}';\n`);
  console.log(`${pairs.length} characters in ${packed.length} bytes`);
}

const HEAD = `/**
 * ${'Traditional and variant characters with their simplified forms, made by'} \`scripts/make-script-variants.ts\` from OpenCC (Apache-2.0), read by \`script-variants.ts\`.
 */
`;

/** Printable characters that a string in single quotes holds as they are. */
const SYMBOLS = 86;

function symbol(value: number): string {
  const code = 40 + value;
  // The backslash is left out.
  return String.fromCharCode(code < 92 ? code : code + 1);
}

function pair(value: number): string {
  return symbol(Math.floor(value / SYMBOLS)) + symbol(value % SYMBOLS);
}

function everydayCharacters(): string[] {
  const decoder = new TextDecoder('gbk');
  const bytes: number[] = [];
  for (let row = 0xb0; row <= 0xd7; row += 1)
    for (let cell = 0xa1; cell <= 0xfe; cell += 1) bytes.push(row, cell);
  return [...decoder.decode(Uint8Array.from(bytes))];
}

await main().catch(reportFailure);
