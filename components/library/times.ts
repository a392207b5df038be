import type { Language } from '../../locales/define-texts.ts';
import { libraryTexts } from '../../locales/library.ts';

/** 今天 10:41 · 11 月 21 日 · 2024 年 11 月 21 日. `time` and `now` are milliseconds since 1970. */
export function momentName(time: number, language: Language, now = Date.now()): string {
  const date = new Date(time);
  if (isSameDay(date, new Date(now))) return libraryTexts[language].today(clockTime(time, language));
  return dayName(time, language, now);
}

/** 21:14 of today · 11 月 20 日, where there is little room. */
export function shortMoment(time: number, language: Language, now = Date.now()): string {
  return isSameDay(new Date(time), new Date(now)) ? clockTime(time, language) : dayName(time, language, now);
}

/** 今天 21:14 · 11 月 20 日 21:14. */
export function exactMoment(time: number, language: Language, now = Date.now()): string {
  const clock = clockTime(time, language);
  if (isSameDay(new Date(time), new Date(now))) return libraryTexts[language].today(clock);
  return `${dayName(time, language, now)} ${clock}`;
}

/** 11 月 21 日; with the year where it isn't this one. */
export function dayName(time: number, language: Language, now = Date.now()): string {
  const date = new Date(time);
  const isThisYear = date.getFullYear() === new Date(now).getFullYear();
  if (language === 'en') {
    return new Intl.DateTimeFormat('en', {
      day: 'numeric',
      month: 'short',
      ...(isThisYear ? {} : { year: 'numeric' }),
    }).format(date);
  }
  const day = `${date.getMonth() + 1} 月 ${date.getDate()} 日`;
  return isThisYear ? day : `${date.getFullYear()} 年 ${day}`;
}

/** A published day as its page gave it, `2026-11-18…`, in the reader's language. */
export function publishedName(publishedAt: string, language: Language): string {
  const [year, month, day] = publishedAt.slice(0, 10).split('-').map(Number);
  if (!year || !month || !day) return publishedAt;
  if (language === 'zh-CN') return `${year} 年 ${month} 月 ${day} 日`;
  return new Intl.DateTimeFormat('en', { dateStyle: 'long' }).format(new Date(year, month - 1, day));
}

export function clockTime(time: number, language: Language): string {
  return new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    time,
  );
}

function isSameDay(a: Date, b: Date): boolean {
  return a.toDateString() === b.toDateString();
}
