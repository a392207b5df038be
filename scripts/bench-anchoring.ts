import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { corpusFolder } from '../tests/corpus.ts';
import { scriptEdit } from './bench/anchoring/convert-script.ts';
import { readPages } from './bench/anchoring/corpus.ts';
import { LISTED_EDITS } from './bench/anchoring/edits.ts';
import { FURTHER_EDITS } from './bench/anchoring/further-edits.ts';
import { measureInBrowser } from './bench/anchoring/in-browser.ts';
import { loadPeers, PEERS } from './bench/anchoring/peers.ts';
import {
  browserFigures,
  type Figure,
  figuresOf,
  type Group,
  groupsOf,
  scrollFigures,
} from './bench/anchoring/report.ts';
import { measureScrolling } from './bench/anchoring/scrolling.ts';
import { type Trial, tryEdits } from './bench/anchoring/try-edits.ts';
import { installPeers } from './bench/install-peers.ts';
import { Complaint, reportFailure } from './complaint.ts';

const USAGE = `npm run bench:anchoring -- [options]
  --corpus DIR    the folder of the pages to learn from (default: CORPUS_DIR, else ../shared/corpus)
  --json FILE     also write the figures as one flat object
  --pages NUMBER  pages of each set (default 30)
  --seed NUMBER   another seed chooses other passages and edits (default 1)
  --without-peers ours alone, in a quarter of the time
  --scrolling     only scrolls and changes a page with five hundred marks in Chromium, and says how long its main thread was held
  --without-browser  leaves out the thousand marks on a page of a million characters in Chromium
  --help          this text

Marks passages on saved pages, edits the pages, and looks for the passages again, beside dom-anchor-text-quote and @apache-annotator/dom.`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      corpus: { type: 'string' },
      json: { type: 'string' },
      pages: { type: 'string', default: '30' },
      seed: { type: 'string', default: '1' },
      'without-peers': { type: 'boolean', default: false },
      'without-browser': { type: 'boolean', default: false },
      scrolling: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const figures = values.scrolling ? [] : await anchoringFigures(values);
  if (values.scrolling || !values['without-browser'])
    figures.push(...scrollFigures(await measureScrolling(console.log)));
  console.log();
  for (const { text, value, unit, aim } of figures)
    console.log(`${text.padEnd(66)} ${value.toFixed(2).padStart(9)} ${unit.padEnd(3)} ${aim}`);
  if (values.json !== undefined) await writeJson(values.json, figures);
}

interface Options {
  corpus?: string | undefined;
  'without-browser': boolean;
  pages: string;
  seed: string;
  'without-peers': boolean;
}

async function anchoringFigures(values: Options): Promise<Figure[]> {
  const corpus = values.corpus === undefined ? corpusFolder('reading') : corpusAt(values.corpus);
  const figures = corpus === null ? [] : await onSavedPages(corpus, values);
  if (!values['without-browser']) figures.push(...browserFigures(await measureInBrowser(console.log)));
  return figures;
}

async function onSavedPages(corpus: string, values: Options): Promise<Figure[]> {
  await installPeers('anchoring/peers', console.log, ['--ignore-scripts']);
  const pages = await readPages(corpus, readNumber('--pages', values.pages));
  const order = {
    edits: { ...LISTED_EDITS, script: await scriptEdit(PEERS), ...FURTHER_EDITS },
    peers: values['without-peers'] ? [] : await loadPeers(),
    seed: readNumber('--seed', values.seed),
  };
  const trials: Trial[] = [];
  for (const [at, page] of pages.entries()) {
    trials.push(...(await tryEdits(page, order)));
    if (process.stdout.isTTY) process.stdout.write(`\r${at + 1} of ${pages.length} pages `);
  }
  for (const group of groupsOf(trials)) print(group);
  return figuresOf(trials);
}

/** The folder of the collection, or its folder `reading`. */
function corpusAt(folder: string): string {
  const within = resolve(folder, 'reading');
  return existsSync(within) ? within : resolve(folder);
}

function print({ title, rows }: Group): void {
  const heads = ['left', 'exact', '+doubt', 'near', 'part', 'wrong', 'doubt', 'dbtwrong', 'orphan'];
  const goneHeads = ['gone', 'ghost', 'dbtghost'];
  console.log(`\n${title.padEnd(34)}${[...heads, ...goneHeads].map((head) => head.padStart(9)).join('')}`);
  for (const { name, tally } of rows) {
    const { left, gone, ghost, doubtfulGhost, ...shares } = tally;
    const cells = [left, ...Object.values(shares).map((share) => share.toFixed(2)), gone];
    const ghosts = gone === 0 ? ['', ''] : [ghost.toFixed(2), doubtfulGhost.toFixed(2)];
    console.log(name.padEnd(34) + [...cells, ...ghosts].map((cell) => String(cell).padStart(9)).join(''));
  }
}

async function writeJson(file: string, figures: Figure[]): Promise<void> {
  const flat = Object.fromEntries(figures.map(({ key, value }) => [key, value]));
  await writeFile(file, `${JSON.stringify(flat, null, 2)}\n`);
}

function readNumber(name: string, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Complaint(`${name} ${text}: give a whole number above 0.`);
}

await main().catch(reportFailure);
