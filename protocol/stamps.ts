import * as z from 'zod/mini';

/**
 * A hybrid logical clock [1]: `milliseconds(13 digits)-counter(base 36, 4)-device(8)`.
 * Every part has a fixed width, so text order is time order.
 *
 * [1] Kulkarni et al., Logical Physical Clocks, 2014, https://cse.buffalo.edu/tech-reports/2014-04.pdf
 */
export type Stamp = string;

export const STAMP_PATTERN = /^\d{13}-[0-9a-z]{4}-[0-9a-z]{8}$/;
export const DEVICE_PATTERN = /^[0-9a-z]{8}$/;
export const stampSchema = z.string().check(z.regex(STAMP_PATTERN));
export const deviceSchema = z.string().check(z.regex(DEVICE_PATTERN));

/** Sorts before every stamp a clock hands out. */
export const EARLIEST_STAMP: Stamp = '0000000000000-0000-00000000';

/** The service refuses stamps that are further ahead of its own time than this. */
export const MAX_CLOCK_AHEAD_MS = 5 * 60_000;

const LARGEST_COUNTER = 36 ** 4 - 1;
const LARGEST_MILLISECONDS = 9_999_999_999_999;

/**
 * The stamp that follows `latest`, the greatest one this device has handed out or received.
 * `now` is in milliseconds since 1970 and may jump either way: the answer is always greater than `latest`.
 * `device` is eight characters of `[0-9a-z]`.
 */
export function nextStamp(latest: Stamp, now: number, device: string): Stamp {
  const seen = millisecondsOf(latest);
  const time = Math.min(Math.max(Math.floor(now), 0), LARGEST_MILLISECONDS);
  if (time > seen) return formatStamp(time, 0, device);
  const counter = counterOf(latest) + 1;
  return counter > LARGEST_COUNTER ? formatStamp(seen + 1, 0, device) : formatStamp(seen, counter, device);
}

export function laterStamp(a: Stamp, b: Stamp): Stamp {
  return a < b ? b : a;
}

/** The first stamp a device can hand out at this time, in milliseconds. */
export function firstStampAt(milliseconds: number, device: string): Stamp {
  return formatStamp(Math.floor(milliseconds), 0, device);
}

export function millisecondsOf(stamp: Stamp): number {
  return Number(stamp.slice(0, 13));
}

/** The device that wrote it: eight characters, the last of them random and new at each start of the browser. */
export function deviceOf(stamp: Stamp): string {
  return stamp.slice(19);
}

function counterOf(stamp: Stamp): number {
  return Number.parseInt(stamp.slice(14, 18), 36);
}

function formatStamp(milliseconds: number, counter: number, device: string): Stamp {
  return `${String(milliseconds).padStart(13, '0')}-${counter.toString(36).padStart(4, '0')}-${device}`;
}
