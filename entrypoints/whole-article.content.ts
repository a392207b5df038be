import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { readWhereArticle } from '../utils/article/framed-article.ts';
import { readWithRules } from '../utils/article/read-article.ts';
import { inSlices } from '../utils/article/slices.ts';
import { fetchPage } from '../utils/keeping/fetch-page.ts';
import { readWholeArticle } from '../utils/keeping/read-whole-article.ts';
import { emptyShelf } from '../utils/messages/further-rules.ts';
import { giveReading, isShown, isTooLarge, type ReadingResult } from '../utils/messages/give-reading.ts';
import { whileStoppable } from '../utils/messages/stop-reading.ts';

declare global {
  /** What the background leaves for the script where this page alone is to be read. */
  var pageAsk: string | undefined;
}

/**
 * Reads the page it is put into to be kept, and with it the other pages of an article that is split over several: as the page itself, so that they come from
 * its own origin with its own cookies. Tells at which page it is; stops when it is told to, with what it has. Rules that few articles need are brought when
 * it comes to them.
 */
export default defineContentScript({
  registration: 'runtime',
  async main(): Promise<ReadingResult> {
    // At once: another reading of this tab may leave or take one meanwhile.
    const isAlone = globalThis.pageAsk !== undefined;
    globalThis.pageAsk = undefined;
    if (isTooLarge(document)) return { reason: 'too-large' };
    const shelf = emptyShelf();
    const { open, reading } = await readWhereArticle(document, location.href, async (place) => {
      const begin = () => readWithRules(place.document, place.address, { isVisible: isShown }, shelf);
      const read = await inSlices(place.document, begin);
      return { open: place, reading: read, kind: read.kind };
    });
    if (isAlone) return giveReading(reading);
    const whole = await whileStoppable((signal) =>
      readWholeArticle(open, reading, {
        fetchPage: (further) => fetchPage(further, document.characterSet, signal),
        read: (page) => inSlices(page.document, () => readWithRules(page.document, page.address, {}, shelf)),
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
