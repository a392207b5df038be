import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installPeers } from '../install-peers.ts';
import type { BrowserStand } from './browser-stand.ts';
import type { CorpusPage } from './corpus-pages.ts';
import { NOTHING } from './extraction.ts';
import { type FigureName, figuresOf, MARKS } from './figures.ts';
import { extractionOf } from './our-reader.ts';
import type { PageResult } from './read-all.ts';
import { scorePage } from './score-page.ts';
import { type TaskTimes, traceTasks } from './trace-tasks.ts';

export interface BrowserResult {
  ours: PageResult;
  times: TaskTimes;
  /** Of a second reading in the same tab: what an engine compiled for the first is at hand. */
  again: TaskTimes;
  readability: ReadabilityTimes;
}

/** Milliseconds of Readability on a clone of the same document, which it takes apart; NaN where it failed. */
export interface ReadabilityTimes {
  /** Made beforehand. */
  clone: number;
  first: number;
  /** On another clone in the same tab. */
  again: number;
}

/** Reads each page by the built script, after Readability has read a clone of it in the same tab. */
export async function readInBrowser(
  stand: BrowserStand,
  pages: readonly CorpusPage[],
): Promise<BrowserResult[]> {
  const readability = await readabilityScript();
  const results: BrowserResult[] = [];
  for (const page of pages) {
    await stand.open(page.html, page.label.url);
    const { clone, read: first } = await readabilityTimes(stand, readability);
    const { read: second } = await readabilityTimes(stand, readability);
    const { reading, times } = await stand.readTraced();
    const { times: again } = await stand.readTraced();
    const found = reading ? extractionOf(reading) : NOTHING;
    const ours: PageResult = {
      page,
      found,
      score: scorePage(page.label, found),
      milliseconds: times.total,
      megabytes: null,
      failure: reading ? null : 'no reading came back',
    };
    results.push({ ours, times, again, readability: { clone, first, again: second } });
  }
  return results;
}

/** As a script that is put into the page, as ours is: its compiling counts. */
async function readabilityTimes(
  { session, page }: BrowserStand,
  script: string,
): Promise<{ clone: number; read: number }> {
  const { times: cloning } = await traceTasks(session, page, () =>
    page.evaluate('globalThis.clonedPage = document.cloneNode(true); undefined'),
  );
  const { result: isRead, times } = await traceTasks(session, page, () => page.evaluate(script));
  return { clone: cloning.total, read: isRead === true ? times.total : Number.NaN };
}

/** As one expression that reads the clone, and says whether it could. */
async function readabilityScript(): Promise<string> {
  const folder = await installPeers('reading-peers', console.log, ['--ignore-scripts']);
  const source = await readFile(
    join(folder, 'node_modules', '@mozilla', 'readability', 'Readability.js'),
    'utf8',
  );
  return `(() => { ${source}
    try { return Boolean(new Readability(clonedPage).parse()); } catch { return false; }
  })()`;
}

/** A body counts as another one when its marks are this far apart. */
const SAME_BODY = 0.005;

/** Pages that came out otherwise in the browser than in one process, and the figures that are more than one page apart. */
export function compareRuns(inProcess: readonly PageResult[], inBrowser: readonly PageResult[]): string[] {
  const others = new Map(inBrowser.map((result) => [result.page.name, result]));
  const pages = inProcess.flatMap((result) => {
    const other = others.get(result.page.name);
    const parts = other ? differingParts(result, other) : ['missing'];
    return parts.length > 0 ? [`  ${result.page.name} differs: ${parts.join(', ')}`] : [];
  });
  const [before, after] = [figuresOf(inProcess), figuresOf(inBrowser)];
  const apart = [...before].flatMap(([name, { percent, n }]) => {
    const other = after.get(name)?.percent ?? 0;
    return Math.abs(other - percent) * n > 100.01
      ? [`  ${name}: ${percent.toFixed(1)} → ${other.toFixed(1)}`]
      : [];
  });
  return [
    `${pages.length} of ${inProcess.length} pages come out otherwise than in one process`,
    ...pages,
    `${apart.length} figures are more than one page apart`,
    ...apart,
  ];
}

function differingParts({ score, found }: PageResult, other: PageResult): string[] {
  const marks: FigureName[] = MARKS.filter((mark) => score[mark] !== other.score[mark]);
  const [body, theirs] = [score.body, other.score.body];
  const gap =
    body && theirs
      ? Math.max(Math.abs(body.precision - theirs.precision), Math.abs(body.recall - theirs.recall))
      : 0;
  return [
    ...marks,
    ...(gap > SAME_BODY ? [`body (${found.text.length} → ${other.found.text.length} characters)`] : []),
  ];
}
