import type { DetectorFigures } from './detector-figures.ts';
import { quantile, sorted } from './figures.ts';
import type { BrowserResult } from './read-in-browser.ts';

/** A figure of the browser's, as it is shown and as it is called in JSON. */
export interface BrowserFigure {
  key: string;
  text: string;
  value: number;
  /** What it is to be, in words. */
  aim: string;
}

export function readingFigures(results: readonly BrowserResult[]): BrowserFigure[] {
  const ours = sorted(results.map(({ times }) => times.total));
  const beside = sorted(results.map(({ readabilityMs }) => readabilityMs).filter((ms) => !Number.isNaN(ms)));
  const longest = sorted(results.map(({ times }) => times.longest));
  const [median, p95] = [quantile(ours, 0.5), quantile(ours, 0.95)];
  return [
    figure('ours_browser_median_ms', 'ours, the whole injected script: median ms', median, ''),
    figure('ours_browser_p95_ms', '  p95 ms', p95, ''),
    figure('readability_browser_median_ms', 'Readability on a clone: median ms', quantile(beside, 0.5), ''),
    figure('readability_browser_p95_ms', '  p95 ms', quantile(beside, 0.95), ''),
    figure('ours_browser_median_vs_readability', 'median, ratio', median / quantile(beside, 0.5), '<= 0.5'),
    figure('ours_browser_p95_vs_readability', 'p95, ratio', p95 / quantile(beside, 0.95), '<= 0.5'),
    figure(
      'ours_browser_longest_task_ms',
      'longest stretch of the main thread, ms',
      quantile(longest, 1),
      '<= 50',
    ),
    figure(
      'ours_browser_pages_over_50_ms',
      'pages with a stretch above 50 ms',
      longest.filter((ms) => ms > 50).length,
      '0',
    ),
  ];
}

export function detectorFigures({ mainMs, addedMs }: DetectorFigures): BrowserFigure[] {
  return [
    figure('detector_main_ms', 'detector on pages that are no article: median ms in main()', mainMs, '<= 2'),
    figure(
      'detector_added_thread_ms',
      '  added thread time of a load beside an empty script, ms',
      addedMs,
      '<= 5',
    ),
  ];
}

export function figureLines(figures: readonly BrowserFigure[]): string[] {
  return figures.map(
    ({ text, value, aim }) => `  ${text.padEnd(62)} ${value.toFixed(2).padStart(9)}  ${aim}`,
  );
}

export function figure(key: string, text: string, value: number, aim: string): BrowserFigure {
  return { key, text, value, aim };
}
