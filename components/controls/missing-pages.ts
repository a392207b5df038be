import { pagesTexts } from '../../locales/pages.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { ReadingPages } from '../../utils/article/reading.ts';

/** 2、4–6. */
export function pageNumbers(numbers: readonly number[]): string {
  const rows: [first: number, last: number][] = [];
  for (const number of numbers) {
    const row = rows.at(-1);
    if (row && row[1] === number - 1) row[1] = number;
    else rows.push([number, number]);
  }
  const words = rows.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`));
  return words.join(textsOf(pagesTexts).separator);
}

/** Which pages are missing and why, and what is safe. Null where none is. */
export function missingWords(pages: ReadingPages | null): string | null {
  if (pages === null || pages.missing.length === 0) return null;
  return textsOf(pagesTexts)[pages.reason ?? 'unread'](pageNumbers(pages.missing));
}
