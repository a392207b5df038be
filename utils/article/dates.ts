import { LATIN, LETTER } from './characters.ts';
import { dayInChina, fromInstant, readClock, withClock } from './clock.ts';

/** A point in time found in text, to the precision of that text. */
export interface FoundDate {
  /** `2023-12`, `2023-12-29`, `2023-12-29T10:30+08:00` or with seconds; wall clock at +08:00. Midnight counts as a date without a time. */
  value: string;
  /** Where in the text it begins and ends. */
  from: number;
  to: number;
  /** The text names no year: it was taken from the day on which the page is read. */
  isYearGuessed: boolean;
}

export interface DateOptions {
  /** Of 06/02/2022, whether 02 is the month; by default it is, unless AM or PM follows. */
  monthFirst?: boolean;
  /** Whether a month of a year is a date: 2023年12月. Only where a date is announced: in text it is the subject. */
  months?: boolean;
}

/** Year, month from 1, day. */
type Day = [year: number, month: number, day: number];

const CHINESE_DIGITS: Record<string, number> = Object.fromEntries(
  [...'〇一二三四五六七八九'].map((digit, index) => [digit, index]),
);
Object.assign(CHINESE_DIGITS, { 零: 0, '○': 0, O: 0, '０': 0, Ｏ: 0 });

const YEAR = '((?:19|20)\\d\\d)';
const MONTH = '(1[0-2]|0?[1-9])';
const DATE = '(3[01]|[12]\\d|0?[1-9])';
/** What ends a day: no further digit, unless a clock begins (2019-09-3022:46 are two elements side by side). */
const END = '(?:(?!\\d)|(?=(?:[01]\\d|2[0-3])[:：]\\d\\d))';
const DAY = new RegExp(
  `(?<!\\d)${YEAR}\\s*(?:[-/.年–—]|\\s)\\s*${MONTH}\\s*(?:[-/.月–—]|\\s)\\s*${DATE}${END}\\s*(?:日|号)?`,
);
const DAY_OF_THIS_YEAR = new RegExp(
  `(?<![\\d.\\-/])${MONTH}(?:月|-|\\/)${DATE}(?:日|(?=\\s*(?:[01]\\d|2[0-3])[:：]\\d\\d)|(?=\\s+\\d[:：]\\d\\d))`,
);
/** 29/12/2023, 12/29/2023, 29.12.2023. */
const YEAR_LAST = new RegExp(`(?<![\\d/.-])(\\d{1,2})([-/.])(\\d{1,2})\\2${YEAR}(?!\\d)`);
/** Two digits of the year, as boards of the nineties and the years after wrote it: 05-06-14 03:25. */
const SHORT_YEAR = new RegExp(
  `(?<![\\d/.:-])(9\\d|[0-2]\\d)([-/.])${MONTH}\\2${DATE}(?=\\s+\\d{1,2}[:：]\\d\\d)`,
);
const MONTH_OF_YEAR = new RegExp(`(?<!\\d)${YEAR}\\s*(?:年\\s*${MONTH}\\s*月|[-/.]${MONTH}(?![\\d/.-]))`);
const MONTH_CHINESE = /([一二三四五六七八九〇零○O０Ｏ]{4})年\s*([一二三四五六七八九十]{1,2})月/;
const DAY_CHINESE = new RegExp(`${MONTH_CHINESE.source}\\s*([一二三四五六七八九十]{1,3})日`);
/** Names of months by their first letters, accents off: English, French, German, Spanish, Italian, Portuguese. */
const MONTH_NAMES: [start: string, month: number][] = [
  ...'jan ene gen:feb fev:mar:apr avr abr:may mai mag:juin jun giu:juil jul lug:aug aou ago:sep set:oct okt ott out:nov:dec dez dic'
    .split(':')
    .flatMap((starts, index) => starts.split(' ').map((start): [string, number] => [start, index + 1])),
];
const NAME = `([${LATIN}]{3,10})\\.?`;
const LATIN_WORD = new RegExp(`[${LATIN}]{3}`);
const DAY_NAMED = new RegExp(
  `(?<![${LETTER}\\d])${NAME}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+${YEAR}(?!\\d)`,
  'i',
);
const DAY_NAMED_LAST = new RegExp(
  `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|\\.|er)?[\\s-]+(?:de\\s+)?${NAME},?[\\s-]+(?:de\\s+)?${YEAR}(?!\\d)`,
  'i',
);
/** Fri Jan  7 13:45:12 2005, as boards on terminals print it. */
const DAY_OF_TERMINAL = new RegExp(
  `\\b(?:mon|tue|wed|thu|fri|sat|sun)\\s+${NAME}\\s+(\\d{1,2})\\s+(\\d\\d:\\d\\d(?::\\d\\d)?)\\s+${YEAR}(?!\\d)`,
  'i',
);
const RELATIVE =
  /(刚刚|刚才(?=$|\s)|just now)|(\d{1,3}|半|[一二两三四五六七八九十])\s*(?:(秒|分钟|个?小时|天|日|周|个?星期|个月)之?前|(second|minute|min|hour|day|week)s?\s+ago)|(今天|今日|昨天|昨日|前天|today|yesterday)/i;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Most lines of a page hold nothing of the kind. */
const DATE_LIKE = /[\d０-９前刚年]|[今昨][天日]|today|yesterday|just|ago/i;

/** The first date in the text. `now` (milliseconds) is what relative forms count from; a date after tomorrow is none. */
export function findDate(text: string, now: number, options: DateOptions = {}): FoundDate | null {
  if (!DATE_LIKE.test(text)) return null;
  // Full-width digits and marks take as much room as the others: places stay.
  const plain = text.replace(/[０-９：－／．]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0));
  return (
    findWholeDay(plain, now, options) ??
    findRelative(plain, now) ??
    findDayOfThisYear(plain, now) ??
    (options.months ? findMonth(plain, now) : null)
  );
}

/** A date in a meta element or structured data: the same forms, and 20240102, timestamps, RFC 2822. */
export function parseMachineDate(text: string, now: number, options: DateOptions = {}): string | null {
  const trimmed = text.trim();
  if (/^1\d{9}(\d{3})?$/.test(trimmed)) {
    const instant = Number(trimmed.padEnd(13, '0'));
    return instant < now + 2 * DAY_MS ? fromInstant(instant, true) : null;
  }
  const compact = /^((?:19|20)\d\d)(\d\d)(\d\d)\s*(?:(\d\d):?(\d\d)(?::?(\d\d))?)?$/.exec(trimmed);
  if (compact) {
    const [, year, month, date, hour, minute, second] = compact;
    const clock = hour ? ` ${hour}:${minute}${second ? `:${second}` : ''}` : '';
    return findDate(`${year}-${month}-${date}${clock}`, now)?.value ?? null;
  }
  const found = findDate(trimmed, now, options);
  if (found) return found.value;
  const instant = /\d{4}/.test(trimmed) && trimmed.length < 40 ? Date.parse(trimmed) : Number.NaN;
  return Number.isNaN(instant) || instant > now + 2 * DAY_MS ? null : fromInstant(instant, true);
}

function findWholeDay(text: string, now: number, { monthFirst = false }: DateOptions): FoundDate | null {
  const day = DAY.exec(text);
  if (day) return atDay(text, day, [Number(day[1]), Number(day[2]), Number(day[3])], now);
  const chinese = DAY_CHINESE.exec(text);
  if (chinese)
    return atDay(text, chinese, [digitsOf(chinese[1]), numberOf(chinese[2]), numberOf(chinese[3])], now);
  const last = YEAR_LAST.exec(text);
  if (last) {
    const [one, other, year] = [Number(last[1]), Number(last[3]), Number(last[4])];
    const isMonthFirst =
      other > 12 || (one <= 12 && (monthFirst || /^[\s\d:]{4,12}[ap]m/i.test(after(text, last))));
    return atDay(text, last, isMonthFirst ? [year, one, other] : [year, other, one], now);
  }
  const short = SHORT_YEAR.exec(text);
  if (short) {
    const year = Number(short[1]);
    return atDay(text, short, [year + (year < 90 ? 2000 : 1900), Number(short[3]), Number(short[4])], now);
  }
  return findNamedDay(text, now);
}

function findNamedDay(text: string, now: number): FoundDate | null {
  if (!LATIN_WORD.test(text)) return null;
  const terminal = DAY_OF_TERMINAL.exec(text);
  if (terminal) {
    const month = monthNamed(terminal[1]);
    const utc = month && utcOf([Number(terminal[4]), month, Number(terminal[2])], now);
    const clock = readClock(terminal[3] ?? '');
    if (utc && clock) return found(terminal, terminal[0].length, withClock(utc, clock));
  }
  const named = DAY_NAMED.exec(text);
  const month = named && monthNamed(named[1]);
  if (named && month) return atDay(text, named, [Number(named[3]), month, Number(named[2])], now);
  const last = DAY_NAMED_LAST.exec(text);
  const itsMonth = last && monthNamed(last[2]);
  return last && itsMonth ? atDay(text, last, [Number(last[3]), itsMonth, Number(last[1])], now) : null;
}

function monthNamed(name = ''): number | null {
  const plain = name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
  return MONTH_NAMES.find(([start]) => plain.startsWith(start))?.[1] ?? null;
}

const after = (text: string, match: RegExpExecArray) => text.slice(match.index + match[0].length);

function found(match: RegExpExecArray, length: number, value: string): FoundDate {
  return { value, from: match.index, to: match.index + length, isYearGuessed: false };
}

/** Midnight (+00:00) of a day that exists and isn't to come, else null. */
function utcOf([year, month, day]: Day, now: number): number | null {
  const utc = Date.UTC(year, month - 1, day);
  return new Date(utc).getUTCDate() === day && month <= 12 && utc < now + 2 * DAY_MS ? utc : null;
}

function atDay(text: string, match: RegExpExecArray, day: Day, now: number): FoundDate | null {
  const utc = utcOf(day, now);
  if (utc === null) return null;
  const clock = readClock(after(text, match).slice(0, 60));
  const value = clock ? withClock(utc, clock) : new Date(utc).toISOString().slice(0, 10);
  return found(match, match[0].length + (clock?.length ?? 0), value);
}

function findRelative(text: string, now: number): FoundDate | null {
  const match = RELATIVE.exec(text);
  if (!match) return null;
  const [all, justNow, count = '', chineseUnit, foreignUnit, dayWord] = match;
  const unit = (chineseUnit ?? foreignUnit ?? '').toLowerCase().replace('个', '');
  if (justNow) return found(match, all.length, fromInstant(now, false));
  const number = count === '半' ? 0.5 : Number(count) || numberOf(count.replace('两', '二'));
  const milliseconds = SHORT_UNITS[unit];
  if (milliseconds) return found(match, all.length, fromInstant(now - number * milliseconds, false));
  const days = dayWord ? DAY_WORDS[dayWord.toLowerCase()] : number * (LONG_UNITS[unit] ?? 1);
  const utc = dayInChina(now, days ?? 0);
  const clock = readClock(after(text, match).slice(0, 30));
  // 昨天 within a sentence is a word; before a clock, or alone at the end of a short line, a date.
  const isAlone =
    /(?:^|\s)$/.test(text.slice(0, match.index)) && after(text, match).trim() === '' && text.length < 40;
  if (dayWord && !clock && !isAlone) return null;
  const value = clock ? withClock(utc, clock) : new Date(utc).toISOString().slice(0, 10);
  return found(match, all.length + (clock?.length ?? 0), value);
}

const SHORT_UNITS: Record<string, number> = {
  秒: 1000,
  second: 1000,
  分钟: 60_000,
  minute: 60_000,
  min: 60_000,
  小时: HOUR_MS,
  hour: HOUR_MS,
};
/** In days. A month ago is told to the day nowhere. */
const LONG_UNITS: Record<string, number> = { 天: 1, 日: 1, day: 1, 周: 7, 星期: 7, week: 7, 月: 30 };
const DAY_WORDS: Record<string, number> = {
  今天: 0,
  今日: 0,
  today: 0,
  昨天: 1,
  昨日: 1,
  yesterday: 1,
  前天: 2,
};

function findDayOfThisYear(text: string, now: number): FoundDate | null {
  const match = DAY_OF_THIS_YEAR.exec(text);
  if (!match) return null;
  const year = new Date(dayInChina(now, 0)).getUTCFullYear();
  const [month, day] = [Number(match[1]), Number(match[2])];
  const date = atDay(text, match, [year, month, day], now) ?? atDay(text, match, [year - 1, month, day], now);
  return date && { ...date, isYearGuessed: true };
}

function findMonth(text: string, now: number): FoundDate | null {
  const match = MONTH_OF_YEAR.exec(text) ?? MONTH_CHINESE.exec(text);
  if (!match) return null;
  const isChinese = Number.isNaN(Number(match[1]));
  const year = isChinese ? digitsOf(match[1]) : Number(match[1]);
  const month = isChinese ? numberOf(match[2]) : Number(match[2] ?? match[3]);
  const utc = utcOf([year, month, 1], now);
  return utc === null ? null : found(match, match[0].length, new Date(utc).toISOString().slice(0, 7));
}

const digitsOf = (text = '') => Number([...text].map((digit) => CHINESE_DIGITS[digit]).join(''));

/** 三, 十二, 二十九. */
function numberOf(text = ''): number {
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text];
  const ten = text.includes('十') ? (CHINESE_DIGITS[tens ?? ''] ?? 1) * 10 : 0;
  return ten + (CHINESE_DIGITS[ones ?? ''] ?? 0);
}
