import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { readArticle } from '../utils/article/read-article.ts';
import type { Reading } from '../utils/article/reading.ts';

/** In UTF-16 units. What executeScript gives back travels in one message; larger readings go in pieces of this size. */
const PIECE_LENGTH = 4 * 1024 * 1024;
/** No article is that long; reading it would stop the page for seconds. */
const MAX_PAGE_LENGTH = 20_000_000;

/** What `executeScript` gives for this script. */
export type ReadingResult = Reading | { transfer: string; count: number } | { reason: 'too-large' };

/**
 * Reads the page it is put into, with the visibility that the browser's layout knows. Its result is the reading itself, or, where that is too large for
 * one message, the name under which its JSON was sent in `reading-piece` messages.
 */
export default defineContentScript({
  registration: 'runtime',
  async main(): Promise<ReadingResult> {
    if (document.documentElement.outerHTML.length > MAX_PAGE_LENGTH) return { reason: 'too-large' };
    const reading = readArticle(document, location.href, { isVisible });
    const json = JSON.stringify(reading);
    return json.length <= PIECE_LENGTH ? reading : sendPieces(json);
  },
});

const isVisible = (element: Element) => element.checkVisibility({ visibilityProperty: true });

async function sendPieces(json: string): Promise<{ transfer: string; count: number }> {
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
