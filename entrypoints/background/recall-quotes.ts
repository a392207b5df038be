import { recallFrom } from '../../utils/annotation/witness.ts';
import type { Library } from '../../utils/library/library.ts';
import type { RecalledQuote } from '../../utils/messages/contract.ts';
import type { PageSender } from '../../utils/messages/sender.ts';
import { articleOfPage } from './page-library.ts';

/**
 * Quotes of this page's marks with more around them: from the version a mark was made on, else from the latest that surely holds its words. What isn't a mark of this page,
 * or whose text is not on this device, is left out.
 */
export async function recallQuotes(
  library: Library,
  page: PageSender,
  ids: string[],
): Promise<RecalledQuote[]> {
  const article = await articleOfPage(library, page);
  if (article === null) return [];
  const versions = article.snapshots.map(({ hash }) => hash).reverse();
  const read = new Map<string, ReturnType<typeof recallFrom> | null>();
  const readOnce = async (hash: string) => {
    if (!read.has(hash)) {
      const content = await library.snapshot(hash);
      read.set(hash, content && recallFrom(content.text));
    }
    return read.get(hash);
  };
  const marks = (await library.marks(article.id)).filter(({ id, whole }) => ids.includes(id) && !whole);
  const recalled: RecalledQuote[] = [];
  for (const { id, snapshot, pageSelectors } of marks) {
    const own = versions.filter((hash) => hash === snapshot);
    for (const hash of new Set([...own, ...versions])) {
      const quote = (await readOnce(hash))?.(pageSelectors);
      if (!quote) continue;
      recalled.push({ id, quote });
      break;
    }
  }
  return recalled;
}
