import { detectorFigures, figureLines, readingFigures } from './browser-report.ts';
import { openBrowserStand } from './browser-stand.ts';
import type { CorpusPage } from './corpus-pages.ts';
import { measureDetector } from './detector-figures.ts';
import { hardFigures, measureHardPages } from './hard-pages.ts';
import type { PageResult } from './read-all.ts';
import { compareRuns, readInBrowser } from './read-in-browser.ts';
import { figureTables } from './report.ts';

/** Everything that is measured in Chromium, printed as it comes; gives the figures by their names in JSON. */
export async function measureInBrowser(
  pages: readonly CorpusPage[],
  inProcess: readonly PageResult[],
): Promise<[key: string, value: number][]> {
  await using stand = await openBrowserStand();
  const read = await readInBrowser(stand, pages);
  const ours = read.map((result) => result.ours);
  console.log('\nIn Chromium, by the built reading script');
  console.log(figureTables(new Map([['ours', ours]])).join('\n'));
  const reading = readingFigures(read);
  console.log(['', ...compareRuns(inProcess, ours), ...figureLines(reading)].join('\n'));

  const noArticles = pages.filter(({ label }) => !label.isArticle);
  const detected = noArticles.map(({ html, label }) => ({ html, address: label.url }));
  const detector = detected.length > 0 ? detectorFigures(await measureDetector(detected)) : [];
  console.log(['', ...figureLines(detector)].join('\n'));

  const hard = hardFigures(await measureHardPages(stand));
  console.log(['', 'Pages made to be hard to read', ...figureLines(hard)].join('\n'));
  return [...reading, ...detector, ...hard].map(({ key, value }) => [key, value]);
}
