import { defineContentScript } from 'wxt/utils/define-content-script';
import { readOnePage } from '../utils/article/read-article.ts';
import { giveReading, isShown, isTooLarge, type ReadingResult } from '../utils/messages/give-reading.ts';

/** Reads the page it is put into, with the visibility that the browser's layout knows; its result is the reading, of this page alone. */
export default defineContentScript({
  registration: 'runtime',
  async main(): Promise<ReadingResult> {
    if (isTooLarge(document)) return { reason: 'too-large' };
    return giveReading(readOnePage(document, location.href, { isVisible: isShown }));
  },
});
