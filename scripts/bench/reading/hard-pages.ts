import { HARD_PAGES } from '../../../tests/utils/article/hard-pages.ts';
import { type BrowserFigure, figure } from './browser-report.ts';
import type { BrowserStand } from './browser-stand.ts';
import type { TaskTimes } from './trace-tasks.ts';

interface HardResult {
  name: string;
  times: TaskTimes;
  /** Whether a reading came back: not where the page is longer than the script reads. */
  isRead: boolean;
}

/** Reads pages of a size that no article has: how long the page's main thread is held, in all and at a stretch. */
export async function measureHardPages(stand: BrowserStand): Promise<HardResult[]> {
  const results: HardResult[] = [];
  for (const { name, html } of HARD_PAGES) {
    await stand.open(html(1), 'https://hard.example/2024/0102/1.html');
    const { reading, times } = await stand.readTraced();
    results.push({ name, times, isRead: reading !== null });
    console.log(
      `  ${name.padEnd(46)} longest ${times.longest.toFixed(0).padStart(7)} ms, all ${times.total.toFixed(0).padStart(7)} ms${reading ? '' : ', not read'}`,
    );
  }
  return results;
}

export function hardFigures(results: readonly HardResult[]): BrowserFigure[] {
  const longest = Math.max(...results.map(({ times }) => times.longest));
  const total = Math.max(...results.map(({ times }) => times.total));
  return [
    figure('hard_longest_stretch_ms', 'longest stretch of the main thread, ms', longest, '<= 50'),
    figure('hard_longest_reading_ms', 'longest reading in all, ms', total, '<= 2000'),
    figure('hard_pages', 'pages', results.length, ''),
    figure(
      'hard_pages_read',
      '  that came back as a reading',
      results.filter(({ isRead }) => isRead).length,
      '',
    ),
  ];
}
