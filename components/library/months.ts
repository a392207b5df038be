import type { Language } from '../../locales/define-texts.ts';
import type { ArticleRow } from '../../utils/library/library.ts';

export type RowOrder = 'saved' | 'published';

export interface MonthGroup {
  /** `2026-11`, or the empty string where no date is known. */
  month: string;
  rows: ArticleRow[];
}

/** Newest first, one group a month. Articles without a date come last. */
export function groupByMonth(rows: ArticleRow[], order: RowOrder): MonthGroup[] {
  const dated = rows.map((row) => ({ row, date: rowDate(row, order) }));
  dated.sort((a, b) => (a.date === b.date ? b.row.savedAt - a.row.savedAt : a.date < b.date ? 1 : -1));
  const groups: MonthGroup[] = [];
  for (const { row, date } of dated) {
    const month = date.slice(0, 7);
    const last = groups.at(-1);
    if (last?.month === month) last.rows.push(row);
    else groups.push({ month, rows: [row] });
  }
  return groups;
}

/** `2026-11-18`: the local day it was saved, or the day the page says it was published; empty where unknown. */
export function rowDate(row: ArticleRow, order: RowOrder): string {
  return order === 'saved' ? localDay(row.savedAt) : (row.publishedAt ?? '').slice(0, 10);
}

/** 二〇二六年十一月, November 2026. */
export function monthName(month: string, language: Language): string {
  const year = Number(month.slice(0, 4));
  const number = Number(month.slice(5, 7));
  if (language === 'en') {
    return new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric' }).format(
      new Date(year, number - 1, 1),
    );
  }
  const digits = [...String(year)].map((digit) => CHINESE_DIGITS[Number(digit)]).join('');
  return `${digits}年${CHINESE_MONTHS[number - 1]}月`;
}

const CHINESE_DIGITS = '〇一二三四五六七八九';
const CHINESE_MONTHS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];

function localDay(time: number): string {
  const date = new Date(time);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
