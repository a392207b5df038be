import type { Language } from '../../locales/define-texts.ts';
import type { ListRow } from '../../utils/library/library.ts';
import type { RowOrder } from './row-order.ts';

/** `2026-11-18`: the local day it was saved, or, in the order of publication, the day the page names; empty where unknown. */
export function rowDate(row: ListRow, order: RowOrder): string {
  return order === 'published' ? (row.publishedAt ?? '').slice(0, 10) : localDay(row.savedAt);
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
  // A list goes through its rows by time: most are of the day that was told last.
  if (time >= told.from && time < told.to) return told.day;
  const date = new Date(time);
  const [year, month, number] = [date.getFullYear(), date.getMonth(), date.getDate()];
  const two = (value: number) => String(value).padStart(2, '0');
  told = {
    from: new Date(year, month, number).getTime(),
    to: new Date(year, month, number + 1).getTime(),
    day: `${year}-${two(month + 1)}-${two(number)}`,
  };
  return told.day;
}
let told = { from: 0, to: 0, day: '' };
