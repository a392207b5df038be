import { defineContentScript } from 'wxt/utils/define-content-script';
import { readWhereArticle } from '../utils/article/framed-article.ts';
import { packSources } from '../utils/article/pack-sources.ts';
import { gatherReading } from '../utils/article/read-article.ts';
import { inSlices } from '../utils/article/slices.ts';
import { emptyShelf } from '../utils/messages/further-rules.ts';
import { giveReading, isShown, isTooLarge, type ReadingResult } from '../utils/messages/give-reading.ts';

/**
 * Reads the page it is put into, with the visibility that the browser's layout knows; its result is the reading, of this page alone and without its HTML,
 * with what the background reads the other fields from. Rules that few pages need are brought when it comes to them.
 */
export default defineContentScript({
  registration: 'runtime',
  async main(): Promise<ReadingResult> {
    if (isTooLarge(document)) return { reason: 'too-large' };
    const { reading, sources, kind } = await readWhereArticle(document, location.href, async (open) => {
      const shelf = emptyShelf();
      const begin = () => gatherReading(open.document, open.address, { isVisible: isShown }, shelf);
      const gathered = await inSlices(open.document, begin);
      return { ...gathered, kind: gathered.reading.kind };
    });
    const isArticle = kind === 'article' && sources !== null;
    return giveReading(isArticle ? { ...reading, sources: packSources(sources) } : reading);
  },
});
