import { browser } from 'wxt/browser';
import type { PartialReading } from '../article/complete-reading.ts';
import { nextTask } from '../next-task.ts';
import { type WovenHtml, weaveHtml } from './woven-html.ts';

/** In UTF-16 units. What executeScript gives back travels in one message; larger readings go in pieces of this size. */
const PIECE_LENGTH = 4 * 1024 * 1024;
/** No article's page has so much text, in UTF-16 units, or so many elements; reading it would take many seconds. */
const MAX_PAGE_LENGTH = 20_000_000;
const MAX_ELEMENTS = 500_000;

/** With its HTML as it travels. */
export type WovenReading = Omit<PartialReading, 'html'> & { html: WovenHtml };

/** What `executeScript` gives for a script that reads. */
export type ReadingResult = WovenReading | { transfer: string; count: number } | { reason: 'too-large' };

export function isTooLarge(document: Document): boolean {
  const { length } = document.documentElement.textContent;
  return length > MAX_PAGE_LENGTH || document.getElementsByTagName('*').length > MAX_ELEMENTS;
}

/** The reading itself, or, where that is too large for one message, the name under which its JSON was sent in `reading-piece` messages. */
export async function giveReading(reading: PartialReading): Promise<ReadingResult> {
  await nextTask();
  const woven = { ...reading, html: weaveHtml(reading.html, reading.text) };
  const json = JSON.stringify(woven);
  // What is given or sent is taken apart at once, which takes its time as well.
  await nextTask();
  if (json.length <= PIECE_LENGTH) return woven;
  const transfer = `${Math.random()}`;
  const count = Math.ceil(json.length / PIECE_LENGTH);
  for (let index = 0; index < count; index++) {
    const text = json.slice(index * PIECE_LENGTH, (index + 1) * PIECE_LENGTH);
    await browser.runtime.sendMessage({ name: 'reading-piece', body: { transfer, index, text } });
  }
  return { transfer, count };
}

/** What a person can see, as the browser's layout knows it. */
export function isShown(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true });
}
