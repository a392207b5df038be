import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type CorpusPage, inHalf, readCorpusPages } from './bench/reading/corpus-pages.ts';
import { differingReadings } from './bench/reading/fast-path.ts';
import { measureInBrowser } from './bench/reading/measure-in-browser.ts';
import { choosePageOpener, DOM_KINDS, type DomKind } from './bench/reading/open-page.ts';
import { readAll } from './bench/reading/read-all.ts';
import { otherReaders, ourReader } from './bench/reading/readers.ts';
import { costTable, figureTables, flatFigures, missList } from './bench/reading/report.ts';
import { Complaint, reportFailure } from './complaint.ts';

const USAGE = `npm run bench:reading -- [options]
  --corpus DIR     the collection of labelled pages, or its folder "reading" (default: CORPUS_DIR, else ../shared/corpus)
  --no-fast-path   ours reads without what it knows of site builders; says how many pages then read otherwise
  --set NAME       only the sets whose name begins so
  --half a|b       only one half of the pages, told by their names: what was learnt on one can be tried on the other
  --dom KIND       what pages are parsed into: linkedom (behind parse5, the default) or jsdom
  --ours           ours alone, without the others
  --rounds N       how often each page is read at least; the least time counts (default 3)
  --browser        then the same pages in Chromium by the built script, the detector, and pages made to be hard to read
  --json FILE      also write the figures as one flat object
  --help           this text

Reads labelled pages with ours and with Readability, Defuddle, article-extractor, Postlight Parser and metascraper in one process, each on a document of
its own from the same HTML (no script run, no network), and marks what they find. The others are installed on the first run, into
scripts/bench/reading-peers, and are no dependency of the project.

Times are from beginning to end, the least of several rounds; a thread's own clock counts in steps of 4 ms on some machines. --browser reads the pages
in a real tab, each put in place of the answer to its own address, without network and with its scripts forbidden: they were written for a network
that is not there, and in one process none runs either. Beside it Readability reads a clone of the same document, as it takes apart what it reads;
making the clone is a figure of its own. Both read a second time in the same tab, where the engine has compiled what it needs.

Figures in JSON are named READER_GROUP_PART_UNIT. READER: ours, readability, defuddle, extractus, postlight, metascraper. GROUP: a set of the collection
(gne: Chinese news; zhcx: Chinese forums and blogs; scrapinghub: other languages; negatives: pages that are no article), chinese (all Chinese articles
together) or all. PART: kind, title, author (of pages that name one), author_invented (of pages that name none), source, day, time, date_invented, category,
body_precision, body_recall, body_f1, each as _percent and, as _n, the number of pages it is of. For all pages: median_ms, p95_ms, the ratios
median_vs_readability and p95_vs_readability, and the growth of the heap by one reading, median_mb and max_mb. With --browser also
ours_browser_..., readability_browser_..., readability_with_clone_browser_..., those of a second reading (ours_again_browser_...,
readability_again_browser_...), detector_main_ms, detector_added_thread_ms and hard_..., each printed with its aim.`;

async function main(): Promise<void> {
  const values = readOptions();
  if (values.help) {
    console.log(USAGE);
    return;
  }
  // Readers that take a time without a zone for the machine's own mean China's, as on a device there.
  process.env.TZ = 'Asia/Shanghai';
  const pages = choosePages(values);
  if (pages === null) {
    console.log('Nothing was measured: the pages are third-party material and no part of the project.');
    return;
  }
  const options = { usesFastPath: !values['no-fast-path'] };
  const openPage = await choosePageOpener(values.dom);
  const readers = [ourReader(options), ...(values.ours ? [] : await otherReaders(openPage))];
  const { rounds } = values;
  const results = await quietly(() => readAll({ pages, readers, openPage, rounds }));
  console.log(`Misses of ours, page by page:\n${missList(results.get('ours') ?? []).join('\n')}`);
  console.log([...figureTables(results), ...costTable(results)].join('\n'));
  if (values['no-fast-path']) console.log(`\n${differingReadings(pages, openPage)}`);
  const inBrowser = values.browser ? await measureInBrowser(pages, results.get('ours') ?? []) : [];
  if (values.json !== undefined) {
    const flat = { ...flatFigures(results), ...Object.fromEntries(inBrowser) };
    await writeFile(values.json, `${JSON.stringify(flat, null, 2)}\n`);
  }
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      corpus: { type: 'string' },
      'no-fast-path': { type: 'boolean' },
      set: { type: 'string', default: '' },
      half: { type: 'string' },
      dom: { type: 'string', default: 'linkedom' },
      ours: { type: 'boolean' },
      rounds: { type: 'string', default: '3' },
      browser: { type: 'boolean' },
      json: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Complaint(`--rounds ${values.rounds}: 1 or more.`);
  return { ...values, half: readHalf(values.half), dom: readDom(values.dom), rounds };
}

function readHalf(half: string | undefined): 'a' | 'b' | undefined {
  if (half === undefined || half === 'a' || half === 'b') return half;
  throw new Complaint(`--half ${half}: a or b.`);
}

function readDom(name: string): DomKind {
  const kind = DOM_KINDS.find((known) => known === name);
  if (kind) return kind;
  throw new Complaint(`--dom ${name}: choose one of ${DOM_KINDS.join(', ')}.`);
}

function choosePages(of: {
  corpus?: string | undefined;
  set: string;
  half: 'a' | 'b' | undefined;
}): CorpusPage[] | null {
  const isWanted = of.half === undefined ? () => true : inHalf(of.half);
  const pages = readCorpusPages(of.corpus);
  return pages?.filter((page) => page.set.startsWith(of.set) && isWanted(page)) ?? null;
}

/** Others write on the console what they stumble over. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { warn, error } = console;
  console.warn = console.error = () => undefined;
  try {
    return await work();
  } finally {
    Object.assign(console, { warn, error });
  }
}

await main().catch(reportFailure);
