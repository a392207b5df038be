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
  const longest = sorted(results.flatMap(({ times, again }) => [times.longest, again.longest]));
  const ours = results.map(({ times }) => times.total);
  return [
    ...spread('ours_browser', 'ours, the whole injected script', ours),
    ...beside(
      'readability_browser',
      'Readability on a clone that was made beforehand',
      ours,
      results.map(({ readability }) => readability.first),
    ),
    ...beside(
      'readability_with_clone_browser',
      'Readability with making the clone, which it takes apart',
      ours,
      results.map(({ readability }) => readability.first + readability.clone),
    ),
    ...spread(
      'ours_again_browser',
      'ours once more in the same tab',
      results.map(({ again }) => again.total),
    ),
    ...beside(
      'readability_again_browser',
      'Readability once more in the same tab, on a clone made beforehand',
      results.map(({ again }) => again.total),
      results.map(({ readability }) => readability.again),
    ),
    figure(
      'ours_browser_longest_task_ms',
      'longest stretch of the main thread, ms',
      quantile(longest, 1),
      '<= 50',
    ),
    figure(
      'ours_browser_stretches_over_50_ms',
      'readings with a stretch above 50 ms',
      longest.filter((ms) => ms > 50).length,
      '0',
    ),
  ];
}

function spread(key: string, text: string, all: readonly number[]): BrowserFigure[] {
  const times = sorted(all.filter((ms) => !Number.isNaN(ms)));
  return [
    figure(`${key}_median_ms`, `${text}: median ms`, quantile(times, 0.5), ''),
    figure(`${key}_p95_ms`, '  p95 ms', quantile(times, 0.95), ''),
  ];
}

/** Another's times, and those of ours as a ratio to them. */
function beside(key: string, text: string, ours: readonly number[], all: readonly number[]): BrowserFigure[] {
  const [own, others] = [sorted(ours), sorted(all.filter((ms) => !Number.isNaN(ms)))];
  const ratio = (share: number) => quantile(own, share) / quantile(others, share);
  return [
    ...spread(key, text, all),
    figure(`ours_median_vs_${key}`, '  ours, ratio of the medians', ratio(0.5), '<= 0.5'),
    figure(`ours_p95_vs_${key}`, '  ours, ratio of the p95', ratio(0.95), '<= 0.5'),
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
