import { browser } from 'wxt/browser';
import type { Reading } from '../article/reading.ts';

/** In UTF-16 units. What executeScript gives back travels in one message; larger readings go in pieces of this size. */
const PIECE_LENGTH = 4 * 1024 * 1024;
/** No article's page is that long; reading it would stop the page for seconds. */
const MAX_PAGE_LENGTH = 20_000_000;

/** What `executeScript` gives for a script that reads. */
export type ReadingResult = Reading | { transfer: string; count: number } | { reason: 'too-large' };

export function isTooLarge(document: Document): boolean {
  return document.documentElement.outerHTML.length > MAX_PAGE_LENGTH;
}

/** The reading itself, or, where that is too large for one message, the name under which its JSON was sent in `reading-piece` messages. */
export async function giveReading(reading: Reading): Promise<ReadingResult> {
  const json = JSON.stringify(reading);
  if (json.length <= PIECE_LENGTH) return reading;
  const transfer = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
  const count = Math.ceil(json.length / PIECE_LENGTH);
  for (let index = 0; index < count; index++) {
    const text = json.slice(index * PIECE_LENGTH, (index + 1) * PIECE_LENGTH);
    await browser.runtime.sendMessage({ name: 'reading-piece', body: { transfer, index, count, text } });
  }
  return { transfer, count };
}

/** What a person can see, as the browser's layout knows it. */
export function isShown(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true });
}
