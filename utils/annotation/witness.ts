import type { Selector, TextQuoteSelector } from '../../protocol/selectors.ts';
import { foldText } from '../fold-text.ts';
import { matchQuote } from './match-quote.ts';

/** Characters on each side: some paragraphs, so that those before and after a rewritten one still tell where it was. */
const RECALLED = 400;

/**
 * Of a kept text, read once for all marks of an article: gives a passage's quote with a longer context, as that text remembers it. What page and kept text have in common
 * around the passage then says where it went. Null where it doesn't surely hold the passage.
 */
export function recallFrom(text: string): (selectors: Selector[]) => TextQuoteSelector | null {
  const folded = foldText(text).text;
  return (selectors) => {
    const quote = selectors.find((selector) => selector.type === 'TextQuoteSelector');
    if (!quote) return null;
    const { exact, prefix, suffix } = quote;
    const match = matchQuote(
      folded,
      { exact: foldText(exact).text, prefix: foldText(prefix).text, suffix: foldText(suffix).text },
      [],
    );
    if (match?.status !== 'found' || match.isChanged) return null;
    return {
      type: 'TextQuoteSelector',
      exact,
      prefix: folded.slice(Math.max(0, match.start - RECALLED), match.start),
      suffix: folded.slice(match.end, match.end + RECALLED),
    };
  };
}
