import { defineContentScript } from 'wxt/utils/define-content-script';
import { giveReading, isTooLarge, type ReadingResult } from '../utils/messages/give-reading.ts';
import { readByRules } from '../utils/messages/read-by-rules.ts';

/** Reads the page it is put into, with the visibility that the browser's layout knows and by the reader's rules for its site; its result is the reading. */
export default defineContentScript({
  registration: 'runtime',
  async main(): Promise<ReadingResult> {
    if (isTooLarge(document)) return { reason: 'too-large' };
    return giveReading(await readByRules(document, location.href));
  },
});
