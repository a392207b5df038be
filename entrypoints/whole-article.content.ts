import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { readArticle } from '../utils/article/read-article.ts';
import { fetchPage } from '../utils/keeping/fetch-page.ts';
import { readWholeArticle } from '../utils/keeping/read-whole-article.ts';
import { giveReading, isShown, isTooLarge, type ReadingResult } from '../utils/messages/give-reading.ts';
import { whileStoppable } from '../utils/messages/stop-reading.ts';

/**
 * Reads the page it is put into, and with it the other pages of an article that is split over several: as the page itself, so that they come from
 * its own origin with its own cookies. Tells at which page it is; stops when it is told to, with what it has.
 */
export default defineContentScript({
  registration: 'runtime',
  async main(): Promise<ReadingResult> {
    if (isTooLarge(document)) return { reason: 'too-large' };
    const open = { document, address: location.href };
    const reading = readArticle(document, open.address, { isVisible: isShown });
    const whole = await whileStoppable((signal) =>
      readWholeArticle(open, reading, {
        fetchPage: (further) => fetchPage(further, document.characterSet, signal),
        read: (page) => readArticle(page.document, page.address),
        onProgress: tellProgress,
        signal,
      }),
    );
    return giveReading(whole);
  },
});

/** Each message also keeps the worker awake that waits for the result. */
function tellProgress(page: number, total: number): void {
  const message = { name: 'reading-progress', body: { page, total } };
  // Nobody may be there to show it; the reading goes on.
  browser.runtime.sendMessage(message).catch(() => undefined);
}
