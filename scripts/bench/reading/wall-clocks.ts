const CHINA_MS = 8 * 60 * 60 * 1000;
const WRITTEN =
  /(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?(?:[T\s]*(\d{1,2})[:：时](\d{1,2})(?:[:：分](\d{1,2}))?)?/;

/** A year, or a year with a month: all that old pages say. */
const PARTIAL = /^(\d{4})(?:\s*[-/.年]\s*(\d{1,2}))?[年月]?$/;

/**
 * What a written time may say on a Chinese wall, `2023-12-29` or `2023-12-29T10:30` or with seconds, or `2023-12`: as it stands, and, where it names a zone, in China.
 * Both count, since many readers call a time UTC that they took from the page as it is.
 */
export function wallClocks(written: string | null): string[] {
  const text = written?.trim() ?? '';
  if (!text) return [];
  const [, year, month] = PARTIAL.exec(text) ?? [];
  if (year !== undefined) return [month === undefined ? year : `${year}-${twoDigits(month)}`];
  const found = WRITTEN.exec(text);
  const clocks = found ? [clockOf(found)] : [];
  if (!found || /[zZ]$|[+-]\d{2}:?\d{2}$/.test(text)) {
    const seconds = /^\d{10}(?:\d{3})?$/.test(text) ? Number(text.padEnd(13, '0')) : Number.NaN;
    const at = Number.isNaN(Date.parse(text)) ? seconds : Date.parse(text);
    if (!Number.isNaN(at)) clocks.push(new Date(at + CHINA_MS).toISOString().slice(0, 19));
  }
  return clocks;
}

function clockOf([, year, month, day, hour, minute, second]: RegExpExecArray): string {
  const date = [year, ...[month, day].map(twoDigits)].join('-');
  if (hour === undefined) return date;
  const time = [hour, minute, ...(second === undefined ? [] : [second])].map(twoDigits).join(':');
  return `${date}T${time}`;
}

const twoDigits = (part: string | undefined) => (part ?? '').padStart(2, '0');
