/** A point in time found in text, to the precision of that text. */
export interface FoundDate {
  /** `2023-12-29`, `2023-12-29T10:30+08:00` or with seconds; wall clock at +08:00. Midnight counts as a date without a time. */
  value: string;
  /** Where in the text it begins and ends. */
  from: number;
  to: number;
}

const CHINESE_DIGITS: Record<string, number> = Object.fromEntries(
  [...'〇一二三四五六七八九'].map((digit, index) => [digit, index]),
);
Object.assign(CHINESE_DIGITS, { 零: 0, '○': 0, O: 0 });

const DAY =
  /(?<!\d)((?:19|20)\d\d)\s*(?:[-/.年]|\s)\s*(1[0-2]|0?[1-9])\s*(?:[-/.月]|\s)\s*(3[01]|[12]\d|0?[1-9])(?!\d)\s*(?:日|号)?/;
const DAY_CHINESE =
  /([一二三四五六七八九〇零○O]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日/;
const DAY_OF_THIS_YEAR =
  /(?<![\d.-])(1[0-2]|0?[1-9])(?:月|-|\/)(3[01]|[12]\d|0?[1-9])(?:日|(?=\s+\d{1,2}:\d\d))/;
const CLOCK =
  /^(?:[\s,，]*[（(]?(?:星期|周)[一二三四五六日天][）)]?)?[\sT,，]*(上午|下午|晚上?|凌晨|中午)?\s*(\d{1,2})\s*[:：时點点]\s*(\d{2})\s*(?:[:：分]\s*(\d{2})(?:\.\d+)?)?\s*(?:分|秒)?\s*(Z|[+-]\d{2}:?\d{2})?(?!\d)/;
const RELATIVE = /(刚刚)|(\d{1,2})\s*(秒|分钟|个?小时|天|日)\s*前|(今天|昨天|昨日|前天)/;

const HOUR_MS = 3_600_000;
const CHINA_OFFSET_MS = 8 * HOUR_MS;

/** The first date in the text. `now` (milliseconds) is what relative forms count from; a date after tomorrow is none. */
export function findDate(text: string, now: number): FoundDate | null {
  const day = DAY.exec(text);
  if (day) return atDay(text, day, [Number(day[1]), Number(day[2]), Number(day[3])], now);
  const chinese = DAY_CHINESE.exec(text);
  if (chinese)
    return atDay(text, chinese, [digitsOf(chinese[1]), numberOf(chinese[2]), numberOf(chinese[3])], now);
  return findRelative(text, now) ?? findDayOfThisYear(text, now);
}

/** A date in a meta element or structured data: the same forms, and 20240102, timestamps, RFC 2822. */
export function parseMachineDate(text: string, now: number): string | null {
  const trimmed = text.trim();
  if (/^1\d{9}(\d{3})?$/.test(trimmed)) return fromInstant(Number(trimmed.padEnd(13, '0')), true);
  const compact = /^((?:19|20)\d\d)(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?$/.exec(trimmed);
  if (compact) {
    const [, year, month, date, hour, minute] = compact;
    return findDate(`${year}-${month}-${date}${hour ? ` ${hour}:${minute}` : ''}`, now)?.value ?? null;
  }
  const found = findDate(trimmed, now);
  if (found) return found.value;
  const instant = /\d{4}/.test(trimmed) && trimmed.length < 40 ? Date.parse(trimmed) : Number.NaN;
  return Number.isNaN(instant) ? null : fromInstant(instant, true);
}

function atDay(
  text: string,
  match: RegExpExecArray,
  [year, month, day]: [number, number, number],
  now: number,
): FoundDate | null {
  const utc = Date.UTC(year, month - 1, day);
  const isReal = new Date(utc).getUTCDate() === day && utc < now + 48 * HOUR_MS;
  if (!isReal) return null;
  const end = match.index + match[0].length;
  const clock = CLOCK.exec(text.slice(end, end + 60));
  const date = new Date(utc).toISOString().slice(0, 10);
  const read = clock && readClock(clock);
  if (!clock || !read) return { value: date, from: match.index, to: end };
  return { value: withClock(utc, date, read), from: match.index, to: end + clock[0].length };
}

interface Clock {
  hour: number;
  minute: number;
  second: number | null;
  /** Minutes east of Greenwich, null where the text names no zone. */
  zone: number | null;
}

function readClock(match: RegExpExecArray): Clock | null {
  const [, half, hours, minutes, seconds, zone] = match;
  let hour = Number(hours);
  if (/下午|晚/.test(half ?? '') && hour < 12) hour += 12;
  if (hour > 23 || Number(minutes) > 59 || Number(seconds ?? 0) > 59) return null;
  return {
    hour,
    minute: Number(minutes),
    second: seconds === undefined ? null : Number(seconds),
    zone: zone ? zoneOf(zone) : null,
  };
}

function zoneOf(zone: string): number {
  if (zone === 'Z') return 0;
  const digits = zone.replace(':', '');
  return Number(digits[0] + digits.slice(1, 3)) * 60 + Number(digits[0] + digits.slice(3));
}

function withClock(utc: number, date: string, { hour, minute, second, zone }: Clock): string {
  if (hour === 0 && minute === 0 && !second) return date;
  const hasSeconds = second !== null;
  if (zone === null) return `${date}T${pad(hour)}:${pad(minute)}${hasSeconds ? `:${pad(second)}` : ''}+08:00`;
  return fromInstant(utc + (hour * 60 + minute - zone) * 60_000 + (second ?? 0) * 1000, hasSeconds);
}

function fromInstant(instant: number, hasSeconds: boolean): string {
  const local = new Date(instant + CHINA_OFFSET_MS).toISOString();
  if (local.slice(11, 19) === '00:00:00') return local.slice(0, 10);
  return `${local.slice(0, hasSeconds ? 19 : 16)}+08:00`;
}

function findRelative(text: string, now: number): FoundDate | null {
  const match = RELATIVE.exec(text);
  if (!match) return null;
  const place = { from: match.index, to: match.index + match[0].length };
  const [, justNow, count, unit, dayWord] = match;
  if (justNow) return { value: fromInstant(now, false), ...place };
  const milliseconds = { 秒: 1000, 分钟: 60_000, 小时: HOUR_MS, 个小时: HOUR_MS }[unit ?? ''];
  if (milliseconds) return { value: fromInstant(now - Number(count) * milliseconds, false), ...place };
  const days = dayWord ? { 今天: 0, 昨天: 1, 昨日: 1, 前天: 2 }[dayWord] : Number(count);
  const date = new Date(now + CHINA_OFFSET_MS - (days ?? 0) * 24 * HOUR_MS).toISOString().slice(0, 10);
  const clock = CLOCK.exec(text.slice(place.to, place.to + 30));
  // 昨天 within a sentence is a word, before a clock a date.
  if (dayWord && !clock) return null;
  const read = clock && readClock(clock);
  return {
    value: read ? withClock(Date.parse(date), date, read) : date,
    from: place.from,
    to: place.to + (clock?.[0].length ?? 0),
  };
}

function findDayOfThisYear(text: string, now: number): FoundDate | null {
  const match = DAY_OF_THIS_YEAR.exec(text);
  if (!match) return null;
  const year = new Date(now + CHINA_OFFSET_MS).getUTCFullYear();
  const [month, day] = [Number(match[1]), Number(match[2])];
  return atDay(text, match, [year, month, day], now) ?? atDay(text, match, [year - 1, month, day], now);
}

const pad = (number: number) => String(number).padStart(2, '0');
const digitsOf = (text = '') => Number([...text].map((digit) => CHINESE_DIGITS[digit]).join(''));

/** 三, 十二, 二十九. */
function numberOf(text = ''): number {
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text];
  const ten = text.includes('十') ? (CHINESE_DIGITS[tens ?? ''] ?? 1) * 10 : 0;
  return ten + (CHINESE_DIGITS[ones ?? ''] ?? 0);
}
