const HOUR_MS = 3_600_000;
/** Chinese pages state the time of China; what names no zone means it. */
const CHINA_OFFSET_MS = 8 * HOUR_MS;

/** A time of day as a page writes it. */
export interface Clock {
  hour: number;
  minute: number;
  second: number | null;
  /** Minutes east of Greenwich, null where the text names no zone. */
  zone: number | null;
  /** How many characters it takes. */
  length: number;
}

const CLOCK =
  /^(?:\s*[,，]?\s*(?:at|um|à)\s+)?(?:[\s,，]*[（(【[]?(?:星期|礼拜|周)[一二三四五六日天末][）)\]】]?|[\s,，]*(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?)?[\sT,，·•|—–-]*(上午|下午|晚上?|夜里?|凌晨|早上?|清晨|中午|am|pm)?\s*(\d{1,2})\s*(?:[:：时點点]\s*(\d{2})(?!\d{3})|[时點点](?!\d))\s*(?:[:：分]\s*(\d{2})(?!\d)(?:\.\d+)?)?\s*(?:分|秒)?\s*([ap]\.?m\b\.?)?\s*(?:(Z|[+-]\d{2}:?\d{2})|\(?(?:UTC|GMT)([+-]\d{1,2})?\)?)?(?!\d)/i;

/** The time of day with which the text begins, a day of the week before it or not: ` 星期二 下午3:08`, ` 09:30:12`, `T01:30Z`, `, 3 p.m.` is none. */
export function readClock(text: string): Clock | null {
  const match = CLOCK.exec(text);
  if (!match) return null;
  const [all, before, hours, minutes = '0', seconds, after, zone, offset] = match;
  const half = `${before ?? ''}${after ?? ''}`.toLowerCase();
  let hour = Number(hours);
  if (/下午|晚|夜|p/.test(half) && hour < 12) hour += 12;
  if (/^a/.test(half) && hour === 12) hour = 0;
  if (hour > 23 || Number(minutes) > 59 || Number(seconds ?? 0) > 59) return null;
  return {
    hour,
    minute: Number(minutes),
    second: seconds === undefined ? null : Number(seconds),
    zone: zone ? zoneOf(zone) : /(?:UTC|GMT)/i.test(all) ? Number(offset ?? 0) * 60 : null,
    length: all.length,
  };
}

function zoneOf(zone: string): number {
  if (/^z$/i.test(zone)) return 0;
  const digits = zone.replace(':', '');
  return Number(digits[0] + digits.slice(1, 3)) * 60 + Number(digits[0] + digits.slice(3));
}

/** A day (`2023-12-29`, midnight at +00:00 in `utc`) with its clock. Midnight to the second is what systems write that know the day alone. */
export function withClock(utc: number, { hour, minute, second, zone }: Clock): string {
  const date = new Date(utc).toISOString().slice(0, 10);
  if (hour === 0 && minute === 0 && !second) return date;
  const hasSeconds = second !== null;
  if (zone === null) return `${date}T${pad(hour)}:${pad(minute)}${hasSeconds ? `:${pad(second)}` : ''}+08:00`;
  return fromInstant(utc + (hour * 60 + minute - zone) * 60_000 + (second ?? 0) * 1000, hasSeconds);
}

/** An instant in milliseconds as the wall clock of China shows it. */
export function fromInstant(instant: number, hasSeconds: boolean): string {
  const local = new Date(instant + CHINA_OFFSET_MS).toISOString();
  if (local.slice(11, 19) === '00:00:00') return local.slice(0, 10);
  return `${local.slice(0, hasSeconds ? 19 : 16)}+08:00`;
}

/** Midnight (+00:00) of the day that it is in China so many days before `now`. */
export function dayInChina(now: number, daysBefore: number): number {
  const local = new Date(now + CHINA_OFFSET_MS - daysBefore * 24 * HOUR_MS).toISOString();
  return Date.parse(local.slice(0, 10));
}

const pad = (number: number) => String(number).padStart(2, '0');
